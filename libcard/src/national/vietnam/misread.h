// SPDX-License-Identifier: Apache-2.0
// Texts that were written in one character set and read in another.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace card::national::vietnam {

/// Whether one of `printed` is `original` after such a way: the way is gone with `original`, which
/// the chip has signed, and ends at the very same letters. Nothing of `printed` is decoded.
bool is_misread(std::span<const std::string> printed, std::string_view original);

}  // namespace card::national::vietnam

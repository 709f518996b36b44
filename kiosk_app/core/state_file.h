// SPDX-License-Identifier: Apache-2.0
// Small files of the kiosk's own state: whole after a stop at any instant.
#pragma once
#include <filesystem>
#include <string>

namespace kiosk {

inline constexpr std::size_t kMaxStateFile = 65536;

/// Empty where it is not there, too large or cannot be read.
std::string load_state(const std::filesystem::path& file);
/// Writes a new file beside it and puts it in its place; false when it could not, and the old one
/// stays.
bool save_state(const std::filesystem::path& file, const std::string& text);

}  // namespace kiosk

// SPDX-License-Identifier: Apache-2.0
// Names as an MRZ writes them: capitals without marks. For comparing only; a name is shown as the
// chip has it.
#pragma once
#include <string>
#include <string_view>

namespace card::lds {

/// UTF-8, composed or decomposed, to A-Z, 0-9 and single blanks.
std::string fold_name(std::string_view name);

}  // namespace card::lds

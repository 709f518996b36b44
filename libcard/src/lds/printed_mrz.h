// SPDX-License-Identifier: Apache-2.0
// A machine readable zone as people type it and cameras see it.
#pragma once
#include <string_view>

#include "lds/mrz.h"

namespace card::lds {

struct PrintedMrz {
    Mrz mrz;
    bool with_names = true;  ///< false: the line with the names was not given

    /// Whether number, birth and expiry, which make a key, have the digits that belong to them.
    bool key_fits() const;
    /// Whether every digit fits, the composite one too.
    bool whole_fits() const { return mrz.wrong_check_digits.empty(); }
};

/// All lines, the second line of TD3 or TD2 alone, or the first two of TD1: in small letters too,
/// with quotation marks for fillers, with blanks and line ends anywhere, and with a letter where
/// only a digit can stand. Throws Error{malformed}.
PrintedMrz read_printed_mrz(std::string_view text);

}  // namespace card::lds

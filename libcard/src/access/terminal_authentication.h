// SPDX-License-Identifier: Apache-2.0
// Terminal authentication version 1, Doc 9303-11 §7.1: the chip learns that this terminal may read
// fingerprints and irises.
#pragma once
#include "access/cv_certificate.h"
#include "card/document.h"
#include "channel/channel.h"

namespace card::access {

struct TerminalAuthentication {
    const Terminal& terminal;
    std::vector<std::string> authorities;  ///< that the chip trusts: from PACE, or from EF.CVCA
    Bytes chip_name;  ///< ID_IC: Comp() of the chip's PACE key, or document number with check digit
                      ///< after BAC
    Bytes
        terminal_key;  ///< Comp() of the newest ephemeral key that the chip knows of this terminal
    std::size_t max_command = 0;  ///< octets that the reader carries
    std::uint8_t rights = 0;      ///< to what the document protects; 0: whatever the chain gives
    std::string today = {};       ///< YYMMDD; empty: no date is looked at
};
/// Every refusal is told in the record; only a lost channel throws.
TerminalAuthenticationRecord authenticate_terminal(Channel& channel,
                                                   const TerminalAuthentication& authentication);

}  // namespace card::access

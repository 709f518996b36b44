// SPDX-License-Identifier: Apache-2.0
// A fault's name as it is said on a telephone: "K17" in place of "access.pace.token". The table in
// docs/kiosk.md is made from this one (tests/gates/short_codes.py).
#pragma once
#include <string>
#include <string_view>

#include "card/step.h"

namespace kiosk {

struct ShortCode {
    int number;
    std::string_view fault;
};

/// Numbers stay what they are: staff know them by heart, and they stand in reports. Below 10 the
/// kiosk's own, from 10 opening, 20 secure messaging, 30 reading, 40 cards, 50 readers, 60 octets,
/// 84 what was put in; a new one takes any number that is free.
inline constexpr ShortCode kShortCodes[] = {
    {0, "unknown"},          // a fault without a code of its own
    {1, "reading"},          // the reading took longer than a visitor waits
    {2, "read.other_card"},  // another card came in the middle of a visit
    {3, "tickets"},          // the machine could not give a number
    {10, "access.bac"},
    {11, "access.bac.challenge"},
    {12, "access.bac.answer"},
    {13, "access.pace.select"},
    {14, "access.pace.nonce"},
    {15, "access.pace.mapping"},
    {16, "access.pace.agreement"},
    {17, "access.pace.token"},
    {20, "sm.unprotected"},
    {21, "sm.mac"},
    {22, "sm.status"},
    {23, "sm.data"},
    {30, "read.application"},
    {31, "read.sod"},
    {32, "read.length"},
    {33, "read.no_progress"},
    {34, "read.removed"},
    {35, "read.stopped"},
    {36, "read.time"},
    {40, "card.bank"},
    {41, "card.storage"},
    {42, "card.no_application"},
    {43, "card.several"},
    {44, "card.dead"},
    {50, "reader"},
    {51, "reader.wait"},
    {52, "simulated"},
    {53, "vpcd"},
    {54, "replay"},
    {55, "record"},
    {60, "additional_data"},
    {61, "algorithm"},
    {62, "apdu"},
    {63, "atr_info"},
    {64, "certificate"},
    {65, "crl"},
    {66, "cv_certificate"},
    {67, "deviation_list"},
    {68, "dg2"},
    {69, "dg13"},
    {70, "dh"},
    {71, "ec"},
    {72, "key"},
    {73, "ldif"},
    {74, "master_list"},
    {75, "mrz"},
    {76, "padding"},
    {77, "portrait"},
    {78, "security_infos"},
    {79, "signature"},
    {80, "signed_data"},
    {81, "tlv"},
    {84, "access_key"},
    {85, "date"},
    {86, "doctor"},
    {87, "file"},
    {88, "hex"},
    {89, "pkcs11"},
    {90, "qr"},
    {91, "save"},
    {92, "show"},
    {93, "survey"},
    {94, "terminal_key"},
    {95, "trust_import"},
    {96, "trust_store"},
    {97, "verify"},
    {98, "command_line"},
    {99, "output"},
};

/// Empty: the fault has none.
constexpr const ShortCode* row_of(std::string_view fault) {
    for (const auto& row : kShortCodes)
        if (row.fault == fault) return &row;
    return nullptr;
}
/// "K17"; "K00" for a fault without a code.
inline std::string short_code(std::string_view fault) {
    const auto* row = row_of(fault);
    const auto number = row ? row->number : 0;
    return std::string("K") + static_cast<char>('0' + number / 10) +
           static_cast<char>('0' + number % 10);
}

// Every step of the library has a code, and no code or fault stands here twice.
static_assert([] {
    for (const auto& step : card::kSteps)
        if (!row_of(step.name)) return false;
    for (const auto& row : kShortCodes) {
        if (row.number < 0 || row.number > 99) return false;
        for (const auto& other : kShortCodes)
            if (&row != &other && (row.number == other.number || row.fault == other.fault))
                return false;
    }
    return true;
}());

}  // namespace kiosk

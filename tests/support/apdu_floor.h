// SPDX-License-Identifier: Apache-2.0
// The fewest commands that a reading can do with: the floor of docs/benchmarks.md, from the files'
// sizes.
#pragma once
#include "card/document.h"

namespace support {

/// With short APDUs. `opened`: commands before the application's first file.
inline std::size_t apdu_floor(const card::Document& document) {
    const bool pace = document.access.protocol == card::AccessProtocol::pace,
               bac = document.access.protocol == card::AccessProtocol::bac;
    // PACE: EF.CardAccess, five, SELECT, the refusal of none. BAC: SELECT, two. One more for
    // EF.CardAccess or its absence.
    std::size_t apdus = pace ? 1 + 5 + 1 : bac ? 1 + 2 + 1 : 1 + 1;
    for (const auto& [id, octets] : document.files) {
        if (id == card::FileId::card_access || id == card::FileId::atr_info) continue;
        // BAC's 3DES carries 231 octets until chip authentication, behind DG14, changes to AES.
        const bool before_proof =
            id == card::FileId::com || id == card::FileId::sod || id == card::FileId::dg14;
        const std::size_t block = bac && before_proof ? 231 : 223, far = block - 3;
        const std::size_t near = std::min<std::size_t>(octets.size(), 32768);
        apdus += (near + block - 1) / block + (octets.size() - near + far - 1) / far;
    }
    for (const auto& [id, missing] : document.missing) apdus += card::data_group_number(id) != 0;
    if (document.chip_authentication.outcome !=
        card::ChipAuthenticationRecord::Outcome::not_attempted)
        apdus += 2;
    if (document.active_authentication.outcome !=
        card::ActiveAuthenticationRecord::Outcome::not_attempted)
        apdus += document.file(card::FileId::atr_info) ? 1 : 2;
    return apdus;
}

}  // namespace support

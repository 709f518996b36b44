// SPDX-License-Identifier: Apache-2.0
#include "card/document.h"

namespace card {

std::string name_of(FileId id) {
    switch (id) {
        case FileId::card_access: return "EF.CardAccess";
        case FileId::card_security: return "EF.CardSecurity";
        case FileId::cvca: return "EF.CVCA";
        case FileId::atr_info: return "EF.ATR/INFO";
        case FileId::com: return "EF.COM";
        case FileId::sod: return "EF.SOD";
        default: return "DG" + std::to_string(data_group_number(id));
    }
}

}  // namespace card

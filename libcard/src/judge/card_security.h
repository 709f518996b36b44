// SPDX-License-Identifier: Apache-2.0
// EF.CardSecurity (Doc 9303-11 §9.2.11), judged: SecurityInfos signed by the issuer, where chip
// authentication mapping has its key.
#pragma once
#include "judge/signer_checks.h"
#include "lds/security_infos.h"

namespace card::judge {

/// The infos of an EF.CardSecurity that passed; views look into `signed_data`.
struct CardSecurity {
    lds::SignedData signed_data;
    lds::SecurityInfos infos;
};

/// chip.card_security; nothing unless it passed. `dg14` is the content of a DG14 that passed.
std::optional<CardSecurity> check_card_security(const Document& document,
                                                const PassiveAuthentication& passive,
                                                const std::optional<lds::SecurityInfos>& dg14,
                                                const trust::TrustIndex& trust,
                                                const Policy& policy, const Clock& clock,
                                                CheckList& checks);
/// Whether any of what was read speaks of chip authentication mapping.
bool offers_chip_mapping(const Document& document, const std::optional<lds::SecurityInfos>& dg14);

}  // namespace card::judge

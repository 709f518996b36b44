// SPDX-License-Identifier: Apache-2.0
// The chip's proofs, judged: a proof counts only under a key from octets that the issuer signed.
#pragma once
#include "judge/signer_checks.h"
#include "lds/security_infos.h"

namespace card::judge {

/// chip.ca, chip.aa, chip.card_security and chip.cam; `dg14` is the content of a DG14 that passed.
void check_chip_proofs(const Document& document, const PassiveAuthentication& passive,
                       const std::optional<lds::SecurityInfos>& dg14,
                       const trust::TrustIndex& trust, const Policy& policy, const Clock& clock,
                       CheckList& checks);

}  // namespace card::judge

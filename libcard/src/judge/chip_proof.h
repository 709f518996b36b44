// SPDX-License-Identifier: Apache-2.0
// The chip's proofs, judged: a proof counts only under a key from octets that the issuer signed.
#pragma once
#include "judge/card_security.h"

namespace card::judge {

/// chip.ca, chip.aa, chip.card_security and chip.cam; `dg14` is the content of a DG14 that passed.
void check_chip_proofs(const Document& document, const PassiveAuthentication& passive,
                       const std::optional<lds::SecurityInfos>& dg14, const MappingFile& mapping,
                       const Policy& policy, CheckList& checks);

}  // namespace card::judge

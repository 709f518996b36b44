// The chip's proofs, judged: a proof counts only under a key from octets that the issuer signed.
#pragma once
#include "pki/passive_authentication.h"

namespace card::pki {

/// chip.ca and chip.aa.
void check_chip_proofs(const Document& document, const PassiveAuthentication& passive, const Policy& policy, CheckList& checks);

}  // namespace card::pki

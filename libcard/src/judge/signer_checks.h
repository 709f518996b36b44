// SPDX-License-Identifier: Apache-2.0
// What must hold of the document signer's certificate and of its CSCA, beyond the signature (Doc
// 9303-12 §7).
#pragma once
#include "judge/passive_authentication.h"

namespace card::judge {

/// The clock as the check time.clock judged it (docs/verdict.md).
struct Clock {
    x509::Time now = 0;
    bool plausible = true;
};

/// Dates and names from files that passed; empty where they are not trusted.
struct DocumentFacts {
    std::optional<x509::Time> signing_date;
    const char* signing_date_source = "";
    std::optional<x509::Time> expired_on;  ///< the document, where it has expired
    std::optional<bool> expired;           ///< empty: the date of expiry is not known
    std::string issuing_state, document_code;
    bool dg1_trusted = false;
};

/// sod.sha1, dsc.* (without chain and revocation) and csca.*.
void check_signer(const PassiveAuthentication& passive, const DocumentFacts& facts,
                  const Policy& policy, const Clock& clock, CheckList& checks);
/// What stands against the signer of another signed object of the chip, by the same questions; no
/// reason where nothing does.
struct SignerDoubt {
    Effect effect = Effect::none;
    Because reason;
};
SignerDoubt doubt_of_signer(const trust::CmsResult& cms, const trust::Anchor& anchor,
                            const trust::TrustIndex& trust, const Policy& policy,
                            const Clock& clock);
/// dsc.revocation of this certificate.
void check_revocation_of(const x509::Certificate& signer,
                         const std::vector<const trust::Anchor*>& issuers,
                         const trust::TrustIndex& trust, const Policy& policy, const Clock& clock,
                         CheckList& checks, TrustUsed& used);
/// dsc.revocation; fills number and date of the list that was used.
void check_revocation(const PassiveAuthentication& passive, const trust::TrustIndex& trust,
                      const Policy& policy, const Clock& clock, CheckList& checks, TrustUsed& used);

}  // namespace card::judge

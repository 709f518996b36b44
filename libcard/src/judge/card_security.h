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

/// The file as it is judged before anything leans on it.
class MappingFile {
public:
    /// `dg14` is the content of a DG14 that passed.
    MappingFile(const Document& document, const PassiveAuthentication& passive,
                const std::optional<lds::SecurityInfos>& dg14, const trust::TrustIndex& trust,
                const Policy& policy, const Clock& clock);
    /// Nothing unless it passed.
    const std::optional<CardSecurity>& content() const noexcept { return content_; }
    /// chip.card_security.
    const CheckList& told() const noexcept { return told_; }

private:
    std::optional<CardSecurity> content_;
    CheckList told_;
};

/// Whether any of what was read speaks of chip authentication mapping.
bool offers_chip_mapping(const Document& document, const std::optional<lds::SecurityInfos>& dg14);

}  // namespace card::judge

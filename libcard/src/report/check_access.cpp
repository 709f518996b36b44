#include <algorithm>

#include "card/error.h"
#include "crypto/oids.h"
#include "report/builder.h"

namespace card {

void check_access(const Document& document, const Contents& contents, pki::CheckList& checks) {
    std::optional<lds::SecurityInfos> offered;
    const Bytes* card_access = document.file(FileId::card_access);
    try {
        if (card_access) offered = lds::parse_card_access(*card_access);
    } catch (const Error&) {
        offered.emplace();  // what does not parse offers nothing
    }
    const auto& signed_infos = contents.dg14;
    static constexpr const char* kId = "access.card_access";
    const bool signed_but_unseen = checks.find("dg.complete.14") != nullptr && !signed_infos;
    if (!card_access) checks.not_possible(kId, Effect::none, "no EF.CardAccess", true);
    else if (signed_but_unseen) checks.not_possible(kId, Effect::none, "the signed DG14, which says what PACE the issuer offers, was not seen", true);
    else if (!signed_infos) checks.not_possible(kId, Effect::none, "no DG14 that passed", true);
    else if (signed_infos->pace_only.empty()) checks.not_possible(kId, Effect::none, "the signed DG14 names no PACE", true);
    else if (!std::ranges::equal(offered->pace_only, signed_infos->pace_only, oid::same))
        checks.failed(kId, Effect::not_genuine, "EF.CardAccess does not offer the PACE that the issuer signed");
    else if (!std::ranges::includes(signed_infos->all, offered->all, lds::encoded_before))
        checks.passed(kId, "EF.CardAccess names something besides PACE that the signed DG14 does not", true);
    else checks.passed(kId);

    static constexpr const char* kDowngrade = "access.downgrade";
    const bool pace_named = (offered && !offered->pace_only.empty()) || (signed_infos && !signed_infos->pace_only.empty());
    if (document.access.protocol == AccessProtocol::unknown) checks.not_possible(kDowngrade, Effect::none, "saved files: how they were read is not known");
    else if (document.access.protocol == AccessProtocol::pace) checks.passed(kDowngrade);
    else if (!pace_named && signed_but_unseen) checks.not_possible(kDowngrade, Effect::undetermined, "read without PACE, and the signed DG14 that would name it was not seen");
    else if (!pace_named) checks.passed(kDowngrade);
    else checks.failed(kDowngrade, Effect::undetermined, "read without PACE, which this card has");
}

}  // namespace card

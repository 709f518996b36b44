// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <span>

#include "card/error.h"
#include "crypto/oids.h"
#include "judge/contents.h"

namespace card::judge {

namespace {

/// One way in which the chip was opened, this time or before it was torn away.
struct Opening {
    const AccessRecord& access;
    const Bytes* card_access;
    std::optional<lds::SecurityInfos> offered;
};

Opening opening(const AccessRecord& access, const Bytes* card_access) {
    Opening made{access, card_access, {}};
    try {
        if (card_access) made.offered = lds::parse_card_access(*card_access);
    } catch (const Error&) {
        made.offered.emplace();  // what does not parse offers nothing
    }
    return made;
}

/// The last one first; those before it count where the chip was opened at all.
std::vector<Opening> openings_of(const Document& document) {
    std::vector<Opening> openings;
    openings.push_back(opening(document.access, document.file(FileId::card_access)));
    for (const auto& earlier : document.earlier_accesses)
        if (earlier.access.protocol != AccessProtocol::unknown)
            openings.push_back(
                opening(earlier.access, earlier.card_access ? &*earlier.card_access : nullptr));
    return openings;
}

struct Signed {
    const std::optional<lds::SecurityInfos>& infos;  ///< of a DG14 that passed
    bool listed_but_unseen;
};

/// The worse of two findings stands.
int weight(const Check& check) {
    return check.outcome == Outcome::failed         ? 3
           : check.outcome == Outcome::not_possible ? 2
           : check.attention                        ? 1
                                                    : 0;
}

Check judge_card_access(const Opening& opening, const Signed& issuer) {
    static constexpr auto kId = CheckId::access_card_access;
    const auto impossible = [](Reason reason) {
        return CheckList::made(kId, Outcome::not_possible, {reason}, Weight::attention);
    };
    if (!opening.card_access) return impossible(Reason::card_access_none);
    if (issuer.listed_but_unseen) return impossible(Reason::card_access_dg14_unseen);
    if (!issuer.infos) return impossible(Reason::card_access_no_dg14);
    if (issuer.infos->pace_only.empty()) return impossible(Reason::card_access_dg14_no_pace);
    if (!std::ranges::equal(opening.offered->pace_only, issuer.infos->pace_only, oid::same))
        return CheckList::made(kId, Outcome::failed, {Reason::card_access_differs},
                               Weight::not_genuine);
    if (!std::ranges::includes(issuer.infos->all, opening.offered->all, lds::encoded_before))
        return CheckList::made(kId, Outcome::passed, {Reason::card_access_more}, Weight::attention);
    return CheckList::made(kId, Outcome::passed, {}, Weight::none);
}

Check judge_downgrade(const Opening& opening, const Signed& issuer) {
    static constexpr auto kId = CheckId::access_downgrade;
    const bool pace_named = (opening.offered && !opening.offered->pace_only.empty()) ||
                            (issuer.infos && !issuer.infos->pace_only.empty());
    const auto passed = [] { return CheckList::made(kId, Outcome::passed, {}, Weight::none); };
    if (opening.access.protocol == AccessProtocol::unknown)
        return CheckList::made(kId, Outcome::not_possible, {Reason::access_not_known},
                               Weight::none);
    if (opening.access.protocol == AccessProtocol::pace) return passed();
    if (!pace_named && issuer.listed_but_unseen)
        return CheckList::made(kId, Outcome::not_possible, {Reason::access_dg14_unseen},
                               Weight::undetermined);
    if (!pace_named) return passed();
    return CheckList::made(kId, Outcome::failed, {Reason::access_without_pace},
                           Weight::undetermined);
}

}  // namespace

void check_access(const Document& document, const Contents& contents, CheckList& checks) {
    const Signed issuer{contents.dg14,
                        checks.find({CheckId::dg_complete, 14}) != nullptr && !contents.dg14};
    const auto openings = openings_of(document);
    for (const auto judge : {judge_card_access, judge_downgrade}) {
        Check worst = judge(openings.front(), issuer);
        for (const auto& earlier : std::span(openings).subspan(1))
            if (auto check = judge(earlier, issuer); weight(check) > weight(worst))
                worst = std::move(check);
        checks.add(std::move(worst));
    }
}

}  // namespace card::judge

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
    bool finished = true;  ///< the chip has shown that it knows the number
};

Opening opening(const AccessRecord& access, const Bytes* card_access, bool finished = true) {
    Opening made{access, card_access, {}, finished};
    try {
        if (card_access) made.offered = lds::parse_card_access(*card_access);
    } catch (const Error&) {
        made.offered.emplace().unreadable = true;  // what does not parse offers nothing
    }
    return made;
}

/// The last one first; those before it count where the chip was opened at all.
std::vector<Opening> openings_of(const Document& document) {
    std::vector<Opening> openings;
    openings.push_back(opening(document.access, document.file(FileId::card_access)));
    for (const auto& earlier : document.earlier_accesses)
        if (earlier.access.protocol != AccessProtocol::unknown)
            openings.push_back(opening(earlier.access,
                                       earlier.card_access ? &*earlier.card_access : nullptr,
                                       earlier.opened));
    return openings;
}

struct Signed {
    const std::optional<lds::SecurityInfos>& infos;  ///< of a DG14 that passed
    bool listed_but_unseen;
    const lds::SecurityInfos* card_security;  ///< of an EF.CardSecurity that passed; null: none

    /// DG14, which the signed list binds to this document, before EF.CardSecurity.
    bool holds_pace_of(const lds::SecurityInfos& offered) const {
        const auto same = [&offered](const lds::SecurityInfos& mine) {
            return std::ranges::equal(offered.pace_only, mine.pace_only, oid::same);
        };
        if (infos && !infos->pace_only.empty()) return same(*infos);
        // A DG14 that was held back may say otherwise.
        return !listed_but_unseen && card_security && same(*card_security);
    }
};

/// The worse of two findings stands.
int weight(const Check& check) {
    return check.effect == Effect::not_genuine      ? 4
           : check.outcome == Outcome::failed       ? 3
           : check.outcome == Outcome::not_possible ? 2
           : check.attention                        ? 1
                                                    : 0;
}

/// Less than the issuer signed, and nothing else; what is missing may stand in what cannot be read.
bool offers_less_unread(const Opening& opening, const Signed& issuer) {
    const auto& offered = *opening.offered;
    const auto& pace = issuer.infos->pace_only;
    return offered.unreadable && offered.pace_only.size() < pace.size() &&
           std::ranges::includes(pace, offered.pace_only, lds::encoded_before);
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
    if (offers_less_unread(opening, issuer))
        return CheckList::made(kId, Outcome::not_possible, {Reason::card_access_unreadable},
                               Weight::undetermined);
    if (!std::ranges::equal(opening.offered->pace_only, issuer.infos->pace_only, oid::same))
        // A card that left before it knew the number may have been somebody else's.
        return CheckList::made(kId, Outcome::failed, {Reason::card_access_differs},
                               opening.finished ? Weight::not_genuine : Weight::undetermined);
    if (!std::ranges::includes(issuer.infos->all, opening.offered->all, lds::encoded_before))
        return CheckList::made(kId, Outcome::passed, {Reason::card_access_more}, Weight::attention);
    if (opening.offered->odd)
        return CheckList::made(kId, Outcome::passed,
                               {{Reason::security_infos_odd, {name_of(FileId::card_access)}}},
                               Weight::attention);
    return CheckList::made(kId, Outcome::passed, {}, Weight::none);
}

/// BAC is no downgrade where PACE is offered only in forms that this version cannot run, and the
/// issuer signed that it is so.
bool offers_no_form_to_run(const Opening& opening) {
    return opening.access.protocol == AccessProtocol::bac && opening.offered &&
           !opening.offered->pace_only.empty() &&
           std::ranges::none_of(opening.offered->pace, lds::can_run);
}

Check judge_unknown_forms(const Opening& opening, const Signed& issuer) {
    static constexpr auto kId = CheckId::access_downgrade;
    if (issuer.holds_pace_of(*opening.offered))
        return CheckList::made(kId, Outcome::passed, {Reason::access_pace_unknown},
                               Weight::attention);
    return CheckList::made(kId, Outcome::not_possible, {Reason::access_pace_unknown_unsigned},
                           Weight::undetermined);
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
    if (offers_no_form_to_run(opening)) return judge_unknown_forms(opening, issuer);
    if (!pace_named && issuer.listed_but_unseen)
        return CheckList::made(kId, Outcome::not_possible, {Reason::access_dg14_unseen},
                               Weight::undetermined);
    if (!pace_named) return passed();
    return CheckList::made(kId, Outcome::failed, {Reason::access_without_pace},
                           Weight::undetermined);
}

}  // namespace

void check_access(const Document& document, const Contents& contents, const MappingFile& mapping,
                  CheckList& checks) {
    const auto& security = mapping.content();
    const Signed issuer{contents.dg14,
                        checks.find({CheckId::dg_complete, 14}) != nullptr && !contents.dg14,
                        security ? &security->infos : nullptr};
    const auto openings = openings_of(document);
    using Judge = Check (*)(const Opening&, const Signed&);
    static constexpr std::pair<CheckId, Judge> kJudges[] = {
        {CheckId::access_card_access, judge_card_access},
        {CheckId::access_downgrade, judge_downgrade}};
    for (const auto& [id, how] : kJudges)
        checks.guard(id, [&, judge = how] {
            Check worst = judge(openings.front(), issuer);
            for (const auto& earlier : std::span(openings).subspan(1))
                if (auto check = judge(earlier, issuer); weight(check) > weight(worst))
                    worst = std::move(check);
            checks.add(std::move(worst));
        });
}

}  // namespace card::judge

// SPDX-License-Identifier: Apache-2.0
#include "judge/card_security.h"

#include <algorithm>

#include "card/error.h"
#include "crypto/oids.h"
#include "x509/countries.h"

namespace card::judge {
namespace {

constexpr auto kId = CheckId::chip_card_security;
using x509::StateFit;

/// Why the signature does not hold, with what that does; no reason where it does.
SignerDoubt signature_doubt(const trust::CmsResult& cms) {
    const auto wrong = [](const Because& reason) {
        return SignerDoubt{Effect::not_genuine, reason};
    };
    const auto unsettled = [](const Because& reason) { return SignerDoubt{Effect::none, reason}; };
    if (cms.problem != Reason::none)
        return cms.proven ? wrong(cms.problem) : unsettled(cms.problem);
    if (cms.signer_missing || !cms.signer) return unsettled(Reason::card_security_no_signer);
    if (cms.attributes_proven_wrong) return wrong(cms.attributes_problem);
    if (cms.signature == crypto::SignatureResult::wrong) return wrong(Reason::signature_wrong);
    if (cms.broken_digest || uses_hash(cms, crypto::Hash::md5)) return wrong(Reason::md5);
    if (cms.signer_key.forgeable) return wrong(cms.signer_key.problem);
    if (cms.attributes_problem != Reason::none) return unsettled(cms.attributes_problem);
    if (!cms.attributes_right) return unsettled(Reason::digest_not_supported);
    if (!holds(cms.signature)) return unsettled(Reason::signature_not_supported);
    return {};
}

std::vector<ReasonArgument> with_name() { return {name_of(FileId::card_security)}; }

/// Both files may hold the chip's key of one identifier; it is one key.
bool keys_agree(const lds::SecurityInfos& mine, const lds::SecurityInfos& other) {
    for (const auto& key : mine.chip_keys)
        for (const auto& same : other.chip_keys)
            if (key.key_id && key.key_id == same.key_id &&
                !oid::same(key.public_key, same.public_key))
                return false;
    return true;
}

/// What people should see of a file that counts.
std::vector<Because> oddities(const trust::CmsResult& cms, const lds::SecurityInfos& mine,
                              const std::optional<lds::SecurityInfos>& dg14) {
    std::vector<Because> odd(cms.tolerated.begin(), cms.tolerated.end());
    if (mine.odd) odd.emplace_back(Reason::security_infos_odd, with_name());
    // Two signed files of one issuer: neither is forged where they do not say the same.
    const bool both = dg14 && !mine.pace_only.empty() && !dg14->pace_only.empty();
    if (both && !std::ranges::equal(mine.pace_only, dg14->pace_only, oid::same))
        odd.emplace_back(Reason::card_security_pace_differs);
    return odd;
}

/// One CSCA, one state, or an operator's word that both are for it; names alone accuse only where
/// both are known.
StateFit fit(const trust::Anchor& anchor, const trust::Anchor& of_sod) {
    const bool one_name = anchor.certificate.subject_name == of_sod.certificate.subject_name;
    const bool one_import = std::ranges::any_of(anchor.states, [&of_sod](const auto& state) {
        return std::ranges::find(of_sod.states, state) != of_sod.states.end();
    });
    if (anchor.csca_key == of_sod.csca_key || one_name || one_import) return StateFit::same;
    return x509::fit_of_certificates(anchor.country, of_sod.country);
}

/// The anchor that issued the signer, by the state that signed EF.SOD; a reason where there is
/// none.
const trust::Anchor* find_anchor(const x509::Certificate& signer, const trust::Anchor& of_sod,
                                 const trust::TrustIndex& trust, const Policy& policy,
                                 CheckList& checks) {
    auto anchors = trust::issuers_of(signer, trust);
    const bool known = !anchors.empty();
    std::erase_if(anchors, [&policy](const trust::Anchor* anchor) {
        return !takes(policy, *anchor) || !anchor->vouches();
    });
    const bool counts = !anchors.empty();
    const bool contradicts = std::ranges::all_of(anchors, [&of_sod](const trust::Anchor* anchor) {
        return fit(*anchor, of_sod) == StateFit::differs;
    });
    std::erase_if(anchors, [&of_sod](const trust::Anchor* anchor) {
        return fit(*anchor, of_sod) != StateFit::same;
    });
    if (!anchors.empty()) return trust::fitting_anchor(anchors, signer);
    if (counts && contradicts)
        return checks.failed(kId, {Reason::card_security_other_state}), nullptr;
    if (counts)
        return checks.not_possible(kId, Reason::card_security_state_unknown, Weight::attention),
               nullptr;
    if (known) return checks.not_possible(kId, Reason::card_security_policy), nullptr;
    if (trust::is_disowned(signer, trust)) checks.failed(kId, {Reason::chain_key_did_not_sign});
    else checks.not_possible(kId, {Reason::chain_no_anchor, {x509::name_text(signer.issuer)}});
    return nullptr;
}

std::optional<CardSecurity> judge(const Bytes& file, const PassiveAuthentication& passive,
                                  const std::optional<lds::SecurityInfos>& dg14,
                                  const trust::TrustIndex& trust, const Policy& policy,
                                  const Clock& clock, CheckList& checks) {
    const auto fail = [&](const Because& reason) { checks.failed(kId, {reason}); };
    CardSecurity security;
    security.signed_data = lds::parse_signed_data(file);
    const auto cms = trust::check_cms(security.signed_data, oid::kSecurityObject);
    if (const auto doubt = signature_doubt(cms); doubt.reason) {
        if (doubt.effect == Effect::not_genuine) return fail(doubt.reason), std::nullopt;
        return checks.not_possible(kId, doubt.reason), std::nullopt;
    }
    if (!passive.anchor())
        return checks.not_possible(kId, Reason::card_security_no_sod_anchor), std::nullopt;
    // Most often EF.SOD's own signer, whose way to its anchor is known.
    const bool same_signer = oid::same(cms.signer->octets, passive.signer()->octets);
    const trust::Anchor* anchor =
        same_signer ? passive.anchor()
                    : find_anchor(*cms.signer, *passive.anchor(), trust, policy, checks);
    if (!anchor) return {};
    const auto doubt = doubt_of_signer(cms, *anchor, trust, policy, clock);
    if (doubt.effect == Effect::not_genuine) return fail(doubt.reason), std::nullopt;
    if (doubt.reason) return checks.not_possible(kId, doubt.reason), std::nullopt;
    security.infos = lds::parse_security_infos(security.signed_data.content);
    if (dg14 && !keys_agree(security.infos, *dg14))
        return fail(Reason::card_security_key_differs), std::nullopt;
    auto odd = oddities(cms, security.infos, dg14);
    if (odd.empty()) checks.passed(kId);
    else checks.passed_oddly(kId, std::move(odd));
    return security;
}

}  // namespace

bool offers_chip_mapping(const Document& document, const std::optional<lds::SecurityInfos>& dg14) {
    using Outcome = ChipAuthenticationMappingRecord::Outcome;
    if (document.chip_mapping.outcome != Outcome::not_attempted) return true;
    return dg14 && std::ranges::any_of(dg14->pace, [](const auto& info) {
               return info.mapping == lds::Mapping::chip_authentication;
           });
}

MappingFile::MappingFile(const Document& document, const PassiveAuthentication& passive,
                         const std::optional<lds::SecurityInfos>& dg14,
                         const trust::TrustIndex& trust, const Policy& policy, const Clock& clock) {
    const Bytes* file = document.file(FileId::card_security);
    if (!file) {
        if (offers_chip_mapping(document, dg14))
            told_.not_possible(kId, Reason::card_security_not_read);
        else told_.not_offered(kId, Reason::cam_none);
        return;
    }
    told_.guard(kId, [&] {
        try {
            content_ = judge(*file, passive, dg14, trust, policy, clock, told_);
        } catch (const Error& error) {
            told_.not_possible(kId, {Reason::card_security_malformed, {error.sentence()}});
        }
    });
}

}  // namespace card::judge

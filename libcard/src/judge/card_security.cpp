// SPDX-License-Identifier: Apache-2.0
#include "judge/card_security.h"

#include <algorithm>

#include "card/error.h"
#include "crypto/oids.h"

namespace card::judge {
namespace {

constexpr auto kId = CheckId::chip_card_security;

/// Why the signature does not hold; none where it does.
Because signature_problem(const trust::CmsResult& cms) {
    if (cms.problem != Reason::none) return cms.problem;
    if (cms.signer_missing || !cms.signer) return {};
    if (!cms.attributes_right)
        return cms.attributes_problem == Reason::none ? Reason::digest_not_supported
                                                      : cms.attributes_problem;
    if (cms.signature != crypto::SignatureResult::right) return Reason::signature_wrong;
    if (cms.digest == crypto::Hash::md5 ||
        (cms.signer->algorithm && cms.signer->algorithm->hash == crypto::Hash::md5))
        return Reason::md5;
    return {};
}

/// Both files may hold the chip's key of one identifier; it is one key.
bool keys_agree(const lds::SecurityInfos& mine, const lds::SecurityInfos& other) {
    for (const auto& key : mine.chip_keys)
        for (const auto& same : other.chip_keys)
            if (key.key_id && key.key_id == same.key_id &&
                !oid::same(key.public_key, same.public_key))
                return false;
    return true;
}

/// The anchor that issued the signer, by the state that signed EF.SOD; a reason where there is
/// none.
const trust::Anchor* find_anchor(const x509::Certificate& signer, const trust::Anchor& of_sod,
                                 const trust::TrustIndex& trust, const Policy& policy,
                                 CheckList& checks) {
    auto anchors = trust::issuers_of(signer, trust);
    const bool known = !anchors.empty();
    std::erase_if(anchors, [&policy](const trust::Anchor* anchor) {
        return !takes(policy, *anchor) || anchor->withdrawn;
    });
    const bool counts = !anchors.empty();
    std::erase_if(anchors, [&of_sod](const trust::Anchor* anchor) {
        return anchor->country != of_sod.country;
    });
    if (!anchors.empty()) return trust::fitting_anchor(anchors, signer);
    if (counts) return checks.failed(kId, {Reason::card_security_other_state}), nullptr;
    if (known) return checks.not_possible(kId, Reason::card_security_policy), nullptr;
    const bool key_is_known =
        signer.authority_key_identifier && trust.knows_key_id(*signer.authority_key_identifier);
    if (key_is_known) checks.failed(kId, {Reason::chain_key_did_not_sign});
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
    if (const auto problem = signature_problem(cms)) return fail(problem), std::nullopt;
    if (cms.signer_missing || !cms.signer)
        return checks.not_possible(kId, Reason::card_security_no_signer), std::nullopt;
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
    checks.passed(kId);
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

std::optional<CardSecurity> check_card_security(const Document& document,
                                                const PassiveAuthentication& passive,
                                                const std::optional<lds::SecurityInfos>& dg14,
                                                const trust::TrustIndex& trust,
                                                const Policy& policy, const Clock& clock,
                                                CheckList& checks) {
    const Bytes* file = document.file(FileId::card_security);
    if (!file) {
        if (offers_chip_mapping(document, dg14))
            checks.not_possible(kId, Reason::card_security_not_read);
        else checks.not_offered(kId, Reason::cam_none);
        return {};
    }
    try {
        return judge(*file, passive, dg14, trust, policy, clock, checks);
    } catch (const Error& error) {
        checks.failed(kId, {{Reason::card_security_malformed, {error.what()}}});
        return {};
    }
}

}  // namespace card::judge

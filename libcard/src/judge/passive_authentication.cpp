// SPDX-License-Identifier: Apache-2.0
#include "judge/passive_authentication.h"

#include <algorithm>

#include "card/error.h"
#include "crypto/digester.h"
#include "crypto/oids.h"
#include "tlv/tlv.h"
#include "trust/withdrawals.h"
#include "x509/countries.h"

namespace card::judge {

bool TrustedHashes::covers(int group, ByteView octets) const {
    const auto* passed = passed_.find(group);
    if (passed && passed->data() == octets.data() && passed->size() == octets.size()) return true;
    const auto* expected = hashes_.find(group);
    return expected && crypto::Digester(hash_).is(octets, *expected);
}

PassiveAuthentication::PassiveAuthentication(const Document& document,
                                             const trust::TrustIndex& trust, const Policy& policy,
                                             CheckList& checks)
    : checks_(checks) {
    checks_.guard(CheckId::sod_structure, [&] { structure_ = structure(document, trust); });
    if (!structure_) {
        nothing_possible(document);
        return;
    }
    checks_.guard(CheckId::sod_signed_attributes, [this] { attributes(); });
    checks_.guard(CheckId::sod_signature, [this] { signature(); });
    checks_.guard(CheckId::sod_algorithms, [this] { algorithms(); });
    checks_.guard(CheckId::dsc_chain, [&] { chain(trust, policy); });
    hashes(document);
    const bool proven = checks_.has_passed(CheckId::sod_signed_attributes) &&
                        checks_.has_passed(CheckId::sod_signature) &&
                        checks_.has_passed(CheckId::dsc_chain);
    if (proven && object_.hash)
        trusted_.emplace(TrustedHashes(*object_.hash, object_.hashes, std::move(passed_files_)));
}

std::vector<int> PassiveAuthentication::listed_groups() const {
    std::vector<int> groups;
    groups.reserve(object_.hashes.size());
    for (const auto& [group, hash] : object_.hashes) groups.push_back(group);
    return groups;
}

bool PassiveAuthentication::parse(const Document& document, const trust::TrustIndex& trust) {
    try {
        data_ = lds::parse_sod(*document.file(FileId::sod));
        cms_ = trust::check_cms(data_, oid::kLdsSecurityObject, &trust);
        if (cms_.problem != Reason::none) {
            if (cms_.proven) checks_.failed(CheckId::sod_structure, {cms_.problem});
            else checks_.not_possible(CheckId::sod_structure, cms_.problem);
            return false;
        }
        if (!data_.has_content) return unreadable(Reason::cms_no_content), false;
        object_ = lds::parse_security_object(data_.content);
        if (object_.version <= 1) return true;
        unreadable(Reason::sod_unknown_version);
    } catch (const Error& error) {
        unreadable({Reason::sod_malformed, {error.sentence()}});
    }
    return false;
}

/// Our limit, unless what was read already proves more.
void PassiveAuthentication::unreadable(Because reason) {
    if (const auto wrong = cms_.wrong(); wrong != Reason::none)
        checks_.failed(CheckId::sod_structure, {wrong, std::move(reason)});
    else checks_.not_possible(CheckId::sod_structure, std::move(reason));
}

bool PassiveAuthentication::structure(const Document& document, const trust::TrustIndex& trust) {
    if (!document.file(FileId::sod)) {
        checks_.not_possible(CheckId::sod_structure, Reason::sod_not_read);
        return false;
    }
    if (!parse(document, trust)) return false;
    if (cms_.signer_missing) {
        checks_.not_possible(CheckId::sod_structure, cms_.unreadable
                                                         ? Reason::sod_certificate_malformed
                                                         : Reason::sod_signer_missing);
        return false;
    }
    std::vector<Because> tolerated(cms_.tolerated.begin(), cms_.tolerated.end());
    if (object_.stray)
        tolerated.emplace_back(Reason::content_stray_octets,
                               std::vector<ReasonArgument>{name_of(FileId::sod)});
    if (!tolerated.empty()) checks_.passed_oddly(CheckId::sod_structure, tolerated);
    else if (cms_.signer_imported)
        checks_.passed(CheckId::sod_structure, Reason::sod_signer_imported);
    else checks_.passed(CheckId::sod_structure);
    return true;
}

void PassiveAuthentication::nothing_possible(const Document& document) {
    constexpr auto kReason = Reason::sod_not_usable;
    static constexpr CheckId kNeedIt[] = {
        CheckId::sod_signed_attributes, CheckId::sod_signature,
        CheckId::sod_algorithms,        CheckId::dsc_chain,
        CheckId::dsc_profile,           CheckId::dsc_validity,
        CheckId::dsc_usage_period,      CheckId::dsc_revocation,
        CheckId::dsc_country,           CheckId::dsc_document_type,
        CheckId::csca_validity,         CheckId::csca_usage_period};
    for (const auto id : kNeedIt) checks_.not_possible(id, kReason, Weight::none);
    for (const auto& [file, octets] : document.files)
        if (const int group = data_group_number(file))
            checks_.not_possible({CheckId::dg_hash, group}, kReason, Weight::none);
}

/// Without signed attributes the signature is over the content. That could be the attributes of
/// another object, so nothing else may be out of the ordinary.
bool PassiveAuthentication::fit_without_attributes() const {
    return oid::same(data_.content_type, oid::kLdsSecurityObject) && cms_.tolerated.empty() &&
           tlv::is_der(data_.content) && !object_.stray && object_.hashes.find(1) != nullptr;
}

void PassiveAuthentication::attributes() {
    static constexpr auto kId = CheckId::sod_signed_attributes;
    if (cms_.attributes_proven_wrong) return checks_.failed(kId, {cms_.attributes_problem});
    if (cms_.attributes_problem == Reason::cms_no_attributes && holds(cms_.signature)) {
        if (fit_without_attributes()) return checks_.passed_oddly(kId, {cms_.attributes_problem});
        return checks_.not_possible(kId, Reason::cms_no_attributes_unfit);
    }
    if (cms_.attributes_problem != Reason::none)
        return checks_.not_possible(kId, cms_.attributes_problem);
    if (!cms_.digest) return checks_.not_possible(kId, Reason::digest_not_supported);
    checks_.passed(kId);
}

void PassiveAuthentication::signature() {
    static constexpr auto kId = CheckId::sod_signature;
    const auto& key = cms_.signer_key;
    if (holds(cms_.signature)) return checks_.passed(kId);
    if (cms_.signature == crypto::SignatureResult::wrong)
        return checks_.failed(kId, {Reason::signature_wrong});
    if (key.forgeable) return checks_.failed(kId, {key.problem});
    if (!key.usable()) return checks_.not_possible(kId, key.problem);
    checks_.not_possible(kId, cms_.algorithm && cms_.digest ? Reason::cms_key_disagrees
                                                            : Reason::signature_not_supported);
}

bool PassiveAuthentication::uses_hash(crypto::Hash hash) const {
    return object_.hash == hash || trust::uses_hash(cms_, hash);
}

void PassiveAuthentication::algorithms() {
    static constexpr auto kId = CheckId::sod_algorithms;
    const auto& key = cms_.signer_key;
    const bool broken = cms_.broken_digest || uses_hash(crypto::Hash::md5) ||
                        crypto::is_broken_digest(object_.hash_algorithm) ||
                        crypto::is_broken_digest(cms_.signer->signature_algorithm);
    if (broken) return checks_.failed(kId, {Reason::md5});
    if (key.forgeable) return checks_.failed(kId, {key.problem});
    if (!key.usable()) return checks_.not_possible(kId, key.problem, Weight::undetermined);
    std::vector<Because> weak;
    if (uses_hash(crypto::Hash::sha1)) weak.emplace_back(Reason::sha1_weak);
    if (auto oddity = key.oddity()) weak.push_back(std::move(oddity));
    if (weak.empty()) checks_.passed(kId);
    else checks_.passed_oddly(kId, std::move(weak));
}

bool PassiveAuthentication::issued_by_embedded_non_ca() const {
    for (const auto octets : data_.certificates) {
        try {
            const auto issuer = x509::parse_certificate(octets);
            if (x509::may_issue(issuer) || oid::same(issuer.octets, cms_.signer->octets)) continue;
            if (trust::signed_by(*cms_.signer, crypto::parse_public_key(issuer.public_key)))
                return true;
        } catch (const Error&) {
            continue;
        }
    }
    return false;
}

bool takes(const Policy& policy, const trust::Anchor& anchor) {
    const auto& states = policy.allowed_states;
    const auto& sources = policy.allowed_sources;
    const auto is_allowed = [&states](std::string_view state) {
        return std::ranges::find(states, state) != states.end();
    };
    // An anchor may name no state: the operator has said which documents it is for.
    const auto is_for_allowed = [&](const std::string& code) {
        return is_allowed(x509::certificate_country(code).value_or(code));
    };
    const bool state = states.empty() || is_allowed(anchor.country) ||
                       std::ranges::any_of(anchor.states, is_for_allowed);
    return state &&
           (sources.empty() || std::ranges::find(sources, name_of(anchor.origin)) != sources.end());
}

void PassiveAuthentication::no_issuer(const trust::TrustIndex& trust) {
    static constexpr auto kId = CheckId::dsc_chain;
    const auto& signer = *cms_.signer;
    if (trust::is_disowned(signer, trust))
        return checks_.failed(kId, {Reason::chain_key_did_not_sign});
    if (issued_by_embedded_non_ca()) return checks_.failed(kId, {Reason::chain_issuer_no_csca});
    if (const auto* refused = trust.refused_issuer(signer)) {
        Because because(Reason::chain_csca_unusable, {refused->name, refused->problem.reason});
        const auto& named = refused->problem.arguments;
        because.arguments.insert(because.arguments.end(), named.begin(), named.end());
        return checks_.not_possible(kId, std::move(because));
    }
    const bool computable = signer.algorithm && signer.algorithm->hash && signer.algorithms_agree;
    if (!computable) return checks_.not_possible(kId, Reason::chain_not_computable);
    checks_.not_possible(kId, {Reason::chain_no_anchor, {x509::name_text(signer.issuer)}});
}

std::vector<Because> PassiveAuthentication::oddities_of_chain() const {
    std::vector<Because> odd;
    const auto note = [&odd](Because because) {
        if (std::ranges::find(odd, because) == odd.end()) odd.push_back(std::move(because));
    };
    // A chain is as strong as the weakest key of the way to the root that the operator named.
    auto way = trust::way_up(*anchor_);
    way.insert(way.begin(), anchor_);
    for (const auto* anchor : way) {
        const auto& csca = anchor->certificate;
        if (auto oddity = anchor->key.oddity()) note(std::move(oddity));
        if (!csca.is_ca) note(Reason::chain_ca_not_marked);
        if (!csca.key_usage) note(Reason::chain_ca_no_key_usage);
        if (csca.is_ber()) note(Reason::chain_ber);
        for (const auto& because : anchor->odd_way) note(because);
    }
    if (cms_.signer->is_ber()) note(Reason::chain_ber);
    if (issued_ == crypto::SignatureResult::right_in_other_form) note(Reason::chain_signature_form);
    return odd;
}

void PassiveAuthentication::chain(const trust::TrustIndex& trust, const Policy& policy) {
    static constexpr auto kId = CheckId::dsc_chain;
    const auto& signer = *cms_.signer;
    anchors_ = trust::issuers_of(signer, trust, &issued_);
    if (anchors_.empty()) return no_issuer(trust);
    // A withdrawal by a key that the policy does not take is told by dsc.revocation.
    std::erase_if(anchors_, [&](const trust::Anchor* anchor) {
        return trust::is_withdrawn_for(*anchor,
                                       [&](const trust::Anchor& by) { return takes(policy, by); });
    });
    excluded_ = withdrawn_ = anchors_.empty();
    if (withdrawn_) return checks_.failed(kId, {Reason::chain_withdrawn});
    std::erase_if(anchors_, [&](const trust::Anchor* anchor) { return !takes(policy, *anchor); });
    excluded_ = anchors_.empty();
    if (excluded_)
        return checks_.not_possible(kId, {Reason::chain_policy, {x509::name_text(signer.issuer)}});
    // A condition that is not known may forbid what was done; another certificate over the key may
    // have none.
    std::erase_if(anchors_, [](const trust::Anchor* anchor) {
        return !anchor->certificate.unknown_critical.empty();
    });
    excluded_ = anchors_.empty();
    if (excluded_) return checks_.not_possible(kId, Reason::chain_unknown_critical);
    anchor_ = trust::fitting_anchor(anchors_, signer);
    auto odd = oddities_of_chain();
    if (odd.empty()) checks_.passed(kId);
    else checks_.passed_oddly(kId, std::move(odd));
}

void PassiveAuthentication::hashes(const Document& document) {
    std::optional<crypto::Digester> digest;
    if (object_.hash) digest.emplace(*object_.hash);
    for (const auto& [group, expected] : object_.hashes) {
        const CheckName name(CheckId::dg_hash, group);
        const Bytes* file = document.file(data_group(group));
        if (!file) continue;
        if (!digest) {
            checks_.not_possible(name, Reason::digest_not_supported);
        } else {
            checks_.guard(name, [&, number = group, hash = expected] {
                if (!digest->is(*file, hash))
                    return checks_.failed(name,
                                          {{Reason::hash_differs, {name_of(data_group(number))}}});
                passed_files_.add(number, *file);
                checks_.passed(name);
            });
        }
    }
}

}  // namespace card::judge

// SPDX-License-Identifier: Apache-2.0
#include "judge/passive_authentication.h"

#include <algorithm>

#include "card/error.h"
#include "crypto/digester.h"
#include "crypto/oids.h"
#include "trust/withdrawals.h"

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
    structure_ = structure(document, trust);
    if (!structure_) {
        nothing_possible(document);
        return;
    }
    attributes_and_signature();
    algorithms();
    chain(trust, policy);
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
            checks_.failed(CheckId::sod_structure, {cms_.problem});
            return false;
        }
        object_ = lds::parse_security_object(data_.content);
    } catch (const Error& error) {
        checks_.failed(CheckId::sod_structure, {{Reason::sod_malformed, {error.what()}}});
        return false;
    }
    return true;
}

bool PassiveAuthentication::structure(const Document& document, const trust::TrustIndex& trust) {
    if (!document.file(FileId::sod)) {
        checks_.not_possible(CheckId::sod_structure, Reason::sod_not_read);
        return false;
    }
    if (!parse(document, trust)) return false;
    if (object_.version > 1) {
        checks_.failed(CheckId::sod_structure, {Reason::sod_unknown_version});
        return false;
    }
    if (cms_.signer_missing) {
        checks_.not_possible(CheckId::sod_structure, cms_.unreadable
                                                         ? Reason::sod_certificate_malformed
                                                         : Reason::sod_signer_missing);
        return false;
    }
    const std::vector<Because> tolerated(cms_.tolerated.begin(), cms_.tolerated.end());
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

void PassiveAuthentication::attributes_and_signature() {
    if (!cms_.digest) {
        checks_.not_possible(CheckId::sod_signed_attributes, Reason::digest_not_supported);
    } else if (cms_.attributes_right) {
        checks_.passed(CheckId::sod_signed_attributes);
    } else {
        checks_.failed(CheckId::sod_signed_attributes, {cms_.attributes_problem});
    }
    const bool supported = cms_.algorithm && cms_.digest;
    if (!supported) {
        checks_.not_possible(CheckId::sod_signature, Reason::signature_not_supported);
    } else if (cms_.signature == crypto::SignatureResult::right) {
        checks_.passed(CheckId::sod_signature);
    } else {
        const bool unusable = !cms_.signer_key.usable();
        checks_.failed(CheckId::sod_signature,
                       {unusable ? cms_.signer_key.problem : Because(Reason::signature_wrong)});
    }
}

bool PassiveAuthentication::uses_hash(crypto::Hash hash) const {
    return object_.hash == hash || trust::uses_hash(cms_, hash);
}

void PassiveAuthentication::algorithms() {
    static constexpr auto kId = CheckId::sod_algorithms;
    const auto& key = cms_.signer_key;
    const auto uses = [&](crypto::Hash hash) { return uses_hash(hash); };
    if (uses(crypto::Hash::md5)) return checks_.failed(kId, {Reason::md5});
    if (key.type == crypto::KeyType::ec && !key.curve) return checks_.failed(kId, {key.problem});
    if (key.type == crypto::KeyType::rsa && !key.usable())
        return checks_.failed(kId, {key.problem});
    if (uses(crypto::Hash::sha1)) return checks_.passed_oddly(kId, {Reason::sha1_weak});
    if (key.type == crypto::KeyType::rsa && key.rsa_bits < crypto::kStrongRsaBits)
        return checks_.passed_oddly(kId, {{Reason::key_weak, {key.description()}}});
    checks_.passed(kId);
}

bool PassiveAuthentication::issued_by_embedded_non_ca() const {
    for (const auto octets : data_.certificates) {
        try {
            const auto issuer = x509::parse_certificate(octets);
            if (issuer.is_ca || oid::same(issuer.octets, cms_.signer->octets)) continue;
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
    const bool state = states.empty() || std::ranges::find(states, anchor.country) != states.end();
    return state &&
           (sources.empty() || std::ranges::find(sources, name_of(anchor.origin)) != sources.end());
}

void PassiveAuthentication::chain(const trust::TrustIndex& trust, const Policy& policy) {
    static constexpr auto kId = CheckId::dsc_chain;
    const auto& signer = *cms_.signer;
    anchors_ = trust::issuers_of(signer, trust);
    if (anchors_.empty()) {
        const bool key_is_known =
            signer.authority_key_identifier && trust.knows_key_id(*signer.authority_key_identifier);
        if (key_is_known) return checks_.failed(kId, {Reason::chain_key_did_not_sign});
        if (issued_by_embedded_non_ca()) return checks_.failed(kId, {Reason::chain_issuer_no_csca});
        return checks_.not_possible(kId,
                                    {Reason::chain_no_anchor, {x509::name_text(signer.issuer)}});
    }
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
    anchor_ = trust::fitting_anchor(anchors_, signer);
    checks_.passed(kId);
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
        } else if (digest->is(*file, expected)) {
            passed_files_.add(group, *file);
            checks_.passed(name);
        } else {
            checks_.failed(name, {{Reason::hash_differs, {name_of(data_group(group))}}});
        }
    }
}

}  // namespace card::judge

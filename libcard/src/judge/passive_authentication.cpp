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
    const bool proven = checks_.has_passed("sod.signed_attributes") &&
                        checks_.has_passed("sod.signature") && checks_.has_passed("dsc.chain");
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
        if (!cms_.problem.empty()) {
            checks_.failed("sod.structure", Effect::not_genuine, cms_.problem);
            return false;
        }
        object_ = lds::parse_security_object(data_.content);
    } catch (const Error& error) {
        checks_.failed("sod.structure", Effect::not_genuine,
                       std::string("EF.SOD is malformed: ") + error.what());
        return false;
    }
    return true;
}

bool PassiveAuthentication::structure(const Document& document, const trust::TrustIndex& trust) {
    if (!document.file(FileId::sod)) {
        checks_.not_possible("sod.structure", Effect::undetermined, "EF.SOD was not read");
        return false;
    }
    if (!parse(document, trust)) return false;
    if (object_.version > 1) {
        checks_.failed("sod.structure", Effect::not_genuine,
                       "the LDS security object has an unknown version");
        return false;
    }
    if (cms_.signer_missing) {
        checks_.not_possible(
            "sod.structure", Effect::undetermined,
            cms_.unreadable
                ? "a certificate in EF.SOD does not parse, and the signer's is not among the others"
                : "the signer's certificate is neither in EF.SOD nor among the imported ones");
        return false;
    }
    std::string tolerated;
    for (const auto& deviation : cms_.tolerated)
        tolerated += (tolerated.empty() ? "" : "; ") + deviation;
    const bool attention = !tolerated.empty();
    if (cms_.signer_imported && !attention) tolerated = "the signer's certificate was imported";
    checks_.passed("sod.structure", tolerated, attention);
    return true;
}

void PassiveAuthentication::nothing_possible(const Document& document) {
    const char* reason = "EF.SOD could not be used";
    for (const auto* id :
         {"sod.signed_attributes", "sod.signature", "sod.algorithms", "dsc.chain", "dsc.profile",
          "dsc.validity", "dsc.usage_period", "dsc.revocation", "dsc.country", "dsc.document_type",
          "csca.validity", "csca.usage_period"})
        checks_.not_possible(id, Effect::none, reason);
    for (const auto& [file, octets] : document.files)
        if (const int group = data_group_number(file))
            checks_.not_possible(numbered("dg.hash.", group), Effect::none, reason);
}

void PassiveAuthentication::attributes_and_signature() {
    if (!cms_.digest) {
        checks_.not_possible("sod.signed_attributes", Effect::undetermined,
                             "the digest algorithm is not supported");
    } else if (cms_.attributes_right) {
        checks_.passed("sod.signed_attributes");
    } else {
        checks_.failed("sod.signed_attributes", Effect::not_genuine, cms_.attributes_problem);
    }
    const bool supported = cms_.algorithm && cms_.digest;
    if (!supported) {
        checks_.not_possible("sod.signature", Effect::undetermined,
                             "the signature algorithm is not supported");
    } else if (cms_.signature == crypto::SignatureResult::right) {
        checks_.passed("sod.signature");
    } else {
        const bool unusable = !cms_.signer_key.usable();
        checks_.failed("sod.signature", Effect::not_genuine,
                       unusable ? cms_.signer_key.problem : "the signature is wrong");
    }
}

bool PassiveAuthentication::uses_hash(crypto::Hash hash) const {
    return object_.hash == hash || trust::uses_hash(cms_, hash);
}

void PassiveAuthentication::algorithms() {
    static constexpr const char* kId = "sod.algorithms";
    const auto& key = cms_.signer_key;
    const auto uses = [&](crypto::Hash hash) { return uses_hash(hash); };
    if (uses(crypto::Hash::md5)) return checks_.failed(kId, Effect::not_genuine, "MD5");
    if (key.type == crypto::KeyType::ec && !key.curve)
        return checks_.failed(kId, Effect::not_genuine, key.problem);
    if (key.type == crypto::KeyType::rsa && !key.usable())
        return checks_.failed(kId, Effect::not_genuine, key.problem);
    if (uses(crypto::Hash::sha1)) return checks_.passed(kId, "SHA-1 is weak", true);
    if (key.type == crypto::KeyType::rsa && key.rsa_bits < crypto::kStrongRsaBits)
        return checks_.passed(kId, key.description() + " is weak", true);
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
    static constexpr const char* kId = "dsc.chain";
    const auto& signer = *cms_.signer;
    anchors_ = trust::issuers_of(signer, trust);
    if (anchors_.empty()) {
        const bool key_is_known =
            signer.authority_key_identifier && trust.knows_key_id(*signer.authority_key_identifier);
        if (key_is_known)
            return checks_.failed(
                kId, Effect::not_genuine,
                "the issuer's key is known, and it did not sign this signer's certificate");
        if (issued_by_embedded_non_ca())
            return checks_.failed(
                kId, Effect::not_genuine,
                "the signer's certificate was issued by something that is no CSCA");
        return checks_.not_possible(kId, Effect::undetermined,
                                    "no anchor for its issuer: " + x509::name_text(signer.issuer));
    }
    // A withdrawal by a key that the policy does not take is told by dsc.revocation.
    std::erase_if(anchors_, [&](const trust::Anchor* anchor) {
        return trust::is_withdrawn_for(*anchor,
                                       [&](const trust::Anchor& by) { return takes(policy, by); });
    });
    excluded_ = withdrawn_ = anchors_.empty();
    if (withdrawn_)
        return checks_.failed(kId, Effect::not_genuine,
                              "the issuer has withdrawn the CSCA certificate above this signature");
    std::erase_if(anchors_, [&](const trust::Anchor* anchor) { return !takes(policy, *anchor); });
    excluded_ = anchors_.empty();
    if (excluded_)
        return checks_.not_possible(kId, Effect::undetermined,
                                    "the policy takes no anchor of this state or source: " +
                                        x509::name_text(signer.issuer));
    anchor_ = trust::fitting_anchor(anchors_, signer);
    checks_.passed(kId);
}

void PassiveAuthentication::hashes(const Document& document) {
    std::optional<crypto::Digester> digest;
    if (object_.hash) digest.emplace(*object_.hash);
    for (const auto& [group, expected] : object_.hashes) {
        const std::string id = numbered("dg.hash.", group);
        const Bytes* file = document.file(data_group(group));
        if (!file) continue;
        if (!digest) {
            checks_.not_possible(id, Effect::undetermined, "the digest algorithm is not supported");
        } else if (digest->is(*file, expected)) {
            passed_files_.add(group, *file);
            checks_.passed(id);
        } else {
            checks_.failed(id, Effect::not_genuine,
                           name_of(data_group(group)) + " is not what the issuer signed");
        }
    }
}

}  // namespace card::judge

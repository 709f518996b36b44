// SPDX-License-Identifier: Apache-2.0
#include "trust/trust_index.h"

#include <openssl/evp.h>

#include <algorithm>

#include "card/error.h"
#include "crypto/oids.h"
#include "tlv/tlv.h"

namespace card::trust {
namespace {

std::string key_of(ByteView octets) { return std::string(as_text(octets)); }

bool verify(ByteView to_be_signed, const std::optional<crypto::SignatureAlgorithm>& algorithm,
            ByteView signature, const crypto::PublicKey& key) {
    if (!algorithm || !algorithm->hash) return false;
    return crypto::verify_signature(key, *algorithm, *algorithm->hash, to_be_signed, signature) ==
           crypto::SignatureResult::right;
}

template <class Map>
std::vector<const Anchor*> values(const Map& map, const std::string& key) {
    std::vector<const Anchor*> found;
    const auto [begin, end] = map.equal_range(key);
    for (auto entry = begin; entry != end; ++entry) found.push_back(entry->second);
    return found;
}

}  // namespace

bool signed_by(const x509::Certificate& certificate, const crypto::PublicKey& key) {
    return certificate.algorithms_agree &&
           verify(certificate.to_be_signed, certificate.algorithm, certificate.signature, key);
}
bool signed_by(const x509::Crl& crl, const crypto::PublicKey& key) {
    return crl.algorithm && crl.algorithm->hash != crypto::Hash::md5 &&
           verify(crl.to_be_signed, crl.algorithm, crl.signature, key);
}

const char* name_of(Origin origin) {
    switch (origin) {
        case Origin::issuer: return "issuer";
        case Origin::own_list: return "own list";
        case Origin::foreign_list: return "foreign list";
    }
    return "";
}

std::string TrustIndex::add_signer(Bytes octets) {
    if (signers.size() >= kMaxSigners) return "the store is full";
    auto signer = std::make_unique<StoredSigner>();
    signer->octets = std::move(octets);
    try {
        signer->certificate = x509::parse_certificate(signer->octets);
    } catch (const Error& error) {
        return error.what();
    }
    if (signer->certificate.is_ca) return "a CA certificate, not a signer's";
    signers_by_serial.emplace(key_of(signer->certificate.serial), signer.get());
    if (const auto& id = signer->certificate.subject_key_identifier)
        signers_by_key_id.emplace(key_of(*id), signer.get());
    signers.push_back(std::move(signer));
    return {};
}

std::vector<const x509::Certificate*> TrustIndex::signer_candidates(
    const lds::SignerInfo& signer) const {
    std::vector<const x509::Certificate*> candidates;
    const bool by_key = !signer.subject_key_identifier.empty();
    const auto [begin, end] =
        by_key ? signers_by_key_id.equal_range(key_of(signer.subject_key_identifier))
               : signers_by_serial.equal_range(key_of(signer.serial));
    for (auto entry = begin; entry != end; ++entry)
        candidates.push_back(&entry->second->certificate);
    return candidates;
}

std::string TrustIndex::add(Bytes octets, const std::string& source, Origin origin, bool by_link) {
    if (anchors.size() >= kMaxAnchors) return "the store is full";
    auto anchor = std::make_unique<Anchor>();
    anchor->octets = std::move(octets);
    anchor->fingerprint = crypto::digest(crypto::Hash::sha256, anchor->octets);
    try {
        anchor->certificate = x509::parse_certificate(anchor->octets);
        const auto& certificate = anchor->certificate;
        if (!x509::may_issue(certificate)) return "not the certificate of a CA";
        if (!certificate.unknown_critical.empty())
            return "a critical extension that is not understood";
        anchor->key = crypto::parse_public_key(certificate.public_key);
        if (!anchor->key.usable()) return anchor->key.problem;
        anchor->country = x509::country_of(certificate);
        anchor->name = x509::name_text(certificate.subject);
        const auto& name = certificate.subject_name;
        const auto [begin, end] = by_subject.equal_range(name);
        for (auto known = begin; known != end; ++known) {
            if (known->second->fingerprint != anchor->fingerprint) continue;
            known->second->source += ", " + source;
            known->second->origin = std::min(known->second->origin, origin);
            known->second->only_by_link = known->second->only_by_link && by_link;
            return {};
        }
        by_subject.emplace(name, anchor.get());
        if (certificate.subject_key_identifier)
            by_key_id.emplace(key_of(*certificate.subject_key_identifier), anchor.get());
    } catch (const Error& error) {
        return error.what();
    }
    anchor->source = source;
    anchor->origin = origin;
    anchor->only_by_link = by_link;
    anchor->withdrawn = withdrawn.contains(anchor->fingerprint);
    anchors.push_back(std::move(anchor));
    return {};
}

std::vector<const Anchor*> TrustIndex::candidates_by_key_id(ByteView key_id) const {
    return values(by_key_id, key_of(key_id));
}
std::vector<const Anchor*> TrustIndex::candidates_by_name(const std::string& name) const {
    return values(by_subject, name);
}

std::vector<const Anchor*> issuers_of(const x509::Certificate& certificate,
                                      const TrustIndex& trust) {
    std::vector<const Anchor*> issuers, strangers;
    const auto same_key = [](const Anchor* a, const Anchor* b) {
        return EVP_PKEY_eq(a->key.key.get(), b->key.key.get()) == 1;
    };
    for (const auto* anchor : trust.issuer_candidates(certificate)) {
        const auto has_its_key = [&](const Anchor* other) { return same_key(anchor, other); };
        // One key made the signature: behind it only anchors with that key can follow, a root and
        // its link. No key is tried twice.
        if (std::ranges::any_of(strangers, has_its_key)) continue;
        const bool issued =
            issuers.empty() ? signed_by(certificate, anchor->key) : has_its_key(issuers.front());
        if (issued) issuers.push_back(anchor);
        else if (issuers.empty()) strangers.push_back(anchor);
    }
    return issuers;
}

std::vector<const Anchor*> vouchers_of(const x509::Certificate& certificate,
                                       const TrustIndex& trust) {
    auto issuers = issuers_of(certificate, trust);
    std::erase_if(issuers, [](const auto* anchor) { return anchor->withdrawn; });
    return issuers;
}

std::vector<const Anchor*> signers_of(const x509::Crl& crl, const TrustIndex& trust) {
    auto signers = trust.candidates_by_name(crl.issuer_name);
    if (crl.authority_key_identifier)
        for (const auto* anchor : trust.candidates_by_key_id(*crl.authority_key_identifier))
            if (std::ranges::find(signers, anchor) == signers.end()) signers.push_back(anchor);
    std::erase_if(signers, [&crl](const auto* anchor) {
        return anchor->withdrawn || !signed_by(crl, anchor->key);
    });
    return signers;
}

bool is_link(const x509::Certificate& certificate, const TrustIndex& trust) {
    if (certificate.algorithm && certificate.algorithm->hash == crypto::Hash::md5) return false;
    const auto country = x509::country_of(certificate);
    return std::ranges::any_of(vouchers_of(certificate, trust), [&country](const auto* anchor) {
        return anchor->country == country;
    });
}

namespace {

template <class Counts>
bool is_listed(const x509::Certificate& certificate, const TrustIndex& trust, Counts counts) {
    // A list is the issuer's by its name, or by the key that signed the certificate: names are
    // written in more than one way.
    const auto is_issuers = [&certificate](const StoredCrl& list) {
        return list.crl.issuer_name == certificate.issuer_name ||
               std::ranges::any_of(list.signers, [&certificate](const auto* anchor) {
                   return anchor->certificate.subject_name == certificate.issuer_name ||
                          signed_by(certificate, anchor->key);
               });
    };
    return std::ranges::any_of(trust.crls, [&](const auto& list) {
        return list->verified && list->crl.lists(certificate.serial) && is_issuers(*list) &&
               counts(*list);
    });
}

}  // namespace

bool is_withdrawn(const x509::Certificate& certificate, const TrustIndex& trust) {
    return is_listed(certificate, trust, [](const StoredCrl&) { return true; });
}

bool is_withdrawn(const Anchor& anchor, const TrustIndex& trust) {
    return is_listed(anchor.certificate, trust, [&anchor](const StoredCrl& list) {
        return anchor.only_by_link || std::ranges::any_of(list.signers, [](const auto* signer) {
                   return !signer->only_by_link;
               });
    });
}

const Anchor* fitting_anchor(const std::vector<const Anchor*>& anchors,
                             const x509::Certificate& signer) {
    const auto fitting = std::ranges::find_if(anchors, [&signer](const Anchor* anchor) {
        return signer.not_before >= anchor->certificate.not_before &&
               signer.not_before <= anchor->certificate.not_after;
    });
    if (fitting != anchors.end()) return *fitting;
    return anchors.empty() ? nullptr : anchors.front();
}

std::string signer_problem(const x509::Certificate& signer,
                           const std::optional<x509::Time>& signed_on, const TrustIndex& trust) {
    if (signed_on && (*signed_on < signer.not_before || *signed_on > signer.not_after))
        return "signed outside its signer's dates";
    if (is_withdrawn(signer, trust)) return "its signer's certificate was withdrawn";
    return {};
}

std::vector<const Anchor*> TrustIndex::issuer_candidates(
    const x509::Certificate& certificate) const {
    std::vector<const Anchor*> candidates;
    if (certificate.authority_key_identifier)
        candidates = candidates_by_key_id(*certificate.authority_key_identifier);
    for (const auto* anchor : candidates_by_name(certificate.issuer_name))
        if (std::ranges::find(candidates, anchor) == candidates.end()) candidates.push_back(anchor);
    return candidates;
}

}  // namespace card::trust

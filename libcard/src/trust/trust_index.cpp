// SPDX-License-Identifier: Apache-2.0
#include "trust/trust_index.h"

#include <openssl/evp.h>

#include <algorithm>

#include "card/error.h"
#include "card/messages.h"
#include "crypto/oids.h"
#include "tlv/tlv.h"

namespace card::trust {
namespace {

std::string text_of(ByteView octets) { return std::string(as_text(octets)); }

using crypto::SignatureResult;

/// Over what stands there, else over its DER.
SignatureResult verify(const x509::SignedObject& object,
                       const std::optional<crypto::SignatureAlgorithm>& algorithm,
                       const crypto::PublicKey& key) {
    if (!algorithm || !algorithm->hash) return SignatureResult::not_computable;
    const auto over = [&](ByteView octets) {
        return crypto::verify_signature(key, *algorithm, *algorithm->hash, octets,
                                        object.signature);
    };
    const auto as_it_stands = over(object.to_be_signed);
    if (holds(as_it_stands) || !object.is_ber()) return as_it_stands;
    return over(object.to_be_signed_der);
}

template <class Map>
std::vector<const Anchor*> values(const Map& map, const std::string& key) {
    std::vector<const Anchor*> found;
    const auto [begin, end] = map.equal_range(key);
    for (auto entry = begin; entry != end; ++entry) found.push_back(entry->second);
    return found;
}

}  // namespace

SignatureResult signature_of(const x509::Certificate& certificate, const crypto::PublicKey& key) {
    if (!certificate.algorithms_agree) return SignatureResult::not_computable;
    return verify(certificate, certificate.algorithm, key);
}
bool signed_by(const x509::Certificate& certificate, const crypto::PublicKey& key) {
    return holds(signature_of(certificate, key));
}
SignatureResult signature_of(const x509::Crl& crl, const crypto::PublicKey& key) {
    if (crl.algorithm && crl.algorithm->hash == crypto::Hash::md5)
        return SignatureResult::not_computable;
    return verify(crl, crl.algorithm, key);
}

bool is_disowned(const x509::Certificate& certificate, const TrustIndex& trust) {
    if (!certificate.authority_key_identifier) return false;
    bool disowned = false;
    for (const auto* anchor : trust.candidates_by_key_id(*certificate.authority_key_identifier)) {
        // What a foreign list says of a state's keys accuses nobody.
        if (anchor->origin == Origin::foreign_list) continue;
        if (signature_of(certificate, anchor->key) != SignatureResult::wrong) return false;
        disowned = true;
    }
    return disowned;
}

const char* name_of(Origin origin) {
    switch (origin) {
        case Origin::issuer: return "issuer";
        case Origin::own_list: return "own list";
        case Origin::foreign_list: return "foreign list";
    }
    return "";
}

Sentence TrustIndex::add_signer(Bytes octets) {
    if (signers.size() >= kMaxSigners) return said("store.full");
    auto signer = std::make_unique<StoredSigner>();
    signer->octets = std::move(octets);
    try {
        signer->certificate = x509::parse_certificate(signer->octets);
    } catch (const Error& error) {
        return error.sentence();
    }
    if (signer->certificate.is_ca) return said("store.ca_no_signer");
    signers_by_serial.emplace(text_of(signer->certificate.serial), signer.get());
    if (const auto& id = signer->certificate.subject_key_identifier)
        signers_by_key_id.emplace(text_of(*id), signer.get());
    signers.push_back(std::move(signer));
    return {};
}

std::vector<const x509::Certificate*> TrustIndex::signer_candidates(
    const lds::SignerInfo& signer) const {
    std::vector<const x509::Certificate*> candidates;
    const bool by_key = !signer.subject_key_identifier.empty();
    const auto [begin, end] =
        by_key ? signers_by_key_id.equal_range(text_of(signer.subject_key_identifier))
               : signers_by_serial.equal_range(text_of(signer.serial));
    for (auto entry = begin; entry != end; ++entry)
        candidates.push_back(&entry->second->certificate);
    return candidates;
}

Sentence TrustIndex::complete(Anchor& anchor, const Source& source) {
    anchor.certificate = x509::parse_certificate(anchor.octets);
    if (!x509::may_issue(anchor.certificate)) return said("store.no_ca");
    anchor.key = crypto::parse_public_key(anchor.certificate.public_key);
    if (!anchor.key.usable()) {
        refuse(anchor.certificate, anchor.key.problem);
        return said(anchor.key.problem);
    }
    anchor.country = x509::country_of(anchor.certificate);
    anchor.name = x509::name_text(anchor.certificate.subject);
    anchor.ways = {source.way};
    anchor.origin = source.origin;
    anchor.pinned = source.pinned;
    anchor.vouched_by = source.vouched_by;
    anchor.odd_way = source.odd_way;
    if (const auto named = states.find(to_hex(anchor.fingerprint)); named != states.end())
        anchor.states.assign(named->second.begin(), named->second.end());
    return {};
}

void TrustIndex::refuse(const x509::Certificate& certificate, const Because& problem) {
    static constexpr std::size_t kMaxRefused = 1'000;
    if (refused.size() >= kMaxRefused) return;
    std::optional<Bytes> key_id;
    if (const auto& id = certificate.subject_key_identifier) key_id = to_bytes(*id);
    refused.push_back({x509::name_text(certificate.subject), certificate.subject_name,
                       std::move(key_id), problem});
}

const RefusedCsca* TrustIndex::refused_issuer(const x509::Certificate& certificate) const {
    const auto& id = certificate.authority_key_identifier;
    const auto found = std::ranges::find_if(refused, [&](const RefusedCsca& csca) {
        return id && csca.key_id ? oid::same(*id, *csca.key_id)
                                 : csca.subject_name == certificate.issuer_name;
    });
    return found == refused.end() ? nullptr : &*found;
}

/// One certificate may come in more than one way: its best one counts.
bool TrustIndex::merge(const Anchor& anchor, const Source& source) {
    const auto [begin, end] = by_subject.equal_range(anchor.certificate.subject_name);
    const auto same = std::find_if(begin, end, [&anchor](const auto& entry) {
        return entry.second->fingerprint == anchor.fingerprint;
    });
    if (same == end) return false;
    auto& known = *same->second;
    // A list may bring one certificate ten thousand times: each way is told once.
    if (std::ranges::find(known.ways, source.way) == known.ways.end())
        known.ways.push_back(source.way);
    known.origin = std::min(known.origin, source.origin);
    known.pinned = known.pinned || source.pinned;
    if (source.odd_way.empty()) known.odd_way.clear();
    for (auto* key : source.vouched_by)
        if (std::ranges::find(known.vouched_by, key) == known.vouched_by.end())
            known.vouched_by.push_back(key);
    return true;
}

CscaKey& TrustIndex::csca_key_of(const Anchor& anchor) {
    auto id = crypto::digest(crypto::Hash::sha256, anchor.key.numbers());
    auto& key = keys[text_of(id)];
    if (key) return *key;
    key = std::make_unique<CscaKey>();
    if (const auto earlier = kept.find(id); earlier != kept.end()) {
        key->kept = &earlier->second;
        speakers.push_back(key.get());
    }
    key->id = std::move(id);
    return *key;
}

Sentence TrustIndex::add(Bytes octets, const Source& source) {
    auto anchor = std::make_unique<Anchor>();
    anchor->octets = std::move(octets);
    anchor->fingerprint = crypto::digest(crypto::Hash::sha256, anchor->octets);
    try {
        if (auto problem = complete(*anchor, source); !problem.empty()) return problem;
    } catch (const Error& error) {
        return error.sentence();
    }
    if (merge(*anchor, source)) return {};
    if (anchors.size() >= kMaxAnchors) return said("store.full");
    anchor->csca_key = &csca_key_of(*anchor);
    anchor->csca_key->anchors.push_back(anchor.get());
    if (const auto entry = withdrawn.find(anchor->fingerprint); entry != withdrawn.end()) {
        anchor->withdrawn = true;
        anchor->withdrawn_since = entry->second.since;
    }
    by_subject.emplace(anchor->certificate.subject_name, anchor.get());
    if (const auto& id = anchor->certificate.subject_key_identifier)
        by_key_id.emplace(text_of(*id), anchor.get());
    anchors.push_back(std::move(anchor));
    return {};
}

void TrustIndex::add(std::unique_ptr<StoredCrl> crl, CscaKey& key) {
    if (!key.speaks()) speakers.push_back(&key);
    key.lists.push_back(crl.get());
    crl->key = &key;
    crl->verified = key.vouches();
    (crl->verified ? crls : void_crls).push_back(std::move(crl));
}

std::vector<const Anchor*> TrustIndex::candidates_by_key_id(ByteView key_id) const {
    return values(by_key_id, text_of(key_id));
}
std::vector<const Anchor*> TrustIndex::candidates_by_name(const std::string& name) const {
    return values(by_subject, name);
}

Origin CscaKey::origin() const {
    auto best = Origin::foreign_list;
    for (const auto* anchor : anchors) best = std::min(best, anchor->origin);
    return best;
}
std::vector<const Anchor*> CscaKey::best() const {
    std::vector<const Anchor*> best;
    for (const auto* anchor : anchors)
        if (anchor->origin == origin()) best.push_back(anchor);
    return best;
}
bool CscaKey::vouches() const {
    return std::ranges::any_of(anchors, [](const auto* anchor) { return anchor->vouches(); });
}
bool CscaKey::under_unknown_condition() const {
    return !vouches() &&
           std::ranges::any_of(anchors, [](const auto* anchor) { return !anchor->withdrawn; });
}
x509::Time CscaKey::withdrawn_since() const {
    x509::Time last = 0;
    for (const auto* anchor : anchors) last = std::max(last, anchor->withdrawn_since);
    return last;
}

std::vector<const Anchor*> issuers_of(const x509::Certificate& certificate, const TrustIndex& trust,
                                      SignatureResult* how) {
    std::vector<const CscaKey*> strangers;
    for (const auto* anchor : trust.issuer_candidates(certificate)) {
        const auto* key = anchor->csca_key;
        if (std::ranges::find(strangers, key) != strangers.end()) continue;  // none is tried twice
        const auto result = signature_of(certificate, anchor->key);
        if (how) *how = result;
        if (holds(result)) return key->best();
        strangers.push_back(key);
    }
    return {};
}

std::vector<const Anchor*> vouchers_of(const x509::Certificate& certificate,
                                       const TrustIndex& trust, SignatureResult* how) {
    auto issuers = issuers_of(certificate, trust, how);
    std::erase_if(issuers, [](const auto* anchor) { return !anchor->vouches(); });
    return issuers;
}

std::vector<const CscaKey*> keys_of(const std::vector<const Anchor*>& anchors) {
    std::vector<const CscaKey*> keys;
    for (const auto* anchor : anchors)
        if (std::ranges::find(keys, anchor->csca_key) == keys.end())
            keys.push_back(anchor->csca_key);
    return keys;
}

CscaKey* key_of(const x509::Crl& crl, const TrustIndex& trust, SignatureResult* how) {
    static constexpr std::size_t kMaxTries = 64;
    auto candidates = trust.candidates_by_name(crl.issuer_name);
    // A crowd of namesakes out of foreign lists does not hide the state's own key.
    std::ranges::stable_sort(candidates, {}, [](const auto* anchor) { return anchor->origin; });
    if (crl.authority_key_identifier) {
        auto named = trust.candidates_by_key_id(*crl.authority_key_identifier);
        std::ranges::stable_sort(named, {}, [](const auto* anchor) { return anchor->origin; });
        candidates.insert(candidates.begin(), named.begin(), named.end());
    }
    std::vector<const CscaKey*> tried;
    for (const auto* anchor : candidates) {
        if (std::ranges::find(tried, anchor->csca_key) != tried.end()) continue;
        if (tried.size() == kMaxTries) return nullptr;
        const auto result = signature_of(crl, anchor->key);
        if (how) *how = result;
        if (holds(result)) return anchor->csca_key;
        tried.push_back(anchor->csca_key);
    }
    return nullptr;
}

std::vector<const Anchor*> linkers_of(const x509::Certificate& certificate, const TrustIndex& trust,
                                      SignatureResult* how) {
    if (certificate.algorithm && certificate.algorithm->hash == crypto::Hash::md5) return {};
    auto vouchers = vouchers_of(certificate, trust, how);
    const auto country = x509::country_of(certificate);
    std::erase_if(vouchers, [&country](const auto* anchor) { return anchor->country != country; });
    return vouchers;
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

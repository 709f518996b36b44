// SPDX-License-Identifier: Apache-2.0
// Roots by their fingerprints, and the link certificates that they sign.
#include <algorithm>
#include <set>

#include "card/error.h"
#include "trust/import_state.h"

namespace card::trust {
namespace {

using Result = TrustImportLine::Result;

constexpr std::size_t kMaxLinksOfState = 1'000;
constexpr std::size_t kMaxLinks = 5'000;

std::string normalised(const std::string& fingerprint) {
    static constexpr std::size_t kDigits = 64;
    std::string digits;
    for (const char c : fingerprint)
        if (c != ':' && c != ' ') digits += c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c;
    if (digits.size() != kDigits ||
        digits.find_first_not_of("0123456789ABCDEF") != std::string::npos)
        throw Error(Errc::usage, Step::trust_import,
                    "a fingerprint is 64 hexadecimal digits of SHA-256");
    return digits;
}

std::set<std::string> known_certificates(const StoreInMaking& store) {
    std::set<std::string> known;
    for (const auto& [name, octets] : store.files) {
        if (kind_of(name) != StoreFileKind::certificate) continue;
        for (const auto& object : objects_of(octets)) known.insert(fingerprint_of(object));
    }
    return known;
}

void take_certificate(const Object& object, const char* kind, StoreInMaking& store) {
    TrustIndex alone;
    if (const auto problem = alone.add(object.octets, {}); !problem.empty())
        return store.tell(object.file, Result::left_out,
                          "no CSCA certificate this store can take: " + problem);
    store.files[short_name(object.octets) + ".cer"] = object.octets;
    store.tell(object.file, Result::taken,
               kind + x509::name_text(x509::parse_certificate(object.octets).subject));
}

bool is_root(const x509::Certificate& certificate) {
    const auto key = crypto::parse_public_key(certificate.public_key);
    return key.usable() && signed_by(certificate, key);
}

/// Links that the store has, by state: a stolen key can make any number.
class LinkRoom {
public:
    explicit LinkRoom(const TrustIndex& anchors) {
        for (const auto& anchor : anchors.anchors)
            if (!anchor->pinned) count(anchor->country);
    }
    bool take(const std::string& country) {
        if (total_ >= kMaxLinks || by_state_[country] >= kMaxLinksOfState) return false;
        count(country);
        return true;
    }

private:
    void count(const std::string& country) {
        ++by_state_[country];
        ++total_;
    }
    std::map<std::string, std::size_t> by_state_;
    std::size_t total_ = 0;
};

std::shared_ptr<const TrustIndex> load_anchors(const StoreInMaking& store) {
    return store.load([](StoreFileKind kind) {
        return kind == StoreFileKind::certificate || kind == StoreFileKind::crl ||
               kind == StoreFileKind::withdrawals;
    });
}

}  // namespace

/// The operator says which certificate it must be: a name proves nothing.
void take_roots(Delivery& delivery, const std::vector<std::string>& fingerprints,
                StoreInMaking& store) {
    std::set<std::string> wanted, found;
    for (const auto& fingerprint : fingerprints) wanted.insert(normalised(fingerprint));
    const auto known = known_certificates(store);
    std::vector<Object> links;
    std::string offered;
    for (auto& object : delivery.authorities) {
        const auto parsed = x509::parse_certificate(object.octets);
        const auto fingerprint = fingerprint_of(object.octets);
        if (wanted.contains(fingerprint)) found.insert(fingerprint);
        if (known.contains(fingerprint)) {
            store.tell(object.file, Result::known, x509::name_text(parsed.subject));
        } else if (!is_root(parsed)) {
            links.push_back(std::move(object));
        } else if (wanted.contains(fingerprint)) {
            take_certificate(object, "anchor ", store);
        } else {
            offered += "\n  " + object.file + " has " + fingerprint;
            store.tell(object.file, Result::left_out,
                       "a new root, " + x509::name_text(parsed.subject) +
                           ": compare its SHA-256 with what the issuer publishes, then give "
                           "--fingerprint " +
                           fingerprint);
        }
    }
    for (const auto& fingerprint : wanted)
        if (!found.contains(fingerprint))
            throw Error(Errc::usage, Step::trust_import,
                        "no file is the certificate you named, " + fingerprint + offered);
    delivery.authorities = std::move(links);
}

/// In whatever order they come: a round that adds none ends it.
void take_links(Delivery& delivery, StoreInMaking& store) {
    auto& pending = delivery.authorities;
    for (bool added = true; added && !pending.empty();) {
        const auto anchors = load_anchors(store);
        LinkRoom room(*anchors);
        const auto taken =
            std::stable_partition(pending.begin(), pending.end(), [&](const Object& object) {
                const auto parsed = x509::parse_certificate(object.octets);
                return linkers_of(parsed, *anchors).empty() || !room.take(x509::country_of(parsed));
            });
        added = taken != pending.end();
        std::for_each(taken, pending.end(),
                      [&store](const Object& object) { take_certificate(object, "link ", store); });
        pending.erase(taken, pending.end());
    }
    for (const auto& object : pending)
        store.tell(object.file, Result::left_out,
                   "a link or CA certificate; no anchor of its own state in the store has signed "
                   "it, or the store is full of that state's links: import that state's CSCA "
                   "certificate first");
}

}  // namespace card::trust

// SPDX-License-Identifier: Apache-2.0
// Roots by their fingerprints, and the link certificates that they sign.
#include <algorithm>
#include <set>

#include "card/error.h"
#include "card/messages.h"
#include "tlv/tlv.h"
#include "trust/import_state.h"
#include "trust/name_keys.h"
#include "x509/countries.h"

namespace card::trust {
namespace {

using Result = TrustImportLine::Result;

/// As people paste it: whole lines of openssl(1) and sha256sum(1), with colons and blanks.
std::string normalised(const std::string& given) {
    static constexpr std::size_t kDigits = 64, kDigitsOfSha1 = 40;
    static constexpr std::string_view kBeforeName = "  ";
    const auto from = given.find_last_of('=');
    std::string digits;
    for (const char c : from == std::string::npos ? given.substr(0, given.find(kBeforeName))
                                                  : given.substr(from + 1))
        if (c != ':' && c != ' ' && c != '\t' && c != '\r' && c != '\n')
            digits += c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c;
    const bool hexadecimal = digits.find_first_not_of("0123456789ABCDEF") == std::string::npos;
    if (hexadecimal && digits.size() == kDigitsOfSha1)
        throw Error(Errc::usage, Step::trust_import, said("store.import.sha1_fingerprint"));
    if (!hexadecimal || digits.size() != kDigits)
        throw Error(Errc::usage, Step::trust_import, said("store.import.no_fingerprint"));
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

void take_certificate(const Object& object, std::string_view id, StoreInMaking& store) {
    TrustIndex alone;
    if (const auto problem = alone.add(object.octets, {}); !problem.empty())
        return store.tell(object.file, Result::left_out, said("store.import.not_taken", {problem}));
    store.files[short_name(object.octets) + ".cer"] = object.octets;
    const auto parsed = x509::parse_certificate(object.octets);
    auto sentence = said(id, {x509::name_text(parsed.subject)});
    if (!parsed.unknown_critical.empty())
        sentence = said("store.import.critical", {sentence, parsed.unknown_critical});
    store.tell(object.file, Result::taken, std::move(sentence));
}

bool is_root(const x509::Certificate& certificate) {
    const auto key = crypto::parse_public_key(certificate.public_key);
    return key.usable() && signed_by(certificate, key);
}

/// Links that the store has, by state: a stolen key can make any number.
class LinkRoom {
public:
    LinkRoom(const TrustIndex& anchors, const Quotas& quotas) : quotas_(quotas) {
        for (const auto& anchor : anchors.anchors)
            if (!anchor->pinned) count(anchor->country);
    }
    bool take(const std::string& country) {
        if (total_ >= quotas_.links || by_state_[country] >= quotas_.links_of_state) return false;
        count(country);
        return true;
    }

private:
    void count(const std::string& country) {
        ++by_state_[country];
        ++total_;
    }
    const Quotas& quotas_;
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

namespace {

/// The fingerprints that a person may name a certificate by: of what stands there, of its DER, of
/// its file.
std::vector<std::string> fingerprints_of(const Object& object) {
    std::vector<std::string> all{fingerprint_of(object.octets)};
    if (!tlv::is_der(object.octets)) {
        try {
            all.push_back(fingerprint_of(tlv::to_der(object.octets)));
        } catch (const Error&) {
            all.resize(1);  // no BER either
        }
    }
    if (!object.file_digest.empty()) all.push_back(object.file_digest);
    return all;
}

std::string code_of(const TrustImportRequest& request) {
    const auto& code = request.state;
    const bool capitals = std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!capitals || code.size() > 3)
        throw Error(Errc::usage, Step::trust_import, said("store.import.state_code"));
    if (!code.empty() && x509::fit_of_certificates(code, code) == x509::StateFit::unknown)
        throw Error(Errc::usage, Step::trust_import, said("store.import.state_unknown", {code}));
    if (!code.empty() && request.fingerprints.empty())
        throw Error(Errc::usage, Step::trust_import, said("store.import.state_alone"));
    return code;
}

/// The roots that the operator names, among all that was delivered.
class Roots {
public:
    Roots(const TrustImportRequest& request, StoreInMaking& store)
        : store_(store), known_(known_certificates(store)), state_(code_of(request)) {
        for (const auto& fingerprint : request.fingerprints)
            wanted_.insert(normalised(fingerprint));
    }

    void take(Delivery& delivery) {
        take_out_of_lists(delivery);
        std::vector<Object> links;
        for (auto& object : delivery.authorities)
            if (!take_authority(object)) links.push_back(std::move(object));
        for (const auto* others : {&delivery.signers, &delivery.revocation_lists,
                                   &delivery.master_lists, &delivery.deviation_lists})
            for (const auto& object : *others)
                if (is_wanted(object)) throw_unfit(object, said("store.import.no_ca"));
        for (const auto& fingerprint : wanted_)
            if (!found_.contains(fingerprint)) throw_not_found(fingerprint);
        delivery.authorities = std::move(links);
    }

private:
    bool is_wanted(const Object& object) {
        bool is_one = false;
        if (wanted_.empty()) return false;
        for (const auto& fingerprint : fingerprints_of(object))
            if (wanted_.contains(fingerprint)) {
                found_.insert(fingerprint);
                is_one = true;
            }
        return is_one;
    }

    /// What a list brought may be named too: the operator's word makes it an anchor.
    void take_out_of_lists(Delivery& delivery) {
        if (wanted_.empty()) return;
        std::set<std::string> looked_at;
        const auto look = [&](const std::string& file, ByteView list) {
            for (auto& certificate : certificates_in_list(list))
                if (wanted_.contains(fingerprint_of(certificate)) &&
                    looked_at.insert(fingerprint_of(certificate)).second)
                    delivery.authorities.push_back({file, std::move(certificate), {}});
        };
        for (const auto& list : delivery.master_lists) look(list.file, list.octets);
        for (const auto& [name, octets] : store_.files)
            if (kind_of(name) == StoreFileKind::master_list)
                for (const auto& list : objects_of(octets)) look(name, list);
    }

    /// Whether nothing more is to be asked: a link goes on.
    bool take_authority(const Object& object) {
        const auto parsed = x509::parse_certificate(object.octets);
        const auto name = x509::name_text(parsed.subject);
        const bool wanted = is_wanted(object);
        if (known_.contains(fingerprint_of(object.octets))) {
            const bool more = wanted && name_state(object);
            store_.tell(object.file, more ? Result::taken : Result::known,
                        more ? said("store.import.for_state", {name, state_}) : Sentence(name));
            return true;
        }
        if (auto problem = problem_of(parsed); !problem.empty()) {
            if (wanted) throw_unfit(object, problem);
            store_.tell(object.file, Result::left_out, name + std::string(": ") + problem);
            return true;
        }
        if (!is_root(parsed)) return false;
        const auto fingerprint = fingerprint_of(object.octets);
        if (wanted) {
            known_.insert(fingerprint);
            take_certificate(object, "store.import.anchor", store_);
            name_state(object);
            return true;
        }
        store_.tell(object.file, Result::left_out,
                    said("store.import.new_root", {name, fingerprint}));
        return true;
    }

    /// Whether the store did not know it yet.
    bool name_state(const Object& object) {
        if (state_.empty()) return false;
        auto states = parse_states(store_.files[kAnchorStates]);
        const bool more = states[fingerprint_of(object.octets)].insert(state_).second;
        store_.files[kAnchorStates] = to_bytes(as_octets(states_text(states)));
        return more;
    }

    static Sentence problem_of(const x509::Certificate& certificate) {
        if (!x509::may_issue(certificate)) return said("store.import.no_ca");
        const auto key = crypto::parse_public_key(certificate.public_key);
        if (!key.usable()) return said("store.import.unusable", {said(key.problem)});
        if (is_uncomputable_root(certificate))
            return said("store.import.unusable", {said(Reason::signature_not_supported)});
        return {};
    }

    [[noreturn]] static void throw_unfit(const Object& object, const Sentence& why) {
        throw Error(Errc::usage, Step::trust_import,
                    said("store.import.unfit", {object.file, why}));
    }

    [[noreturn]] void throw_not_found(const std::string& fingerprint) const {
        static constexpr std::size_t kMaxTold = 20;
        auto sentence = said("store.import.not_found", {fingerprint});
        std::size_t told = 0;
        for (const auto& line : store_.lines())
            if (told++ < kMaxTold)
                sentence = std::move(sentence) + ("; " + line.file + ": ") + line.sentence;
        throw Error(Errc::usage, Step::trust_import, std::move(sentence));
    }

    StoreInMaking& store_;
    std::set<std::string> known_, wanted_, found_;
    std::string state_;
};

}  // namespace

/// The operator says which certificate it must be: a name proves nothing.
void take_roots(Delivery& delivery, const TrustImportRequest& request, StoreInMaking& store) {
    Roots(request, store).take(delivery);
}

/// In whatever order they come: a round that adds none ends it.
void take_links(Delivery& delivery, StoreInMaking& store) {
    auto& pending = delivery.authorities;
    for (bool added = true; added && !pending.empty();) {
        const auto anchors = load_anchors(store);
        LinkRoom room(*anchors, store.quotas());
        const auto taken =
            std::stable_partition(pending.begin(), pending.end(), [&](const Object& object) {
                const auto parsed = x509::parse_certificate(object.octets);
                return linkers_of(parsed, *anchors).empty() || !room.take(x509::country_of(parsed));
            });
        added = taken != pending.end();
        std::for_each(taken, pending.end(), [&store](const Object& object) {
            take_certificate(object, "store.import.link", store);
        });
        pending.erase(taken, pending.end());
    }
    for (const auto& object : pending) {
        const auto parsed = x509::parse_certificate(object.octets);
        store.tell(object.file, Result::left_out,
                   said("store.import.no_link", {subject_of(parsed), issuer_of(parsed)}));
    }
}

}  // namespace card::trust

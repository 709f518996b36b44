// SPDX-License-Identifier: Apache-2.0
#include "card/trust_import.h"

#include <algorithm>
#include <map>
#include <set>

#include "card/error.h"
#include "crypto/oids.h"
#include "trust/dated_list.h"
#include "trust/ldif.h"
#include "trust/store_files.h"
#include "trust/trust_index.h"

namespace card {
namespace {

namespace fs = std::filesystem;
using Result = TrustImportLine::Result;

constexpr const char* kSigners = "signers.dsc";
constexpr const char* kNoAnchor =
    "no anchor of the store has signed it: import that state's CSCA certificate first";
constexpr std::size_t kProgressEvery = 64;

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

std::string fingerprint_of(ByteView octets) {
    return to_hex(crypto::digest(crypto::Hash::sha256, octets));
}
std::string short_name(ByteView octets) { return fingerprint_of(octets).substr(0, 16); }

/// For a file's name: two capitals, or a digest of what else somebody calls a country.
std::string safe_country(const std::string& country) {
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return country.size() == 2 && std::ranges::all_of(country, capital)
               ? country
               : short_name(as_octets(country));
}

/// Whether hexadecimal number a is below b.
bool below(std::string_view a, std::string_view b) {
    for (auto* number : {&a, &b})
        number->remove_prefix(std::min(number->find_first_not_of('0'), number->size()));
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

/// One object of a file, with the file's name for people.
struct Object {
    std::string file;
    Bytes octets;
};

using trust::DatedList;

class Importer {
public:
    Importer(std::vector<trust::StoreFile> store, const TrustImportRequest& request)
        : request_(request) {
        for (auto& file : store) files_.emplace(std::move(file.name), std::move(file.octets));
        for (const auto& fingerprint : request.fingerprints)
            wanted_.insert(normalised(fingerprint));
        for (const auto& path : request.files) sort_path(path);
    }

    TrustImportResult run() {
        roots();
        links();
        const auto anchors = load([](trust::StoreFileKind kind) {
            return kind == trust::StoreFileKind::certificate || kind == trust::StoreFileKind::crl;
        });
        for (const auto& list : master_lists_)
            dated_list(list, trust::StoreFileKind::master_list, "masterlist-", ".ml", *anchors,
                       trust::read_master_list);
        const auto all = load([](trust::StoreFileKind) { return true; });
        for (const auto& list : deviation_lists_)
            dated_list(list, trust::StoreFileKind::deviation_list, "deviations-", ".dl", *all,
                       trust::read_deviation_list);
        revocation_lists(*all);
        signers(*all);
        return std::move(result_);
    }

    std::vector<trust::StoreFile> files() const {
        std::vector<trust::StoreFile> files;
        for (const auto& [name, octets] : files_) files.push_back({name, octets});
        return files;
    }

private:
    void tell(const std::string& file, Result result, std::string text) {
        ++(result == Result::taken   ? result_.taken
           : result == Result::known ? result_.known
                                     : result_.left_out);
        result_.lines.push_back({result, file, std::move(text)});
    }

    void sort_path(const fs::path& path) {
        std::error_code error;
        if (!fs::is_directory(path, error))
            return sort_file(path.filename().string(), trust::read_store_file(path));
        const auto folder = trust::read_store(path);
        for (const auto& file : folder.files) sort_file(file.name, file.octets);
        for (const auto& name : folder.unlisted)
            tell(name, Result::left_out,
                 "the MANIFEST beside it does not name it: name the file itself");
        for (const auto& name : folder.foreign)
            if (is_ldif(name) && fs::is_regular_file(path / name, error))
                sort_file(name, trust::read_store_file(path / name));
    }

    /// In capitals too, as sticks have it.
    static bool is_ldif(const std::string& name) {
        auto extension = fs::path(name).extension().string();
        std::ranges::transform(extension, extension.begin(),
                               [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return extension == ".ldif";
    }

    void sort_file(const std::string& name, const Bytes& octets) {
        if (!is_ldif(name)) {
            for (auto& object : trust::objects_of(octets)) sort_object({name, std::move(object)});
            return;
        }
        auto directory = trust::parse_ldif(as_text(octets));
        if (directory.malformed > 0)
            tell(name, Result::left_out,
                 std::to_string(directory.malformed) + " values that are no base64");
        for (auto* place : {&directory.certificates, &directory.revocation_lists,
                            &directory.master_lists, &directory.deviation_lists})
            for (auto& object : *place) sort_object({name, std::move(object)});
    }

    void sort_object(Object object) {
        try {
            const auto certificate = x509::parse_certificate(object.octets);
            return (x509::may_issue(certificate) ? authorities_ : signers_)
                .push_back(std::move(object));
        } catch (const Error&) {
            sort_list(std::move(object));  // not a certificate
        }
    }

    void sort_list(Object object) {
        try {
            x509::parse_crl(object.octets);
            return revocation_lists_.push_back(std::move(object));
        } catch (const Error&) {
            sort_signed(std::move(object));  // not a CRL
        }
    }

    void sort_signed(Object object) {
        try {
            const auto data = lds::parse_signed_data(object.octets);
            if (oid::same(data.content_type, oid::kDeviationList))
                return deviation_lists_.push_back(std::move(object));
            return master_lists_.push_back(std::move(object));
        } catch (const Error&) {
            tell(object.file, Result::left_out,
                 "neither a certificate nor a CRL nor a signed list");
        }
    }

    template <class Choose>
    std::shared_ptr<const trust::TrustIndex> load(Choose choose) const {
        std::vector<trust::StoreFile> chosen;
        for (const auto& [name, octets] : files_)
            if (choose(trust::kind_of(name))) chosen.push_back({name, octets});
        return trust::load_trust(std::move(chosen));
    }

    std::set<std::string> known_certificates() const {
        std::set<std::string> known;
        for (const auto& [name, octets] : files_) {
            if (trust::kind_of(name) != trust::StoreFileKind::certificate) continue;
            for (const auto& object : trust::objects_of(octets))
                known.insert(fingerprint_of(object));
        }
        return known;
    }

    /// Why the store could not use it; empty when it can.
    std::string problem_of(const Object& object) const {
        trust::TrustIndex alone;
        return alone.add(object.octets, "");
    }

    void take_certificate(const Object& object, const char* kind) {
        if (const auto problem = problem_of(object); !problem.empty())
            return tell(object.file, Result::left_out,
                        "no CSCA certificate this store can take: " + problem);
        files_[short_name(object.octets) + ".cer"] = object.octets;
        tell(object.file, Result::taken,
             kind + x509::name_text(x509::parse_certificate(object.octets).subject));
    }

    /// The operator says which certificate it must be: a name proves nothing.
    void roots() {
        const auto known = known_certificates();
        std::set<std::string> found;
        std::string offered;
        for (auto& object : authorities_) {
            const auto parsed = x509::parse_certificate(object.octets);
            const auto fingerprint = fingerprint_of(object.octets);
            const bool wanted = wanted_.contains(fingerprint);
            if (wanted) found.insert(fingerprint);
            const auto key = crypto::parse_public_key(parsed.public_key);
            const bool root = key.usable() && trust::signed_by(parsed, key);
            if (known.contains(fingerprint))
                tell(object.file, Result::known, x509::name_text(parsed.subject));
            else if (root && wanted) take_certificate(object, "anchor ");
            else if (!root) {
                pending_.push_back(std::move(object));
                continue;
            } else {
                offered += "\n  " + object.file + " has " + fingerprint;
                tell(object.file, Result::left_out,
                     "a new root, " + x509::name_text(parsed.subject) +
                         ": compare its SHA-256 with what the issuer publishes, then give "
                         "--fingerprint " +
                         fingerprint);
            }
        }
        for (const auto& fingerprint : wanted_)
            if (!found.contains(fingerprint))
                throw Error(Errc::usage, Step::trust_import,
                            "no file is the certificate you named, " + fingerprint + offered);
    }

    /// In whatever order they come: a round that adds none ends it.
    void links() {
        for (bool added = true; added && !pending_.empty();) {
            const auto anchors = load([](trust::StoreFileKind kind) {
                return kind == trust::StoreFileKind::certificate ||
                       kind == trust::StoreFileKind::crl;
            });
            const auto signed_now =
                std::stable_partition(pending_.begin(), pending_.end(), [&](const Object& object) {
                    const auto parsed = x509::parse_certificate(object.octets);
                    return !trust::is_link(parsed, *anchors);
                });
            added = signed_now != pending_.end();
            std::for_each(signed_now, pending_.end(),
                          [this](const Object& object) { take_certificate(object, "link "); });
            pending_.erase(signed_now, pending_.end());
        }
        for (const auto& object : pending_)
            tell(object.file, Result::left_out,
                 "a link or CA certificate; no anchor of its own state in the store has signed it: "
                 "import that state's CSCA certificate first");
    }

    void dated_list(const Object& object, trust::StoreFileKind kind, const char* prefix,
                    const char* suffix, const trust::TrustIndex& anchors,
                    trust::ReadList read_list) {
        DatedList fresh;
        try {
            fresh = read_list(object.octets, anchors);
        } catch (const Error& error) {
            return tell(object.file, Result::left_out, error.what());
        }
        if (!fresh.trusted) return tell(object.file, Result::left_out, fresh.problem);
        std::vector<std::string> replaced;
        for (const auto& [name, octets] : files_) {
            if (trust::kind_of(name) != kind) continue;
            if (octets == object.octets)
                return tell(object.file, Result::known, "list signed by " + fresh.signer);
            const auto stored = trust::stored_list(octets, anchors, read_list);
            if (!stored || stored->country != fresh.country) continue;
            if (!fresh.signing_time)
                return tell(
                    object.file, Result::left_out,
                    "it does not say when it was signed, and the store has a list of that state");
            if (stored->signing_time && *stored->signing_time > *fresh.signing_time)
                return tell(object.file, Result::left_out,
                            "signed on " + x509::date_text(*fresh.signing_time) +
                                ", older than the list in the store of " +
                                x509::date_text(*stored->signing_time));
            replaced.push_back(name);
        }
        for (const auto& name : replaced) files_.erase(name);
        files_[prefix + safe_country(fresh.country) + suffix] = object.octets;
        tell(object.file, Result::taken, "list signed by " + fresh.signer);
    }

    static trust::Origin best_origin(const std::vector<const trust::Anchor*>& signers) {
        auto best = trust::Origin::foreign_list;
        for (const auto* anchor : signers) best = std::min(best, anchor->origin);
        return best;
    }

    /// One for each key: what one key of a CSCA has withdrawn, another that may be stolen does not
    /// write over.
    static std::string crl_file(const x509::Crl& crl, const trust::Anchor& signer) {
        if (!crl.partial.empty()) return "crl-partial-" + short_name(to_bytes(crl.octets)) + ".crl";
        Bytes whose = to_bytes(as_octets(crl.issuer_name));
        append(whose, signer.certificate.public_key);
        return "crl-" + short_name(whose) + ".crl";
    }

    void revocation_lists(const trust::TrustIndex& all) {
        struct Newest {
            std::string number;
            x509::Time date = 0;
            trust::Origin origin = trust::Origin::foreign_list;
        };
        std::map<std::string, Newest> newest;
        // Compared among lists by equally good keys: one by a key that another list brought neither
        // replaces nor hinders the CSCA's own.
        const auto remember = [&newest](const x509::Crl& crl, trust::Origin origin) {
            auto& entry = newest[crl.issuer_name];
            if (origin > entry.origin) return;
            if (origin < entry.origin) entry = {{}, 0, origin};
            entry.date = std::max(entry.date, crl.this_update);
            if (below(entry.number, crl.number)) entry.number = crl.number;
        };
        std::set<Bytes> known;
        for (const auto& stored : all.crls) {
            if (stored->crl.partial.empty()) remember(stored->crl, best_origin(stored->signers));
            known.insert(stored->octets);
        }
        for (const auto& object : revocation_lists_) {
            const auto crl = x509::parse_crl(object.octets);
            const auto name = "CRL of " + x509::name_text(crl.issuer);
            const auto signers = trust::signers_of(crl, all);
            const auto origin = best_origin(signers);
            // A partial list clears nothing, and so takes no whole one's place.
            const auto has = crl.partial.empty() ? newest.find(crl.issuer_name) : newest.end();
            if (known.contains(object.octets)) tell(object.file, Result::known, name);
            else if (!crl.unusable.empty())
                tell(object.file, Result::left_out, name + ": " + crl.unusable);
            else if (signers.empty()) tell(object.file, Result::left_out, name + ": " + kNoAnchor);
            else if (has != newest.end() && has->second.origin < origin)
                tell(object.file, Result::left_out,
                     name +
                         ": signed by a key that came by another state's list, and the store has "
                         "one by a better key");
            else if (has != newest.end() && has->second.origin == origin &&
                     (crl.this_update < has->second.date || below(crl.number, has->second.number)))
                tell(object.file, Result::left_out,
                     name + " of " + x509::date_text(crl.this_update) +
                         ": older than the one in the store of " +
                         x509::date_text(has->second.date));
            else {
                files_[crl_file(crl, *signers.front())] = object.octets;
                if (crl.partial.empty()) remember(crl, origin);
                known.insert(object.octets);
                tell(object.file, Result::taken, name + " of " + x509::date_text(crl.this_update));
            }
        }
    }

    /// There may be tens of thousands: told in numbers.
    void signers(const trust::TrustIndex& all) {
        std::set<Bytes> known;
        for (const auto& stored : all.signers) known.insert(stored->octets);
        std::map<std::pair<std::string, Result>, std::size_t> counts;
        Bytes row = files_.contains(kSigners) ? files_[kSigners] : Bytes();
        std::size_t done = 0;
        for (const auto& object : signers_) {
            if (request_.progress && done++ % kProgressEvery == 0)
                request_.progress(done, signers_.size());
            auto result = Result::left_out;
            if (known.contains(object.octets)) result = Result::known;
            else if (const auto parsed = x509::parse_certificate(object.octets);
                     !parsed.is_ca && known.size() < trust::kMaxSigners &&
                     !trust::vouchers_of(parsed, all).empty())
                result = Result::taken;
            if (result == Result::taken) {
                append(row, object.octets);
                known.insert(object.octets);
            }
            ++counts[{object.file, result}];
        }
        if (!row.empty()) files_[kSigners] = std::move(row);
        for (const auto& [what, count] : counts) {
            result_.lines.push_back(
                {what.second, what.first,
                 std::to_string(count) + " document signers' certificates" +
                     (what.second == Result::left_out ? std::string("; ") + kNoAnchor : "")});
            (what.second == Result::taken   ? result_.taken
             : what.second == Result::known ? result_.known
                                            : result_.left_out) += count;
        }
    }

    const TrustImportRequest& request_;
    std::map<std::string, Bytes> files_;  ///< of the store as it will be
    std::set<std::string> wanted_;
    std::vector<Object> authorities_, pending_, signers_, revocation_lists_, master_lists_,
        deviation_lists_;
    TrustImportResult result_;
};

}  // namespace

TrustImportResult import_trust(const fs::path& store, const TrustImportRequest& request) {
    std::error_code error;
    auto present = fs::is_directory(store, error) ? trust::read_store(store) : trust::StoreFolder();
    // The folder will be replaced: nothing may stand in it that would go with the old one.
    present.foreign.insert(present.foreign.end(), present.unlisted.begin(), present.unlisted.end());
    if (!present.foreign.empty())
        throw Error(Errc::usage, Step::trust_import,
                    store.string() + ": holds " + present.foreign.front() +
                        ", which is no part of this store: name a folder of its own, or move that "
                        "away and import it");
    Importer importer(std::move(present.files), request);
    auto result = importer.run();
    result.files = importer.files();
    result.files.push_back(trust::manifest_of(result.files));
    return result;
}

}  // namespace card

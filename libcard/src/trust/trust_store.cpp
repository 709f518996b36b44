// SPDX-License-Identifier: Apache-2.0
// Loading of a store: single certificates first, then link certificates, then master lists, then
// CRLs.
#include "card/trust_store.h"

#include <algorithm>
#include <set>
#include <utility>

#include "card/error.h"
#include "trust/store_files.h"
#include "trust/trust_index.h"

namespace card {
namespace {

namespace fs = std::filesystem;

using Kind = trust::StoreFileKind;
using trust::StoreFile;

const std::string kFromList = "master list ";
class Loader {
public:
    void add_path(const fs::path& path) {
        std::error_code error;
        if (!fs::is_directory(path, error)) {
            files_.push_back({path.filename().string(), trust::read_store_file(path)});
            return;
        }
        auto folder = trust::read_store(path);
        for (const auto& name : folder.unlisted)
            note(name, "not used: MANIFEST does not name it; cardtool trust import takes it", true);
        add_files(std::move(folder.files));
    }

    void add_files(std::vector<StoreFile> files) {
        std::ranges::move(files, std::back_inserter(files_));
    }

    /// As often as something more turns out to be withdrawn: what that vouched for is then not
    /// taken in the first place.
    std::shared_ptr<const trust::TrustIndex> load() {
        const auto notes = index_->notes;
        std::set<Bytes> withdrawn;
        for (std::size_t round = 0;; ++round) {
            if (round == kMaxRounds)
                throw Error(Errc::malformed, Step::trust_store,
                            "too many CSCA certificates are withdrawn one by another: import the "
                            "store anew");
            index_ = std::make_shared<trust::TrustIndex>();
            index_->notes = notes;
            index_->withdrawn = withdrawn;
            waiting_.clear();
            accepted_.clear();
            load_once();
            for (const auto& anchor : index_->anchors)
                if (trust::is_withdrawn(*anchor, *index_)) withdrawn.insert(anchor->fingerprint);
            if (withdrawn.size() == index_->withdrawn.size()) break;
        }
        for (const auto& anchor : index_->anchors)
            if (anchor->withdrawn)
                note(anchor->source, anchor->name + ": withdrawn by its issuer", true);
        return index_;
    }

private:
    static constexpr std::size_t kMaxRounds = 32;

    void load_once() {
        for_each(Kind::certificate, [this](const std::string& file, Bytes octets) {
            certificate(file, std::move(octets));
        });
        links();
        // Lists under anchors of the folder come first: a list's signer may have been withdrawn.
        for_each(Kind::crl, [this](const std::string& file, Bytes octets) {
            crl(file, std::move(octets), false);
        });
        for_each(Kind::master_list,
                 [this](const std::string& file, Bytes octets) { master_list(file, octets); });
        take_lists();
        for_each(Kind::signers, [this](const std::string& file, Bytes octets) {
            signer(file, std::move(octets));
        });
        for_each(Kind::deviation_list,
                 [this](const std::string& file, Bytes octets) { deviation_list(file, octets); });
        for (auto& [file, octets] : std::exchange(unverified_, {}))
            crl(file, std::move(octets), true);
        index_->digest = store_digest();
    }

    template <class Take>
    void for_each(Kind kind, Take take) {
        for (const auto& file : files_)
            if (trust::kind_of(file.name) == kind) {
                auto objects = trust::objects_of(file.octets);
                if (objects.empty()) note(file.name, "refused: nothing in it can be read", true);
                for (auto& octets : objects) take(file.name, std::move(octets));
            }
    }

    void note(const std::string& file, const std::string& text, bool refused) {
        index_->notes.push_back({file, text, refused});
    }

    /// Root or link is decided by the signature, never by names: one state's link bears one name on
    /// both sides.
    void certificate(const std::string& file, Bytes octets) {
        try {
            const auto parsed = x509::parse_certificate(octets);
            const auto key = crypto::parse_public_key(parsed.public_key);
            if (!key.usable()) return note(file, "refused: " + key.problem, true);
            if (!trust::signed_by(parsed, key)) {
                waiting_.emplace_back(file, std::move(octets));
                return;
            }
        } catch (const Error& error) {
            return note(file, std::string("refused: ") + error.what(), true);
        }
        add(file, std::move(octets), "file");
    }

    void add(const std::string& file, Bytes octets, const std::string& source,
             bool by_link = false) {
        const auto problem = index_->add(std::move(octets), source, trust::Origin::issuer, by_link);
        if (!problem.empty()) note(file, "refused: " + problem, true);
    }

    /// Link certificates, in whatever order they come: a round that adds none ends it.
    void links() {
        for (bool added = true; added;) {
            added = false;
            for (auto& [file, octets] : waiting_) {
                if (octets.empty()) continue;
                const auto parsed = x509::parse_certificate(octets);
                if (!trust::is_link(parsed, *index_)) continue;
                add(file, std::exchange(octets, {}), "link", true);
                added = true;
            }
        }
        for (const auto& [file, octets] : waiting_)
            if (!octets.empty())
                note(file,
                     "refused: neither self-signed nor signed by an anchor of its own state that "
                     "counts",
                     true);
    }

    void master_list(const std::string& file, const Bytes& octets) {
        MasterListSummary summary;
        summary.file = file;
        try {
            auto list = trust::parse_master_list(octets, *index_);
            summary.signer = list.signer;
            summary.problem = list.problem;
            summary.certificates = list.certificates.size();
            summary.signature_right = list.signature == trust::MasterList::Signature::right ||
                                      list.signature == trust::MasterList::Signature::no_anchor;
            summary.loaded = list.signature == trust::MasterList::Signature::right;
            summary.signer_valid_until = x509::date_text(list.signer_not_after);
            if (summary.loaded)
                accepted_.push_back(
                    {index_->lists.size(), list.country, std::move(list.certificates)});
        } catch (const Error& error) {
            summary.problem = error.what();
        }
        if (!summary.loaded) note(file, "master list not loaded: " + summary.problem, true);
        index_->lists.push_back(std::move(summary));
    }

    /// After all lists were judged: by the anchors that the operator pinned, never by each other's
    /// content.
    void take_lists() {
        for (auto& [number, country, certificates] : accepted_) {
            auto& summary = index_->lists[number];
            for (auto& octets : certificates) {
                const auto origin = origin_in(country, octets);
                const auto problem =
                    index_->add(std::move(octets), kFromList + summary.file, origin);
                if (problem.empty()) continue;
                ++summary.refused;
                note(summary.file, "a certificate of the list is refused: " + problem, true);
            }
        }
    }

    /// What a state's list says of its own certificates is its own word; of others', a stranger's.
    static trust::Origin origin_in(const std::string& list_country, const Bytes& octets) {
        try {
            const auto country = x509::country_of(x509::parse_certificate(octets));
            return !country.empty() && country == list_country ? trust::Origin::own_list
                                                               : trust::Origin::foreign_list;
        } catch (const Error&) {
            return trust::Origin::foreign_list;  // add() says what is wrong with it
        }
    }

    void signer(const std::string& file, Bytes octets) {
        const auto problem = index_->add_signer(std::move(octets));
        if (!problem.empty()) note(file, "a signer's certificate is refused: " + problem, true);
    }

    void deviation_list(const std::string& file, const Bytes& octets) {
        try {
            auto list = trust::parse_deviation_list(octets, *index_);
            if (!list.trusted)
                return note(file, "deviation list not loaded: " + list.problem, true);
            index_->deviation_lists.push_back(std::move(list));
        } catch (const Error& error) {
            note(file, std::string("deviation list not loaded: ") + error.what(), true);
        }
    }

    /// `last`: no more anchors will come.
    void crl(const std::string& file, Bytes octets, bool last) {
        auto stored = std::make_unique<trust::StoredCrl>();
        stored->octets = std::move(octets);
        stored->file = file;
        try {
            stored->crl = x509::parse_crl(stored->octets);
            if (!stored->crl.unusable.empty())
                return note(file, "not used: " + stored->crl.unusable, true);
        } catch (const Error& error) {
            return note(file, std::string("refused: ") + error.what(), true);
        }
        stored->signers = trust::signers_of(stored->crl, *index_);
        stored->verified = !stored->signers.empty();
        if (!stored->verified && !last)
            return static_cast<void>(unverified_.emplace_back(file, std::move(stored->octets)));
        if (!stored->verified)
            return note(file, "refused: no key of the CSCA that it names has signed it", true);
        if (!stored->crl.partial.empty())
            note(file,
                 "a partial list, that withdraws what it names and clears nothing: " +
                     stored->crl.partial,
                 false);
        else index_->newest_crl = std::max(index_->newest_crl, stored->crl.this_update);
        std::set<std::string> names{stored->crl.issuer_name};
        for (const auto* anchor : stored->signers) names.insert(anchor->certificate.subject_name);
        for (const auto& name : names) index_->crls_by_issuer.emplace(name, stored.get());
        index_->crls.push_back(std::move(stored));
    }

    std::string store_digest() const {
        std::vector<Bytes> digests;
        // By whom an anchor is vouched for is part of what a policy judges by.
        for (const auto& anchor : index_->anchors)
            digests.push_back(
                crypto::digest(crypto::Hash::sha256,
                               {anchor->fingerprint, as_octets(trust::name_of(anchor->origin))}));
        for (const auto& stored : index_->crls)
            digests.push_back(crypto::digest(crypto::Hash::sha256, stored->octets));
        for (const auto& signer : index_->signers)
            digests.push_back(crypto::digest(crypto::Hash::sha256, signer->octets));
        std::ranges::sort(digests);
        Bytes all;
        for (const auto& digest : digests) append(all, digest);
        return to_hex(crypto::digest(crypto::Hash::sha256, all));
    }

    std::shared_ptr<trust::TrustIndex> index_ = std::make_shared<trust::TrustIndex>();
    std::vector<StoreFile> files_;
    std::vector<std::pair<std::string, Bytes>> waiting_, unverified_;
    struct Accepted {
        std::size_t number;  ///< of the list
        std::string country;
        std::vector<Bytes> certificates;
    };
    std::vector<Accepted> accepted_;
};

}  // namespace

std::shared_ptr<const trust::TrustIndex> trust::load_trust(std::vector<trust::StoreFile> files) {
    Loader loader;
    loader.add_files(std::move(files));
    return loader.load();
}

TrustStore::TrustStore() : index_(std::make_shared<trust::TrustIndex>()) {}
TrustStore::TrustStore(std::shared_ptr<const trust::TrustIndex> index) : index_(std::move(index)) {}

TrustStore TrustStore::from_directory(const fs::path& directory) {
    std::error_code error;
    if (!fs::is_directory(directory, error))
        throw Error(Errc::io, Step::trust_store, directory.string() + ": there is no such folder");
    return from_paths(std::span(&directory, 1));
}

TrustStore TrustStore::from_paths(std::span<const fs::path> paths) {
    Loader loader;
    for (const auto& path : paths) loader.add_path(path);
    return TrustStore(loader.load());
}

std::size_t TrustStore::anchors() const noexcept { return index_->anchors.size(); }
std::size_t TrustStore::revocation_lists() const noexcept { return index_->crls.size(); }
std::size_t TrustStore::signers() const noexcept { return index_->signers.size(); }
std::size_t TrustStore::deviation_lists() const noexcept { return index_->deviation_lists.size(); }
std::size_t TrustStore::current_revocation_lists(std::int64_t now) const noexcept {
    return static_cast<std::size_t>(std::ranges::count_if(index_->crls, [now](const auto& stored) {
        return stored->verified && stored->crl.partial.empty() && stored->crl.next_update &&
               *stored->crl.next_update > now;
    }));
}
const std::vector<TrustStoreNote>& TrustStore::notes() const noexcept { return index_->notes; }
const std::vector<MasterListSummary>& TrustStore::master_lists() const noexcept {
    return index_->lists;
}
const std::string& TrustStore::digest() const noexcept { return index_->digest; }

TrustStore::Kinds TrustStore::count_kinds(const std::string& master_list) const {
    Kinds kinds;
    for (const auto& anchor : index_->anchors) {
        if (anchor->source.find(kFromList + master_list) == std::string::npos) continue;
        const auto& certificate = anchor->certificate;
        const auto issued_by = [&](const auto& issuer) {
            return trust::signed_by(certificate, issuer->key);
        };
        const auto candidates = index_->issuer_candidates(certificate);
        // Some links name their issuer in neither way: then every key of the state is tried.
        const auto by_compatriot = [&](const auto& other) {
            return other->country == anchor->country && issued_by(other);
        };
        if (issued_by(anchor)) {
            ++kinds.self_signed;
        } else if (std::ranges::any_of(candidates, issued_by) ||
                   std::ranges::any_of(index_->anchors, by_compatriot)) {
            ++kinds.links;
            if (certificate.issuer_name == certificate.subject_name) ++kinds.same_name_links;
        } else {
            ++kinds.others;
        }
    }
    return kinds;
}

std::string certificate_fingerprint(ByteView file) {
    const auto objects = trust::objects_of(file);
    if (objects.size() != 1) throw Error(Errc::malformed, Step::certificate, "not one certificate");
    x509::parse_certificate(objects.front());
    return to_hex(crypto::digest(crypto::Hash::sha256, objects.front()));
}

std::vector<std::string> TrustStore::describe_anchors() const {
    std::vector<std::string> lines;
    for (const auto& anchor : index_->anchors)
        lines.push_back(anchor->name + " (" + anchor->key.description() + ", " +
                        trust::name_of(anchor->origin) + ": " + anchor->source + ") " +
                        to_hex(anchor->fingerprint));
    return lines;
}

}  // namespace card

// Loading of a store: single certificates first, then link certificates, then master lists, then CRLs.
#include "card/trust_store.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <utility>

#include "card/error.h"
#include "crypto/openssl_ptr.h"
#include "pki/trust_index.h"

namespace card {
namespace {

namespace fs = std::filesystem;

const std::string kFromList = "master list ";

[[noreturn]] void fail(const fs::path& path, const char* what) {
    throw Error(Errc::io, "trust_store", path.string() + ": " + what);
}

Bytes read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file) fail(path, "cannot be read");
    const auto size = file.tellg();
    if (size < 0 || static_cast<std::size_t>(size) > pki::kMaxTrustFileSize) fail(path, "too large for a trust store");
    Bytes octets(static_cast<std::size_t>(size));
    file.seekg(0);
    if (!file.read(reinterpret_cast<char*>(octets.data()), size)) fail(path, "cannot be read");
    return octets;
}

/// The objects of a PEM file; a file without PEM armour is one object.
std::vector<Bytes> objects_of(const Bytes& file) {
    static constexpr std::string_view kArmour = "-----BEGIN ";
    if (as_text(file).find(kArmour) == std::string_view::npos) return {file};
    std::vector<Bytes> objects;
    const crypto::Owner<BIO, BIO_free> bio(BIO_new_mem_buf(file.data(), static_cast<int>(file.size())));
    char *name = nullptr, *header = nullptr;
    unsigned char* data = nullptr;
    long size = 0;
    while (PEM_read_bio(bio.get(), &name, &header, &data, &size) == 1) {
        objects.emplace_back(data, data + size);
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_free(data);
    }
    ERR_clear_error();
    return objects;
}

enum class Kind { certificate, crl, master_list, other };

Kind kind_of(const fs::path& path) {
    std::string extension = path.extension().string();
    std::ranges::transform(extension, extension.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (extension == ".crl") return Kind::crl;
    if (extension == ".ml") return Kind::master_list;
    for (const auto* known : {".cer", ".crt", ".der", ".pem"})
        if (extension == known) return Kind::certificate;
    return Kind::other;
}

class Loader {
public:
    void add_path(const fs::path& path) {
        std::error_code error;
        if (!fs::is_directory(path, error)) {
            if (!fs::exists(path, error)) fail(path, "there is no such file or folder");
            files_.push_back(path);
            return;
        }
        std::vector<fs::path> inside;
        for (const auto& entry : fs::directory_iterator(path, error)) {
            if (!entry.is_regular_file(error)) continue;
            if (inside.size() == pki::kMaxTrustFiles) fail(path, "too many files");
            inside.push_back(entry.path());
        }
        if (error) fail(path, "cannot be read");
        std::ranges::sort(inside);
        files_.insert(files_.end(), inside.begin(), inside.end());
    }

    std::shared_ptr<const pki::TrustIndex> load() {
        for_each(Kind::certificate, [this](const fs::path& path, Bytes octets) { certificate(path, std::move(octets)); });
        links();
        for_each(Kind::master_list, [this](const fs::path& path, Bytes octets) { master_list(path, octets); });
        take_lists();
        for_each(Kind::crl, [this](const fs::path& path, Bytes octets) { crl(path, std::move(octets)); });
        index_->digest = store_digest();
        return index_;
    }

private:
    template <class Take>
    void for_each(Kind kind, Take take) {
        for (const auto& path : files_) {
            if (kind_of(path) != kind) continue;
            for (auto& octets : objects_of(read_file(path))) take(path, std::move(octets));
        }
    }

    void note(const fs::path& path, const std::string& text, bool refused) {
        index_->notes.push_back({path.filename().string(), text, refused});
    }

    /// Root or link is decided by the signature, never by names: one state's link bears one name on both sides.
    void certificate(const fs::path& path, Bytes octets) {
        try {
            const auto parsed = pki::parse_certificate(octets);
            const auto key = crypto::parse_public_key(parsed.public_key);
            if (!key.usable()) return note(path, "refused: " + key.problem, true);
            if (!pki::signed_by(parsed, key)) {
                waiting_.emplace_back(path, std::move(octets));
                return;
            }
        } catch (const Error& error) {
            return note(path, std::string("refused: ") + error.what(), true);
        }
        add(path, std::move(octets), "file");
    }

    void add(const fs::path& path, Bytes octets, const std::string& source) {
        const auto problem = index_->add(std::move(octets), source);
        if (!problem.empty()) note(path, "refused: " + problem, true);
    }

    /// Link certificates, in whatever order they come: a round that adds none ends it.
    void links() {
        for (bool added = true; added;) {
            added = false;
            for (auto& [path, octets] : waiting_) {
                if (octets.empty()) continue;
                const auto parsed = pki::parse_certificate(octets);
                if (parsed.algorithm && parsed.algorithm->hash == crypto::Hash::md5) continue;
                const auto issuers = index_->issuer_candidates(parsed);
                if (std::ranges::none_of(issuers, [&](const auto* anchor) { return pki::signed_by(parsed, anchor->key); })) continue;
                add(path, std::exchange(octets, {}), "link");
                added = true;
            }
        }
        for (const auto& [path, octets] : waiting_)
            if (!octets.empty()) note(path, "refused: neither self-signed nor signed by an anchor of this store", true);
    }

    void master_list(const fs::path& path, const Bytes& octets) {
        MasterListSummary summary;
        summary.file = path.filename().string();
        try {
            auto list = pki::parse_master_list(octets, *index_);
            summary.signer = list.signer;
            summary.problem = list.problem;
            summary.certificates = list.certificates.size();
            summary.signature_right = list.signature == pki::MasterList::Signature::right ||
                                      list.signature == pki::MasterList::Signature::no_anchor;
            summary.loaded = list.signature == pki::MasterList::Signature::right;
            if (summary.loaded && list.signer_not_after < std::time(nullptr))
                summary.problem = "the list signer's certificate expired on " + pki::date_text(list.signer_not_after);
            if (summary.loaded) accepted_.emplace_back(index_->lists.size(), std::move(list.certificates));
        } catch (const Error& error) {
            summary.problem = error.what();
        }
        if (!summary.loaded) note(path, "master list not loaded: " + summary.problem, true);
        index_->lists.push_back(std::move(summary));
    }

    /// After all lists were judged: by the anchors that the operator pinned, never by each other's content.
    void take_lists() {
        for (auto& [number, certificates] : accepted_) {
            auto& summary = index_->lists[number];
            for (auto& octets : certificates) {
                const auto problem = index_->add(std::move(octets), kFromList + summary.file);
                if (problem.empty()) continue;
                ++summary.refused;
                note(summary.file, "a certificate of the list is refused: " + problem, true);
            }
        }
    }

    void crl(const fs::path& path, Bytes octets) {
        auto stored = std::make_unique<pki::StoredCrl>();
        stored->octets = std::move(octets);
        stored->file = path.filename().string();
        try {
            stored->crl = pki::parse_crl(stored->octets);
            if (!stored->crl.unusable.empty()) return note(path, "not used: " + stored->crl.unusable, true);
        } catch (const Error& error) {
            return note(path, std::string("refused: ") + error.what(), true);
        }
        for (const auto* anchor : index_->candidates_by_name(stored->crl.issuer_name))
            stored->verified = stored->verified || pki::signed_by(stored->crl, anchor->key);
        if (!stored->verified) return note(path, "refused: no key of the CSCA that it names has signed it", true);
        index_->newest_crl = std::max(index_->newest_crl, stored->crl.this_update);
        index_->crls_by_issuer.emplace(stored->crl.issuer_name, stored.get());
        index_->crls.push_back(std::move(stored));
    }

    std::string store_digest() const {
        std::vector<Bytes> digests;
        for (const auto& anchor : index_->anchors) digests.push_back(anchor->fingerprint);
        for (const auto& stored : index_->crls) digests.push_back(crypto::digest(crypto::Hash::sha256, stored->octets));
        std::ranges::sort(digests);
        Bytes all;
        for (const auto& digest : digests) append(all, digest);
        return to_hex(crypto::digest(crypto::Hash::sha256, all));
    }

    std::shared_ptr<pki::TrustIndex> index_ = std::make_shared<pki::TrustIndex>();
    std::vector<fs::path> files_;
    std::vector<std::pair<fs::path, Bytes>> waiting_;
    std::vector<std::pair<std::size_t, std::vector<Bytes>>> accepted_;  ///< number of the list, its certificates
};

}  // namespace

TrustStore::TrustStore() : index_(std::make_shared<pki::TrustIndex>()) {}
TrustStore::TrustStore(std::shared_ptr<const pki::TrustIndex> index) : index_(std::move(index)) {}

TrustStore TrustStore::from_directory(const fs::path& directory) {
    std::error_code error;
    if (!fs::is_directory(directory, error)) fail(directory, "there is no such folder");
    return from_paths(std::span(&directory, 1));
}

TrustStore TrustStore::from_paths(std::span<const fs::path> paths) {
    Loader loader;
    for (const auto& path : paths) loader.add_path(path);
    return TrustStore(loader.load());
}

std::size_t TrustStore::anchors() const noexcept { return index_->anchors.size(); }
std::size_t TrustStore::revocation_lists() const noexcept { return index_->crls.size(); }
std::size_t TrustStore::current_revocation_lists(std::int64_t now) const noexcept {
    return static_cast<std::size_t>(std::ranges::count_if(index_->crls, [now](const auto& stored) {
        return stored->verified && stored->crl.unusable.empty() && stored->crl.next_update && *stored->crl.next_update > now;
    }));
}
const std::vector<TrustStoreNote>& TrustStore::notes() const noexcept { return index_->notes; }
const std::vector<MasterListSummary>& TrustStore::master_lists() const noexcept { return index_->lists; }
const std::string& TrustStore::digest() const noexcept { return index_->digest; }

TrustStore::Kinds TrustStore::count_kinds(const std::string& master_list) const {
    Kinds kinds;
    for (const auto& anchor : index_->anchors) {
        if (anchor->source.find(kFromList + master_list) == std::string::npos) continue;
        const auto& certificate = anchor->certificate;
        const auto issued_by = [&](const auto& issuer) { return pki::signed_by(certificate, issuer->key); };
        const auto candidates = index_->issuer_candidates(certificate);
        // Some links name their issuer in neither way: then every key of the state is tried.
        const auto by_compatriot = [&](const auto& other) { return other->country == anchor->country && issued_by(other); };
        if (issued_by(anchor)) {
            ++kinds.self_signed;
        } else if (std::ranges::any_of(candidates, issued_by) || std::ranges::any_of(index_->anchors, by_compatriot)) {
            ++kinds.links;
            if (certificate.issuer_name == certificate.subject_name) ++kinds.same_name_links;
        } else {
            ++kinds.others;
        }
    }
    return kinds;
}

std::string certificate_fingerprint(ByteView file) {
    const auto objects = objects_of(to_bytes(file));
    if (objects.size() != 1) throw Error(Errc::malformed, "certificate", "not one certificate");
    pki::parse_certificate(objects.front());
    return to_hex(crypto::digest(crypto::Hash::sha256, objects.front()));
}

std::vector<std::string> TrustStore::describe_anchors() const {
    std::vector<std::string> lines;
    for (const auto& anchor : index_->anchors)
        lines.push_back(pki::name_text(anchor->certificate.subject) + " (" + anchor->key.description() + ", " + anchor->source + ") " +
                        to_hex(anchor->fingerprint));
    return lines;
}

}  // namespace card

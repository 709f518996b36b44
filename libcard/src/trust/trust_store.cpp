// SPDX-License-Identifier: Apache-2.0
// The public face of a loaded store.
#include "card/trust_store.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "card/error.h"
#include "trust/load_store.h"
#include "trust/name_keys.h"
#include "trust/open_folder.h"

namespace card {
namespace {

namespace fs = std::filesystem;

TrustStoreNote foreign_note(const std::string& name, std::string_view id) {
    auto note = trust::refusal_of(name, said(id));
    note.foreign = true;
    return note;
}

void add_folder(const fs::path& path, std::vector<trust::LoadFile>& files,
                std::vector<TrustStoreNote>& notes) {
    auto folder = trust::read_store(path);
    if (folder.files.empty() && folder.foreign.empty() && !folder.has_manifest)
        notes.push_back(
            trust::refusal_of(path.filename().string(), said("store.file.empty_folder")));
    for (const auto& name : folder.unlisted)
        notes.push_back(foreign_note(name, "store.file.unlisted_in_store"));
    if (folder.has_manifest)
        for (const auto& name : folder.foreign)
            notes.push_back(foreign_note(name, "store.file.foreign_in_store"));
    else
        for (const auto& name : folder.foreign)
            notes.push_back(trust::note_of(name, said("store.file.folder")));
    for (const auto& file : folder.files)
        if (folder.has_manifest) files.push_back(trust::by_name(file.name, file.octets));
        else trust::by_content(file, false, files, notes);
}

/// What one path brought.
struct Brought {
    fs::path path;
    bool is_folder = false;
    std::vector<trust::LoadFile> files;
    std::vector<TrustStoreNote> notes;

    /// Of files and of notes.
    std::vector<std::string*> names() {
        std::vector<std::string*> all;
        all.reserve(files.size() + notes.size());
        for (auto& file : files) all.push_back(&file.name);
        for (auto& note : notes) all.push_back(&note.file);
        return all;
    }
};

Brought bring(const fs::path& path) {
    std::error_code error;
    Brought brought{path, fs::is_directory(path, error), {}, {}};
    if (brought.is_folder) add_folder(path, brought.files, brought.notes);
    else
        trust::by_content({path.filename().string(), trust::read_store_file(path)}, true,
                          brought.files, brought.notes);
    return brought;
}

/// A name that came by several paths tells nobody which file is meant.
void name_apart(std::vector<Brought>& all) {
    std::map<std::string, std::set<std::size_t>> comes_by;
    for (std::size_t at = 0; at < all.size(); ++at)
        for (const auto* name : all[at].names()) comes_by[*name].insert(at);
    for (auto& brought : all)
        for (auto* name : brought.names())
            if (comes_by[*name].size() > 1)
                *name = (brought.is_folder ? brought.path / *name : brought.path).string();
}

}  // namespace

TrustStore::TrustStore() : index_(std::make_shared<trust::TrustIndex>()) {}
TrustStore::TrustStore(std::shared_ptr<const trust::TrustIndex> index) : index_(std::move(index)) {}

TrustStore TrustStore::from_directory(const fs::path& directory) {
    std::error_code error;
    if (!fs::is_directory(directory, error))
        throw Error(Errc::io, Step::trust_store,
                    said("store.path.no_folder", {directory.string()}));
    return from_paths(std::span(&directory, 1));
}

TrustStore TrustStore::from_paths(std::span<const fs::path> paths) {
    std::vector<Brought> all;
    for (const auto& path : paths) all.push_back(bring(path));
    name_apart(all);
    std::vector<trust::LoadFile> files;
    std::vector<TrustStoreNote> notes;
    for (auto& brought : all) {
        std::ranges::move(brought.files, std::back_inserter(files));
        std::ranges::move(brought.notes, std::back_inserter(notes));
    }
    return TrustStore(trust::load_trust(files, std::move(notes)));
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
        const trust::Way in_list{trust::Way::Kind::master_list, master_list};
        if (std::ranges::find(anchor->ways, in_list) == anchor->ways.end()) continue;
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
    if (objects.size() != 1)
        throw Error(Errc::malformed, Step::certificate, said("defect.one_certificate"));
    x509::parse_certificate(objects.front());
    return to_hex(crypto::digest(crypto::Hash::sha256, objects.front()));
}

std::vector<std::string> TrustStore::describe_anchors() const {
    std::vector<std::string> lines;
    for (const auto& anchor : index_->anchors)
        lines.push_back(anchor->name + " (" + anchor->key.description() + ", " +
                        trust::name_of(anchor->origin) + ": " +
                        text_of(trust::ways_of(*anchor), Language::en) + ") " +
                        to_hex(anchor->fingerprint));
    return lines;
}

}  // namespace card

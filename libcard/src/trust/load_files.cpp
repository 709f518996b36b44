// SPDX-License-Identifier: Apache-2.0
// What a file is loaded as.
#include <algorithm>
#include <map>

#include "trust/contents.h"
#include "trust/file_kinds.h"
#include "trust/load_store.h"

namespace card::trust {
namespace {

using Kind = StoreFileKind;

/// By content. What is nothing is said by who reads what its name promises, but for what is known
/// to be something else.
Kind kind_of(const Bytes& object, const std::string& name) {
    const auto kind = kind_of_object(object);
    if (kind != Kind::other || !kind_of_other_object(object).empty()) return kind;
    return trust::kind_of(name);
}

/// What only imports write.
bool is_own(Kind kind) { return kind == Kind::withdrawals || kind == Kind::states; }

}  // namespace

TrustStoreNote note_of(std::string file, Sentence sentence) {
    auto text = text_of(sentence, Language::en);
    return {std::move(file), std::move(text), false, false, std::move(sentence)};
}

TrustStoreNote refusal_of(std::string file, Sentence sentence) {
    auto note = note_of(std::move(file), std::move(sentence));
    note.refused = true;
    return note;
}

LoadFile by_name(const std::string& name, ByteView octets) {
    const auto kind = trust::kind_of(name);
    if (is_own(kind)) return {name, kind, {to_bytes(octets)}};
    return {name, kind, objects_of(octets)};
}

void by_content(const StoreFile& file, bool named, std::vector<LoadFile>& files,
                std::vector<TrustStoreNote>& notes) {
    const auto& name = file.name;
    if (is_own(trust::kind_of(name))) return files.push_back(by_name(name, file.octets));
    auto contents = contents_of(file.octets);
    const bool promised = named || trust::kind_of(name) != Kind::other;
    // A text that lies beside certificates is no news.
    const bool silent = !promised && contents.objects.empty() && !contents.is_known;
    if (!silent)
        for (const auto& problem : contents.problems)
            notes.push_back(refusal_of(name, said("store.refused", {problem})));
    std::map<Kind, std::vector<Bytes>> kinds;
    for (auto& object : contents.objects) {
        const auto kind = kind_of(object, name);
        if (kind != Kind::other) kinds[kind].push_back(std::move(object));
        else if (promised)
            notes.push_back(refusal_of(name, said("store.refused", {why_no_object(object)})));
    }
    for (auto& [kind, objects] : kinds) {
        if (kind == Kind::signers && trust::kind_of(name) != Kind::signers)
            notes.push_back(
                note_of(name, said("store.signers_found", {std::to_string(objects.size())})));
        files.push_back({name, kind, std::move(objects)});
    }
}

std::shared_ptr<const TrustIndex> load_trust(const std::vector<StoreFile>& files) {
    std::vector<LoadFile> loaded;
    loaded.reserve(files.size());
    for (const auto& file : files) loaded.push_back(by_name(file.name, file.octets));
    return load_trust(loaded);
}

}  // namespace card::trust

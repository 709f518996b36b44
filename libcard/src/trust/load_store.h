// SPDX-License-Identifier: Apache-2.0
// Loading of a store: single certificates first, then link certificates, then CRLs, then what
// master lists bring.
#pragma once
#include <memory>

#include "trust/store_files.h"
#include "trust/trust_index.h"

namespace card::trust {

/// What of a file is of one kind.
struct LoadFile {
    std::string name;
    StoreFileKind kind;
    std::vector<Bytes> objects;
};
/// A note of a store, in both forms.
TrustStoreNote note_of(std::string file, Sentence sentence);
/// The same of what does not count.
TrustStoreNote refusal_of(std::string file, Sentence sentence);
/// Of a file that an import made: its name says what it is.
LoadFile by_name(const std::string& name, ByteView octets);
/// Of a file that somebody brought: its content says it. What cannot be taken stands in notes.
/// `named`: by a person, who is then told of everything.
void by_content(const StoreFile& file, bool named, std::vector<LoadFile>& files,
                std::vector<TrustStoreNote>& notes);

/// Judges the files of a store together, after the notes that were made before. What is not taken
/// stands in notes.
std::shared_ptr<const TrustIndex> load_trust(const std::vector<LoadFile>& files,
                                             std::vector<TrustStoreNote> notes = {});
std::shared_ptr<const TrustIndex> load_trust(const std::vector<StoreFile>& files);

/// Over all that a policy judges by.
std::string digest_of(const TrustIndex& index);

}  // namespace card::trust

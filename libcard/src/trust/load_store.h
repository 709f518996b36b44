// SPDX-License-Identifier: Apache-2.0
// Loading of a store: single certificates first, then link certificates, then CRLs, then what
// master lists bring.
#pragma once
#include <memory>

#include "trust/store_files.h"
#include "trust/trust_index.h"

namespace card::trust {

/// Judges the files of a store together, after the notes that were made before. What is not taken
/// stands in notes.
std::shared_ptr<const TrustIndex> load_trust(const std::vector<StoreFile>& files,
                                             std::vector<TrustStoreNote> notes = {});

inline constexpr const char* kFromList = "master list ";

}  // namespace card::trust

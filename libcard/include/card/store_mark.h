// SPDX-License-Identifier: Apache-2.0
// Whether a trust store has changed since it was loaded, for programs that run for days.
#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "card/trust_store.h"

namespace card {

/// How the paths of a store looked at one instant: which folders and files they led to, and when
/// those were changed last. Two looks are equal while nothing has changed. No file is opened, and
/// nothing is parsed: a store with a MANIFEST is replaced as a whole, and its folder tells; of any
/// other folder the files are asked as well.
class CARD_API StoreMark {
public:
    /// Of no path.
    StoreMark() = default;
    /// Never throws for what is there or not; taken before the store is loaded, it misses no change
    /// meanwhile.
    static StoreMark of(std::span<const std::filesystem::path> paths);
    /// Whether nothing has changed between the two looks.
    bool operator==(const StoreMark& other) const = default;

private:
    std::vector<std::int64_t> seen_;
};

/// A trust store that is loaded again when it has changed. Belongs to one thread at a time.
class CARD_API FollowedStore {
public:
    /// Loads the store. Throws as TrustStore::from_paths() does; empty paths are an empty store.
    explicit FollowedStore(std::vector<std::filesystem::path> paths);
    /// This store for ever.
    explicit FollowedStore(TrustStore store);

    /// What became of a look.
    enum class Look {
        same,      ///< nothing has changed since the last look
        replaced,  ///< store() is the new one
        failed     ///< the new one cannot be loaded: store() is still the old one
    };
    /// Looks, and loads where something has changed. What could not be loaded is tried again when
    /// it has changed again.
    Look look();
    /// The newest that could be loaded.
    const TrustStore& store() const noexcept { return store_; }
    /// Why the newest could not be loaded; empty where store() is it.
    const std::string& problem() const noexcept { return problem_; }
    /// The same as a value, for other languages.
    const Sentence& problem_sentence() const noexcept { return problem_sentence_; }

private:
    std::vector<std::filesystem::path> paths_;
    StoreMark mark_;
    TrustStore store_;
    std::string problem_;
    Sentence problem_sentence_;
};

}  // namespace card

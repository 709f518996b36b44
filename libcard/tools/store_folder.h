// SPDX-License-Identifier: Apache-2.0
// Writing of a trust store: one at a time, and in one step.
#pragma once
#include "card/trust_import.h"

namespace cardtool {

/// Held by who changes a store; others wait. Released with the object. Throws card::Error{io}.
class StoreLock {
public:
    explicit StoreLock(const std::filesystem::path& folder);
    ~StoreLock();
    StoreLock(const StoreLock&) = delete;
    StoreLock& operator=(const StoreLock&) = delete;

private:
    int descriptor_ = -1;
};

/// Without a slash at its end, and behind a link: what is locked and replaced. Throws
/// card::Error{usage} where something else than a folder stands there.
std::filesystem::path store_folder(const std::filesystem::path& named);
/// The file beside a store that StoreLock holds; it also has the last run.
std::filesystem::path lock_of(const std::filesystem::path& folder);
/// Makes the folders above it. Throws card::Error{io}.
void make_parents(const std::filesystem::path& folder);
/// Removes what killed runs have left beside the store; the lock must be held.
void remove_leftovers(const std::filesystem::path& folder);
/// Puts the files in the place of the folder in one step: who reads sees the old store or the new
/// one, also when the power fails. Throws card::Error{io}, with the old store untouched.
void replace_store(const std::filesystem::path& folder, const std::vector<card::TrustFile>& files);

}  // namespace cardtool

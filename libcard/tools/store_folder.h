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

/// Without a slash at its end, and behind a link: what is locked and replaced.
std::filesystem::path store_folder(const std::filesystem::path& named);
/// Puts the files in the place of the folder in one step: who reads sees the old store or the new
/// one, also when the power fails. Throws card::Error{io}, with the old store untouched.
void replace_store(const std::filesystem::path& folder, const std::vector<card::TrustFile>& files);

}  // namespace cardtool

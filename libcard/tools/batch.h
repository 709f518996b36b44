// SPDX-License-Identifier: Apache-2.0
// Verification of many saved documents, on all cores.
#pragma once
#include "common.h"

namespace cardtool {

inline constexpr std::size_t kMaxJobs = 256;

struct Batch {
    std::vector<std::filesystem::path> documents;  ///< folders with EF_SOD.bin, and .sod files
    std::size_t jobs = 1;
    bool json = false;
};

/// The documents that a path stands for: itself where EF_SOD.bin is in it, or else each folder and
/// each .sod file in it and in the folders below.
void add_documents(const std::filesystem::path& path,
                   std::vector<std::filesystem::path>& documents);
/// One line a document on stdout, in no order: exit code, verdict, path; or its report as JSON.
/// Sums on stderr, which claim no more than the lines. Each worker is a process: OpenSSL 3.0's
/// threads wait for each other, and a document that crashes one worker is named and takes nothing
/// with it. Returns the weightiest exit code of all: 12; 2 where a document could not be read; 11,
/// 10, 13, 0; 3 where a worker died. Throws Error{io} where lines were lost, Error{stopped}.
int verify_batch(const Batch& batch, const card::TrustStore& trust, const card::Policy& policy);
/// Folder with the files of a card, or a single EF.SOD.
card::Document load_document(const std::filesystem::path& what);

}  // namespace cardtool

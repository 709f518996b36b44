// SPDX-License-Identifier: Apache-2.0
// Files of a trust store: which kind by their names, DER or PEM, and the MANIFEST by which half a
// store is known from a whole one.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "card/trust_import.h"

namespace card::trust {

inline constexpr std::size_t kMaxTrustFileSize =
    256 * 1024 * 1024;  ///< the LDIF of all signers; a store's row of them
inline constexpr std::size_t kMaxTrustStore = 512 * 1024 * 1024;  ///< all files together
inline constexpr std::size_t kMaxTrustFiles = 20'000;
inline constexpr std::size_t kMaxObjectsInFile = 200'000;
inline constexpr const char* kManifest = "MANIFEST";  ///< lines of sha256sum(1)

enum class StoreFileKind {
    certificate,
    crl,
    master_list,
    signers,
    deviation_list,
    withdrawals,
    other
};
StoreFileKind kind_of(const std::filesystem::path& file);

using StoreFile = TrustFile;
struct StoreFolder {
    std::vector<StoreFile> files;       ///< by name
    std::vector<std::string> unlisted;  ///< certificates and lists that its MANIFEST does not name
    std::vector<std::string> foreign;   ///< what is no part of a store: other files, folders
};
/// Throws Error{io} for a file that cannot be read or is too large.
Bytes read_store_file(const std::filesystem::path& file);
/// Throws Error{io}; also where the folder is not what its MANIFEST says.
StoreFolder read_store(const std::filesystem::path& folder);
/// The MANIFEST that names these files.
StoreFile manifest_of(const std::vector<StoreFile>& files);

/// The objects of a PEM file, or DER objects one behind the other; octets that are neither are one
/// object.
std::vector<Bytes> objects_of(ByteView file);

}  // namespace card::trust

// SPDX-License-Identifier: Apache-2.0
// Files of a trust store: which kind by their names, DER or PEM, and the MANIFEST by which half a
// store is known from a whole one.
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "card/error.h"
#include "card/trust_import.h"

namespace card::trust {

inline constexpr std::size_t kMaxTrustFileSize =
    std::size_t{256} * 1024 * 1024;  ///< the LDIF of all signers; a store's row of them
inline constexpr std::size_t kMaxTrustStore =
    std::size_t{512} * 1024 * 1024;  ///< all files together
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
    states,
    other
};
StoreFileKind kind_of(const std::filesystem::path& file);

using StoreFile = TrustFile;
struct StoreFolder {
    std::vector<StoreFile> files;       ///< by name
    std::vector<std::string> unlisted;  ///< certificates and lists that its MANIFEST does not name
    std::vector<std::string> foreign;   ///< what is no part of a store: other files, folders
    bool has_manifest = false;          ///< made by an import
};
/// The folder as it was at one moment, also while it is being replaced. Throws Error{io}; also
/// where the folder is not what its MANIFEST says.
StoreFolder read_store(const std::filesystem::path& folder);
/// Whatever is in the folder, whole or not, but for what is `unreadable`; no MANIFEST is looked at.
/// Throws Error{io}.
std::vector<StoreFile> read_files(
    const std::filesystem::path& folder,
    const std::function<void(const std::string& name, const Error& why)>& unreadable);
/// The MANIFEST that names these files.
StoreFile manifest_of(const std::vector<StoreFile>& files);

/// The objects of a PEM file, or DER objects one behind the other; octets that are neither are one
/// object.
std::vector<Bytes> objects_of(ByteView file);

}  // namespace card::trust

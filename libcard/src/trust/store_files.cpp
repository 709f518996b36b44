// SPDX-License-Identifier: Apache-2.0
#include "trust/store_files.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "card/error.h"
#include "crypto/hash.h"
#include "crypto/openssl_ptr.h"
#include "tlv/tlv.h"

namespace card::trust {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const char* what) {
    throw Error(Errc::io, Step::trust_store, path.string() + ": " + what);
}

std::string digest_text(ByteView octets) {
    auto text = to_hex(crypto::digest(crypto::Hash::sha256, octets));
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
    });
    return text;
}

std::vector<std::string> names_in(const fs::path& folder, std::vector<std::string>* others) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        if (names.size() == kMaxTrustFiles) fail(folder, "too many files");
        std::error_code unreadable;
        if (entry->is_regular_file(unreadable)) names.push_back(entry->path().filename().string());
        else if (others) others->push_back(entry->path().filename().string());
    }
    if (error) fail(folder, "cannot be read");
    std::ranges::sort(names);
    return names;
}

/// Name and digest of each line.
std::map<std::string, std::string> parse_manifest(const fs::path& file) {
    static constexpr std::size_t kDigest = 64, kName = kDigest + 2;
    std::map<std::string, std::string> listed;
    const auto octets = read_store_file(file);
    auto text = as_text(octets);
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        const auto name = line.size() > kName ? line.substr(kName) : std::string_view();
        if (end == std::string_view::npos || name.empty() ||
            name.find('/') != std::string_view::npos)
            fail(file, "is cut off or no list of files: copy the store again");
        if (listed.size() == kMaxTrustFiles) fail(file, "names too many files");
        listed.emplace(name, line.substr(0, kDigest));
        text.remove_prefix(end + 1);
    }
    return listed;
}

std::vector<Bytes> objects_of_pem(ByteView file) {
    std::vector<Bytes> objects;
    const crypto::Owner<BIO, BIO_free> bio(
        BIO_new_mem_buf(file.data(), static_cast<int>(file.size())));
    char *name = nullptr, *header = nullptr;
    unsigned char* data = nullptr;
    long size = 0;
    while (objects.size() < kMaxObjectsInFile &&
           PEM_read_bio(bio.get(), &name, &header, &data, &size) == 1) {
        objects.emplace_back(data, data + size);
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_free(data);
    }
    ERR_clear_error();
    return objects;
}

}  // namespace

StoreFileKind kind_of(const fs::path& path) {
    std::string extension = path.extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (extension == ".crl") return StoreFileKind::crl;
    if (extension == ".ml") return StoreFileKind::master_list;
    if (extension == ".dsc") return StoreFileKind::signers;
    if (extension == ".dl") return StoreFileKind::deviation_list;
    if (extension == ".withdrawn") return StoreFileKind::withdrawals;
    for (const auto* known : {".cer", ".crt", ".der", ".pem"})
        if (extension == known) return StoreFileKind::certificate;
    return StoreFileKind::other;
}

Bytes read_store_file(const fs::path& path) {
    std::error_code error;
    if (fs::exists(path, error) && !fs::is_regular_file(path, error))
        fail(path, "is no file");  // a pipe would be waited for
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file) fail(path, "there is no such file or folder, or it cannot be read");
    const auto size = file.tellg();
    if (size < 0 || static_cast<std::size_t>(size) > kMaxTrustFileSize)
        fail(path, "too large for a trust store");
    Bytes octets(static_cast<std::size_t>(size));
    file.seekg(0);
    if (!file.read(reinterpret_cast<char*>(octets.data()), size)) fail(path, "cannot be read");
    return octets;
}

StoreFolder read_store(const fs::path& folder) {
    StoreFolder store;
    auto names = names_in(folder, &store.foreign);
    std::size_t total = 0;
    const bool has_manifest = std::ranges::find(names, kManifest) != names.end();
    auto listed =
        has_manifest ? parse_manifest(folder / kManifest) : std::map<std::string, std::string>();
    for (auto& name : names) {
        if (name == kManifest) continue;
        const auto entry = listed.find(name);
        if (has_manifest && entry == listed.end()) {
            (kind_of(name) != StoreFileKind::other ? store.unlisted : store.foreign)
                .push_back(name);
            continue;
        }
        if (!has_manifest && kind_of(name) == StoreFileKind::other) {
            store.foreign.push_back(name);
            continue;
        }
        auto octets = read_store_file(folder / name);
        total += octets.size();
        if (total > kMaxTrustStore) fail(folder, "too large for a trust store");
        if (has_manifest && digest_text(octets) != entry->second)
            fail(folder / name,
                 "is not what MANIFEST says: the copy is not complete, copy the store again");
        if (has_manifest) listed.erase(entry);
        store.files.push_back({std::move(name), std::move(octets)});
    }
    if (!listed.empty())
        fail(folder / listed.begin()->first,
             "is named in MANIFEST and missing: copy the store again");
    return store;
}

StoreFile manifest_of(const std::vector<StoreFile>& files) {
    std::string lines;
    for (const auto& [name, octets] : files) lines += digest_text(octets) + "  " + name + "\n";
    return {kManifest, to_bytes(as_octets(lines))};
}

std::vector<Bytes> objects_of(ByteView file) {
    static constexpr std::string_view kArmour = "-----BEGIN ";
    static constexpr std::uint8_t kSequence = 0x30;
    // What begins as DER is DER: text inside of it must not become something else than what was
    // judged.
    const bool is_der = !file.empty() && file[0] == kSequence;
    if (!is_der && as_text(file).find(kArmour) != std::string_view::npos)
        return objects_of_pem(file);
    std::vector<Bytes> objects;
    for (ByteView rest = file; !rest.empty();) {
        if (rest[0] != kSequence || objects.size() == kMaxObjectsInFile) return {to_bytes(file)};
        const auto header = tlv::parse_header(rest);
        const std::size_t size = header ? header->header_size + header->length : 0;
        if (!header || header->indefinite || size > rest.size()) return {to_bytes(file)};
        objects.push_back(to_bytes(rest.first(size)));
        rest = rest.subspan(size);
    }
    return objects;
}

}  // namespace card::trust

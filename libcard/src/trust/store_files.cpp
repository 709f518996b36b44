// SPDX-License-Identifier: Apache-2.0
#include "trust/store_files.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>
#include <map>

#include "card/error.h"
#include "crypto/hash.h"
#include "crypto/openssl_ptr.h"
#include "tlv/tlv.h"
#include "trust/open_folder.h"

namespace card::trust {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, std::string_view id) {
    throw Error(Errc::io, Step::trust_store, said(id, {path.string()}));
}

/// A comment to sha256sum(1).
std::string end_of_manifest(std::size_t files) { return "# " + std::to_string(files) + " files"; }

std::string digest_text(ByteView octets) {
    auto text = to_hex(crypto::digest(crypto::Hash::sha256, octets));
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
    });
    return text;
}

/// What no import has made, and no ending says to be of a store.
constexpr std::size_t kMaxOtherFile = std::size_t{8} * 1024 * 1024;

/// Of a store that is not whole: what is wrong with this file, and the way out.
[[noreturn]] void fail_torn(const fs::path& path, std::string_view id) {
    throw Error(Errc::io, Step::trust_store, said("store.torn", {path.string(), said(id)}));
}

using Listed = std::map<std::string, std::string>;

/// Name and digest of each line. The last one says how many there are: half a MANIFEST is none.
Listed parse_manifest(const fs::path& file, ByteView octets) {
    static constexpr std::size_t kDigest = 64, kName = kDigest + 2;
    Listed listed;
    auto text = as_text(octets);
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        if (line == end_of_manifest(listed.size()) && end == text.size() - 1) return listed;
        const auto name = line.size() > kName ? line.substr(kName) : std::string_view();
        if (end == std::string_view::npos || name.empty() || line.front() == '#' ||
            name.find('/') != std::string_view::npos)
            break;
        if (listed.size() == kMaxTrustFiles) fail(file, "store.path.names_too_many");
        listed.emplace(name, line.substr(0, kDigest));
        text.remove_prefix(end + 1);
    }
    fail_torn(file, "store.torn.manifest");
}

/// The names that an import gives to anchors.
bool is_imported_anchor(const std::string& name) {
    static constexpr std::size_t kDigits = 16;
    return name.size() == kDigits + 4 && name.ends_with(".cer") &&
           name.find_first_not_of("0123456789ABCDEF") == kDigits;
}

Listed manifest_in(const OpenFolder& opened, const std::vector<std::string>& names,
                   const fs::path& folder, bool& has_one) {
    has_one = std::ranges::find(names, kManifest) != names.end();
    if (has_one) return parse_manifest(folder / kManifest, opened.read(kManifest));
    if (std::ranges::any_of(names, is_imported_anchor))
        fail_torn(folder / kManifest, "store.torn.no_manifest");
    return {};
}

/// Empty where it is too large to be of a store, or may not be read.
Bytes read_other(const OpenFolder& opened, const std::string& name) {
    try {
        auto octets = opened.read(name);
        return octets.size() > kMaxOtherFile ? Bytes() : octets;
    } catch (const Error&) {
        return {};
    }
}

StoreFolder read_once(const OpenFolder& opened, const fs::path& folder) {
    StoreFolder store;
    auto names = opened.names();
    store.foreign = std::move(names.others);
    auto listed = manifest_in(opened, names.files, folder, store.has_manifest);
    std::size_t total = 0;
    for (auto& name : names.files) {
        if (name == kManifest) continue;
        const auto entry = listed.find(name);
        if (store.has_manifest && entry == listed.end()) {
            (kind_of(name) != StoreFileKind::other ? store.unlisted : store.foreign)
                .push_back(name);
            continue;
        }
        const bool other = !store.has_manifest && kind_of(name) == StoreFileKind::other;
        auto octets = other ? read_other(opened, name) : opened.read(name);
        total += octets.size();
        if (total > kMaxTrustStore) fail(folder, "store.path.too_large");
        if (store.has_manifest && digest_text(octets) != entry->second)
            fail_torn(folder / name, "store.torn.differs");
        if (store.has_manifest) listed.erase(entry);
        store.files.push_back({std::move(name), std::move(octets)});
    }
    if (!listed.empty()) fail_torn(folder / listed.begin()->first, "store.torn.missing");
    return store;
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
    if (extension == ".states") return StoreFileKind::states;
    for (const auto* known : {".cer", ".crt", ".der", ".pem"})
        if (extension == known) return StoreFileKind::certificate;
    return StoreFileKind::other;
}

/// A folder that went while it was read was replaced: then the new one is read.
StoreFolder read_store(const fs::path& folder) {
    static constexpr int kTries = 1'000;
    for (int tries = 1;; ++tries) {
        const OpenFolder opened(folder);
        try {
            auto store = read_once(opened, folder);
            if (store.has_manifest || tries == kTries || opened.is_in_place()) return store;
        } catch (const Error&) {
            if (tries == kTries || opened.is_in_place()) throw;
        }
    }
}

std::vector<StoreFile> read_files(
    const fs::path& folder,
    const std::function<void(const std::string& name, const Error& why)>& unreadable) {
    const OpenFolder opened(folder);
    std::vector<StoreFile> files;
    std::size_t total = 0;
    auto names = opened.names();
    for (auto& name : names.files) {
        Bytes octets;
        try {
            octets = opened.read(name);
        } catch (const Error& error) {
            unreadable(name, error);
            continue;
        }
        total += octets.size();
        if (total > kMaxTrustStore) fail(folder, "store.path.too_large");
        files.push_back({std::move(name), std::move(octets)});
    }
    return files;
}

StoreFile manifest_of(const std::vector<StoreFile>& files) {
    std::string lines;
    for (const auto& [name, octets] : files) lines += digest_text(octets) + "  " + name + "\n";
    lines += end_of_manifest(files.size()) + "\n";
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
    try {
        for (ByteView rest = file; !rest.empty();) {
            if (rest[0] != kSequence || objects.size() == kMaxObjectsInFile)
                return {to_bytes(file)};
            const auto header = tlv::parse_header(rest);
            const std::size_t size = header ? header->header_size + header->length : 0;
            if (!header || header->indefinite || size > rest.size()) return {to_bytes(file)};
            objects.push_back(to_bytes(rest.first(size)));
            rest = rest.subspan(size);
        }
    } catch (const Error&) {
        return {to_bytes(file)};  // a length that nothing has: whoever takes it says so
    }
    return objects;
}

}  // namespace card::trust

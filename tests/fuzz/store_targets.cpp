// SPDX-License-Identifier: Apache-2.0
// Targets that need a folder: a store's MANIFEST, and deliveries one after the other.
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "card/error.h"
#include "card/trust_import.h"
#include "card/trust_store.h"
#include "fuzz/targets.h"
#include "trust/store_files.h"

namespace fuzz {
namespace {

namespace fs = std::filesystem;
using card::ByteView;

/// A folder of this process, in memory where the machine has such a place.
class Place {
public:
    Place() {
        std::error_code error;
        const fs::path parent =
            fs::is_directory("/dev/shm", error) ? "/dev/shm" : fs::temp_directory_path();
        std::string name = (parent / "libcard-fuzz-XXXXXX").string();
        if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a folder");
        path_ = name;
    }
    ~Place() {
        std::error_code error;
        fs::remove_all(path_, error);
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    fs::path write(const std::string& name, ByteView octets) const {
        auto file = path_ / name;
        const int out = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        if (out < 0 ||
            ::write(out, octets.data(), octets.size()) != static_cast<ssize_t>(octets.size()))
            throw std::runtime_error("cannot write " + name);
        close(out);
        return file;
    }
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

/// What an import left must load: nothing else is asked of it here.
void replace(const fs::path& store, const card::TrustImportResult& result) {
    fs::remove_all(store);
    fs::create_directory(store);
    for (const auto& file : result.files) {
        const int out = open((store / file.name).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        if (out < 0 || ::write(out, file.octets.data(), file.octets.size()) < 0)
            throw std::runtime_error("cannot write " + file.name);
        close(out);
    }
    try {
        card::TrustStore::from_directory(store);
    } catch (const card::Error& error) {
        throw std::runtime_error(std::string("an import left what does not load: ") + error.what());
    }
}

}  // namespace

void manifest(const std::uint8_t* data, std::size_t size) {
    static const Place place;
    place.write("0A.cer", card::as_octets("one"));
    place.write(card::trust::kManifest, {data, size});
    try {
        card::trust::read_store(place.path());
    } catch (const card::Error&) {}
}

/// The octets are objects one behind the other: the first is pinned, each is a delivery.
void trust_import(const std::uint8_t* data, std::size_t size) {
    static constexpr std::size_t kMaxDeliveries = 12;
    static const Place place;
    const auto store = place.path() / "store";
    fs::remove_all(store);
    const auto objects = card::trust::objects_of({data, size});
    std::size_t count = 0;
    for (const auto& object : objects) {
        if (count++ == kMaxDeliveries) break;
        card::TrustImportRequest request;
        request.files = {place.write("delivery.bin", object)};
        request.now = 1'795'262'400;
        try {
            if (count == 1) request.fingerprints = {card::certificate_fingerprint(object)};
            const auto result = card::import_trust(store, request);
            if (result.taken > 0) replace(store, result);
        } catch (const card::Error&) {}
    }
}

}  // namespace fuzz

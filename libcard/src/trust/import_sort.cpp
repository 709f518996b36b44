// SPDX-License-Identifier: Apache-2.0
// What was delivered, sorted by what it is and not by its name.
#include "card/error.h"
#include "trust/contents.h"
#include "trust/import_state.h"
#include "trust/open_folder.h"

namespace card::trust {
namespace {

namespace fs = std::filesystem;
using Result = TrustImportLine::Result;

class Sorter {
public:
    explicit Sorter(StoreInMaking& store) : store_(store) {}

    void path(const fs::path& path) {
        std::error_code error;
        if (fs::is_directory(path, error)) folder(path);
        else single(path);
    }

    Delivery take() { return std::move(delivery_); }

private:
    /// One path that cannot be read does not keep the others out.
    void single(const fs::path& path) {
        StoreFile read;
        try {
            read = {path.filename().string(), read_store_file(path)};
        } catch (const Error& error) {
            return store_.tell(path.filename().string(), Result::left_out, error.sentence());
        }
        file(read);
    }

    void folder(const fs::path& path) {
        StoreFolder folder;
        try {
            folder = read_store(path);
        } catch (const Error& error) {
            // What is left of a store: each object of it counts by its own signature.
            folder.files = read_files(path);
            store_.tell(path.filename().string(), Result::left_out, error.sentence());
        }
        for (const auto& stored : folder.files)
            if (stored.name != kManifest) file(stored);
        for (const auto& name : folder.unlisted)
            store_.tell(name, Result::left_out, said("store.file.unlisted"));
        for (const auto& name : folder.foreign)
            store_.tell(name, Result::left_out, said("store.file.foreign"));
    }

    void file(const StoreFile& file) {
        if (kind_of(file.name) == StoreFileKind::withdrawals)
            return store_.tell(file.name, Result::left_out, said("store.file.kept"));
        auto contents = contents_of(file.octets);
        for (auto& problem : contents.problems)
            store_.tell(file.name, Result::left_out, std::move(problem));
        const bool alone = contents.objects.size() == 1;
        for (auto& object : contents.objects)
            sort({file.name, std::move(object), alone ? fingerprint_of(file.octets) : ""});
    }

    void sort(Object object) {
        const auto to = [&](std::vector<Object>& place) { place.push_back(std::move(object)); };
        switch (kind_of_object(object.octets)) {
            case StoreFileKind::certificate: return to(delivery_.authorities);
            case StoreFileKind::signers: return to(delivery_.signers);
            case StoreFileKind::crl: return to(delivery_.revocation_lists);
            case StoreFileKind::master_list: return to(delivery_.master_lists);
            case StoreFileKind::deviation_list: return to(delivery_.deviation_lists);
            default: break;
        }
        store_.tell(object.file, Result::left_out, why_no_object(object.octets));
    }

    StoreInMaking& store_;
    Delivery delivery_;
};

}  // namespace

Delivery sort_delivery(const std::vector<fs::path>& paths, StoreInMaking& store) {
    Sorter sorter(store);
    for (const auto& path : paths) sorter.path(path);
    return sorter.take();
}

}  // namespace card::trust

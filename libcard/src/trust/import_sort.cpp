// SPDX-License-Identifier: Apache-2.0
// What was delivered, sorted by what it is and not by its name.
#include <map>

#include "card/error.h"
#include "trust/contents.h"
#include "trust/import_state.h"
#include "trust/open_folder.h"

namespace card::trust {
namespace {

namespace fs = std::filesystem;
using Result = TrustImportLine::Result;

/// A path is told by its last name; two that share one, as they were given.
class Names {
public:
    explicit Names(const std::vector<fs::path>& paths) {
        for (const auto& path : paths) ++count_[path.filename()];
    }
    std::string of(const fs::path& path) const {
        const auto known = count_.find(path.filename());
        const bool alone = known == count_.end() || known->second < 2;
        return alone && path.has_filename() ? path.filename().string() : path.string();
    }

private:
    std::map<fs::path, int> count_;
};

class Sorter {
public:
    Sorter(const std::vector<fs::path>& paths, StoreInMaking& store)
        : names_(paths), store_(store) {}

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
            read = {names_.of(path), read_store_file(path)};
        } catch (const Error& error) {
            return store_.tell(names_.of(path), Result::left_out, error.sentence());
        }
        file(read);
    }

    void folder(const fs::path& path) {
        StoreFolder folder;
        try {
            folder = read_store(path);
        } catch (const Error& error) {
            // What is left of a store: each object of it counts by its own signature. In a folder
            // that is none, only a file that cannot be read went wrong, and it is told by its name.
            folder.files = read_files(path, [&](const std::string& name, const Error& why) {
                store_.tell(name, Result::left_out, why.sentence());
            });
            std::error_code none;
            if (fs::exists(path / kManifest, none))
                store_.tell(names_.of(path), Result::left_out, error.sentence());
        }
        if (folder.files.empty() && folder.foreign.empty() && !folder.has_manifest)
            store_.tell(names_.of(path), Result::left_out, said("store.file.empty_folder"));
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

    Names names_;
    StoreInMaking& store_;
    Delivery delivery_;
};

}  // namespace

Delivery sort_delivery(const std::vector<fs::path>& paths, StoreInMaking& store) {
    Sorter sorter(paths, store);
    for (const auto& path : paths) sorter.path(path);
    return sorter.take();
}

}  // namespace card::trust

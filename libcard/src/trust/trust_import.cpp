// SPDX-License-Identifier: Apache-2.0
#include "card/trust_import.h"

#include "card/error.h"
#include "trust/import_state.h"

namespace card {
namespace {

namespace fs = std::filesystem;

/// The folder will be replaced: nothing may stand in it that would go with the old one.
std::vector<TrustFile> present_files(const fs::path& store) {
    std::error_code error;
    auto present = fs::is_directory(store, error) ? trust::read_store(store) : trust::StoreFolder();
    present.foreign.insert(present.foreign.end(), present.unlisted.begin(), present.unlisted.end());
    if (!present.has_manifest)
        for (const auto& file : present.files)
            if (trust::kind_of(file.name) == trust::StoreFileKind::other)
                present.foreign.push_back(file.name);
    if (!present.foreign.empty())
        throw Error(Errc::usage, Step::trust_import,
                    said("store.import.foreign", {store.string(), present.foreign.front()}));
    return std::move(present.files);
}

}  // namespace

TrustImportResult trust::import_within(const Quotas& quotas, const fs::path& store,
                                       const TrustImportRequest& request) {
    using Kind = trust::StoreFileKind;
    trust::StoreInMaking making(present_files(store), request.now, quotas);
    auto delivery = trust::sort_delivery(request.files, making);
    trust::take_roots(delivery, request, making);
    trust::take_links(delivery, making);
    if (!delivery.master_lists.empty()) {
        const auto anchors = making.load([](Kind kind) {
            return kind == Kind::certificate || kind == Kind::crl || kind == Kind::withdrawals;
        });
        trust::take_master_lists(delivery, *anchors, making);
    }
    const auto all = making.load([](Kind) { return true; });
    trust::take_deviation_lists(delivery, *all, making);
    trust::take_revocation_lists(delivery, *all, making);
    trust::take_signers(delivery, *all, making, request);
    return making.finish();
}

TrustImportResult import_trust(const fs::path& store, const TrustImportRequest& request) {
    return trust::import_within({}, store, request);
}

}  // namespace card

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
    if (!present.foreign.empty())
        throw Error(Errc::usage, Step::trust_import,
                    store.string() + ": holds " + present.foreign.front() +
                        ", which is no part of this store: name a folder of its own, or move that "
                        "away and import it");
    return std::move(present.files);
}

}  // namespace

TrustImportResult import_trust(const fs::path& store, const TrustImportRequest& request) {
    using Kind = trust::StoreFileKind;
    trust::StoreInMaking making(present_files(store), request.now);
    auto delivery = trust::sort_delivery(request.files, making);
    trust::take_roots(delivery, request.fingerprints, making);
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

}  // namespace card

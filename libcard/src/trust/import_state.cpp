// SPDX-License-Identifier: Apache-2.0
#include "trust/import_state.h"

#include <algorithm>
#include <ctime>

#include "card/error.h"
#include "crypto/hash.h"
#include "trust/load_store.h"

namespace card::trust {

StoreInMaking::StoreInMaking(std::vector<StoreFile> store, std::int64_t now, const Quotas& quotas)
    : now_(now != 0 ? now : static_cast<std::int64_t>(std::time(nullptr))), quotas_(quotas) {
    for (auto& file : store) files.emplace(std::move(file.name), std::move(file.octets));
}

void StoreInMaking::tell(const std::string& file, Result result, Sentence sentence) {
    tell(file, result, std::move(sentence), 1);
}

void StoreInMaking::tell(const std::string& file, Result result, Sentence sentence,
                         std::size_t count) {
    (result == Result::taken   ? result_.taken
     : result == Result::known ? result_.known
                               : result_.left_out) += count;
    auto text = text_of(sentence, Language::en);
    result_.lines.push_back({result, file, std::move(text), std::move(sentence)});
}

std::shared_ptr<const TrustIndex> StoreInMaking::load_files(
    const std::function<bool(const std::string&)>& choose) const {
    std::vector<LoadFile> chosen;
    for (const auto& [name, octets] : files)
        if (choose(name)) chosen.push_back(by_name(name, octets));
    return load_trust(chosen);
}

Sentence StoreInMaking::problem_of_date(x509::Time date) const {
    if (!is_ahead(date)) return {};
    return said("store.import.ahead", {x509::date_text(date), x509::date_text(now_)});
}

std::size_t StoreInMaking::count(StoreFileKind kind) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        files, [kind](const auto& file) { return kind_of(file.first) == kind; }));
}

TrustImportResult StoreInMaking::finish() {
    std::size_t total = 0;
    bool fits = files.size() < kMaxTrustFiles;  // MANIFEST is one more
    for (auto& [name, octets] : files) {
        total += octets.size();
        fits = fits && octets.size() <= kMaxTrustFileSize;
        result_.files.push_back({name, std::move(octets)});
    }
    if (!fits || total > kMaxTrustStore)
        throw Error(Errc::usage, Step::trust_import, said("store.import.store_too_large"));
    result_.files.push_back(manifest_of(result_.files));
    return std::move(result_);
}

std::string fingerprint_of(ByteView octets) {
    return to_hex(crypto::digest(crypto::Hash::sha256, octets));
}
std::string short_name(ByteView octets) { return fingerprint_of(octets).substr(0, 16); }

}  // namespace card::trust

// SPDX-License-Identifier: Apache-2.0
// What reaches a trust store by post, stick or download (tests/specimens/deliveries.py), and how a
// test imports it.
#pragma once
#include <fstream>

#include "card/trust_import.h"
#include "support/fixtures.h"

namespace support {

namespace fs = std::filesystem;

inline fs::path delivery(const char* name) { return support::specimens() / "deliveries" / name; }
inline std::string fingerprint(const fs::path& file) {
    return card::certificate_fingerprint(support::read_file(file));
}

/// Puts what an import made into the place of the store.
inline void replace_store(const fs::path& store, const card::TrustImportResult& result) {
    fs::remove_all(store);
    fs::create_directories(store);
    for (const auto& [name, octets] : result.files)
        std::ofstream(store / name, std::ios::binary)
            .write(reinterpret_cast<const char*>(octets.data()),
                   static_cast<std::streamsize>(octets.size()));
}

/// As cardtool does, without its care for power failures (tests/tools/cardtool_test.cpp).
inline card::TrustImportResult import_into(const fs::path& store,
                                           const card::TrustImportRequest& request) {
    auto dated = request;
    if (dated.now == 0) dated.now = kToday;
    auto result = card::import_trust(store, dated);
    if (result.taken != 0) replace_store(store, result);
    return result;
}

}  // namespace support

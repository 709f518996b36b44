// SPDX-License-Identifier: Apache-2.0
// A store of the test's own, and deliveries that it is given.
#pragma once
#include "card/error.h"
#include "support/deliveries.h"

namespace support {

class TrustImport : public testing::Test {
protected:
    fs::path store() const { return folder_.path() / "store"; }

    card::TrustImportResult take(const std::vector<fs::path>& files,
                                 const std::vector<std::string>& pins = {}) {
        return import_into(store(), {files, pins, {}});
    }
    card::TrustImportLine::Result take_one(const char* name) {
        const auto result = take({delivery(name)});
        EXPECT_EQ(result.lines.size(), 1U) << name;
        return result.lines.at(0).result;
    }
    void take_root() {
        ASSERT_EQ(take({delivery("root.cer")}, {fingerprint(delivery("root.cer"))}).taken, 1U);
    }
    card::TrustStore loaded() const { return card::TrustStore::from_directory(store()); }

    support::Folder folder_;
};

}  // namespace support

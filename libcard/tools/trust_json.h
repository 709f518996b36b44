// SPDX-License-Identifier: Apache-2.0
// What the verbs of `cardtool trust` say, for scripts.
#pragma once
#include <filesystem>

#include <nlohmann/json_fwd.hpp>

#include "card/trust_import.h"
#include "card/trust_store.h"

namespace cardtool {

/// Everything that a store has, as of `now`; `conformance`: with what its
/// certificates lack of ICAO's profile.
nlohmann::ordered_json store_json(const card::TrustStore& store, std::int64_t now,
                                  bool conformance);
/// What an import did.
nlohmann::ordered_json import_json(const std::filesystem::path& folder,
                                   const card::TrustImportResult& result,
                                   const card::TrustStore& store);

}  // namespace cardtool

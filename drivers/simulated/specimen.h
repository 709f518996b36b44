// SPDX-License-Identifier: Apache-2.0
// A specimen as the maker wrote it (tests/specimens): one JSON file with the files, the keys and
// the ways of one card, and merge patches (RFC 7396) for its lies and its quirks.
#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "octets.h"

namespace simulated {

class Specimen {
public:
    /// Throws std::runtime_error that names the file.
    static Specimen load(const std::filesystem::path& file);
    /// A lie or a truth (quirk) by name, laid over this specimen. Throws std::runtime_error listing
    /// the names there are.
    Specimen with(const std::string& variation) const;
    /// Any other merge patch.
    Specimen patched(const nlohmann::json& patch) const;
    std::vector<std::string> variations() const;

    const nlohmann::json& data() const noexcept { return data_; }
    std::string text(const char* key) const { return data_.value(key, std::string()); }
    /// behaviour.NAME as text; empty where the card behaves.
    std::string behaviour(const char* name) const;
    int behaviour_number(const char* name, int otherwise) const;
    /// behaviour.NAME as a status word; 0 where the card behaves.
    std::uint16_t behaviour_status(const char* name) const;

private:
    nlohmann::json data_;
};

}  // namespace simulated

// SPDX-License-Identifier: Apache-2.0
#include "core/config.h"

#include <algorithm>
#include <numeric>

#include "core/config_check.h"
#include "core/config_keys.h"

namespace kiosk {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& file, const toml::node& node, const std::string& text) {
    throw ConfigError(file + ", line " + std::to_string(node.source().begin.line) + ": " + text);
}

std::vector<std::string> known_keys() {
    std::vector<std::string> keys;
    for (const auto& key : config_keys()) keys.push_back(key.name);
    return keys;
}

void take_list(Config& config, const std::string& file, const std::string& name,
               const toml::node& node);

void take(Config& config, const std::string& file, const std::string& name,
          const toml::node& node) {
    if (const auto* table = node.as_table()) {
        for (const auto& [child_name, child] : *table)
            take(config, file,
                 name.empty() ? std::string(child_name.str())
                              : name + "." + std::string(child_name.str()),
                 child);
        return;
    }
    if (name == "clinic" || name == "optional_purpose" || name == "output")
        return take_list(config, file, name, node);
    const auto found = std::ranges::find(config_keys(), name, &ConfigKey::name);
    if (found == config_keys().end()) {
        const auto near = nearest(name, known_keys());
        fail(file, node,
             "there is no '" + name + "'" + (near.empty() ? "" : "; is '" + near + "' meant?"));
    }
    try {
        found->take(config, node);
    } catch (const std::invalid_argument& error) {
        fail(file, node, name + ": " + error.what());
    }
}

/// Its keys are those of its kind, which only outputs/ knows.
void take_output(Config& config, const std::string& file, const toml::table& table) {
    auto& row = config.outputs.emplace_back();
    row.where = file + ", line " + std::to_string(table.source().begin.line);
    for (const auto& [key, value] : table) {
        const std::string name(key.str());
        try {
            (name == "kind" ? row.kind : row.values[name]) = text_of(value);
        } catch (const std::invalid_argument& error) {
            fail(file, value, "output." + name + ": " + error.what());
        }
    }
}

/// [[clinic]], [[optional_purpose]] and [[output]]: each table one more.
void take_list(Config& config, const std::string& file, const std::string& name,
               const toml::node& node) {
    static constexpr std::size_t kMost = 60;
    const auto* array = node.as_array();
    if (!array) fail(file, node, name + ": write [[" + name + "]]");
    for (const auto& entry : *array) {
        const auto* table = entry.as_table();
        if (!table) fail(file, node, name + ": write [[" + name + "]]");
        const auto there = name == "clinic"   ? config.clinics.size()
                           : name == "output" ? config.outputs.size()
                                              : config.optional_purposes.size();
        if (there == kMost) fail(file, entry, name + ": more than " + std::to_string(kMost));
        if (name == "output") {
            take_output(config, file, *table);
            continue;
        }
        if (name == "clinic") config.clinics.emplace_back();
        else config.optional_purposes.emplace_back();
        take(config, file, name, entry);
    }
}

void merge(Config& config, const fs::path& file) {
    try {
        take(config, file.string(), "", toml::parse_file(file.string()));
    } catch (const toml::parse_error& error) {
        throw ConfigError(file.string() + ", line " + std::to_string(error.source().begin.line) +
                          ": " + std::string(error.description()));
    }
}

/// Levenshtein's distance.
std::size_t distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

}  // namespace

std::string nearest(const std::string& word, const std::vector<std::string>& known) {
    std::string best;
    std::size_t least = word.size() / 2 + 1;
    for (const auto& candidate : known) {
        const std::size_t away = distance(word, candidate);
        if (away >= least) continue;
        least = away;
        best = candidate;
    }
    return best;
}

const char* name_of(Profile profile) {
    switch (profile) {
        case Profile::counter: return "counter";
        case Profile::hospital: return "hospital";
        case Profile::bank: return "bank";
    }
    return "";
}

std::set<card::FieldId> fields_hidden_by_default() {
    std::set<card::FieldId> fields;
    for (const auto& row : card::all_fields())
        if (row.is(card::FieldTrait::hidden)) fields.insert(row.id);
    return fields;
}

std::string describe_config() {
    std::string text = "| key | value | what it does |\n|---|---|---|\n";
    for (const auto& key : config_keys())
        text += "| " + key.name + " | " + key.kind + " | " + key.help + " |\n";
    return text;
}

void make_demo(Config& config, const std::string& demo_card, const fs::path& demo_trust) {
    static constexpr std::string_view kSimulated = "sim:";
    if (config.reader.starts_with("replay:"))
        throw ConfigError("reader.uri: a kiosk replays no transcript; write pcsc:, nfc: or sim:");
    const bool simulated = config.reader.starts_with(kSimulated);
    if (demo_card.empty() && !simulated) return;
    config.demo = true;
    config.demo_card = !demo_card.empty() ? demo_card : config.reader.substr(kSimulated.size());
    if (config.demo_card.starts_with(kSimulated)) config.demo_card.erase(0, kSimulated.size());
    config.reader = std::string(kSimulated) + config.demo_card;  // what pages and reports name
    config.trust = {demo_trust};
    config.policy = {};
    config.journal.clear();
    config.outputs.clear();
    config.state.clear();
    config.export_folder.clear();
    config.print_command.clear();
    config.help_command.clear();
}

Config load_config(const fs::path& file) {
    Config config;
    merge(config, file);
    std::vector<fs::path> more;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(file.parent_path() / "kiosk.d", error))
        if (entry.path().extension() == ".toml") more.push_back(entry.path());
    std::ranges::sort(more);
    for (const auto& path : more) merge(config, path);
    check(config, file.string());
    return config;
}

}  // namespace kiosk

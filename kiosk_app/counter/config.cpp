#include "counter/config.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <toml++/toml.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;
using Taker = std::function<void(Config&, const toml::node&)>;

[[noreturn]] void fail(const std::string& file, const toml::node& node, const std::string& text) {
    throw ConfigError(file + ", line " + std::to_string(node.source().begin.line) + ": " + text);
}

std::string text_of(const toml::node& node) {
    if (const auto value = node.value_exact<std::string>()) return *value;
    throw std::invalid_argument("a text in quotes is expected");
}

bool flag_of(const toml::node& node) {
    if (const auto value = node.value_exact<bool>()) return *value;
    throw std::invalid_argument("true or false is expected");
}

double number_of(const toml::node& node) {
    if (const auto value = node.value<double>()) return *value;
    throw std::invalid_argument("a number is expected");
}

std::vector<std::string> list_of(const toml::node& node) {
    const auto* array = node.as_array();
    if (!array) throw std::invalid_argument("a list of texts is expected");
    std::vector<std::string> list;
    for (const auto& entry : *array) list.push_back(text_of(entry));
    return list;
}

std::string one_of(const toml::node& node, const std::vector<std::string>& allowed) {
    const auto text = text_of(node);
    if (std::ranges::find(allowed, text) != allowed.end()) return text;
    const auto near = nearest(text, allowed);
    throw std::invalid_argument("'" + text + "' is not possible" + (near.empty() ? "" : "; is '" + near + "' meant?"));
}

double within(const toml::node& node, double least, double most) {
    const double value = number_of(node);
    if (value < least || value > most) throw std::invalid_argument("the number is outside " + std::to_string(static_cast<int>(least)) + " to " + std::to_string(static_cast<int>(most)));
    return value;
}

Profile profile_of(const toml::node& node) {
    const auto name = one_of(node, {"counter", "hospital", "bank"});
    return name == "counter" ? Profile::counter : name == "hospital" ? Profile::hospital : Profile::bank;
}

/// Every key there is, by its dotted name.
const std::map<std::string, Taker>& takers() {
    static const std::map<std::string, Taker> table{
        {"profile", [](Config& config, const toml::node& node) { config.profile = profile_of(node); }},
        {"demo", [](Config& config, const toml::node& node) { config.demo = flag_of(node); }},
        {"reader.light_and_buzzer", [](Config& config, const toml::node& node) { config.light_and_buzzer = flag_of(node); }},
        {"reader.uri", [](Config& config, const toml::node& node) { config.reader = text_of(node); }},
        {"reader.place", [](Config& config, const toml::node& node) { config.reader_place = one_of(node, {"right", "left", "below"}); }},
        {"trust.paths", [](Config& config, const toml::node& node) {
             config.trust.clear();
             for (const auto& path : list_of(node)) config.trust.emplace_back(path);
         }},
        {"operator.name_vi", [](Config& config, const toml::node& node) { config.operator_name.vi = text_of(node); }},
        {"operator.name_en", [](Config& config, const toml::node& node) { config.operator_name.en = text_of(node); }},
        {"operator.desk_vi", [](Config& config, const toml::node& node) { config.desk.vi = text_of(node); }},
        {"operator.desk_en", [](Config& config, const toml::node& node) { config.desk.en = text_of(node); }},
        {"operator.phone", [](Config& config, const toml::node& node) { config.phone = text_of(node); }},
        {"purpose.vi", [](Config& config, const toml::node& node) { config.purpose.vi = text_of(node); }},
        {"purpose.en", [](Config& config, const toml::node& node) { config.purpose.en = text_of(node); }},
        {"purpose.used_vi", [](Config& config, const toml::node& node) { config.used.vi = text_of(node); }},
        {"purpose.used_en", [](Config& config, const toml::node& node) { config.used.en = text_of(node); }},
        {"purpose.unused_vi", [](Config& config, const toml::node& node) { config.unused.vi = text_of(node); }},
        {"purpose.unused_en", [](Config& config, const toml::node& node) { config.unused.en = text_of(node); }},
        {"purpose.kept_at_vi", [](Config& config, const toml::node& node) { config.kept_at.vi = text_of(node); }},
        {"purpose.kept_at_en", [](Config& config, const toml::node& node) { config.kept_at.en = text_of(node); }},
        {"purpose.kept_for_vi", [](Config& config, const toml::node& node) { config.kept_for.vi = text_of(node); }},
        {"purpose.kept_for_en", [](Config& config, const toml::node& node) { config.kept_for.en = text_of(node); }},
        {"screen.width_mm", [](Config& config, const toml::node& node) { config.screen_width_mm = within(node, 80, 2000); }},
        {"screen.distance_mm", [](Config& config, const toml::node& node) { config.viewing_distance_mm = within(node, 200, 2000); }},
        {"privacy.hidden_fields", [](Config& config, const toml::node& node) {
             const auto list = list_of(node);
             config.hidden_fields = {list.begin(), list.end()};
         }},
        {"journal.file", [](Config& config, const toml::node& node) { config.journal = text_of(node); }},
    };
    return table;
}

std::vector<std::string> known_keys() {
    std::vector<std::string> keys;
    for (const auto& [key, taker] : takers()) keys.push_back(key);
    return keys;
}

void take(Config& config, const std::string& file, const std::string& key, const toml::node& node) {
    if (const auto* table = node.as_table()) {
        for (const auto& [name, child] : *table) take(config, file, key.empty() ? std::string(name.str()) : key + "." + std::string(name.str()), child);
        return;
    }
    const auto found = takers().find(key);
    if (found == takers().end()) {
        const auto near = nearest(key, known_keys());
        fail(file, node, "there is no '" + key + "'" + (near.empty() ? "" : "; is '" + near + "' meant?"));
    }
    try {
        found->second(config, node);
    } catch (const std::invalid_argument& error) {
        fail(file, node, key + ": " + error.what());
    }
}

void merge(Config& config, const fs::path& file) {
    try {
        take(config, file.string(), "", toml::parse_file(file.string()));
    } catch (const toml::parse_error& error) {
        throw ConfigError(file.string() + ", line " + std::to_string(error.source().begin.line) + ": " + std::string(error.description()));
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

Config load_config(const fs::path& file) {
    Config config;
    merge(config, file);
    std::vector<fs::path> more;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(file.parent_path() / "kiosk.d", error))
        if (entry.path().extension() == ".toml") more.push_back(entry.path());
    std::ranges::sort(more);
    for (const auto& path : more) merge(config, path);
    return config;
}

}  // namespace kiosk

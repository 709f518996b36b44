// SPDX-License-Identifier: Apache-2.0
#include "core/config_check.h"

#include <unistd.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "card/error.h"
#include "card/readers.h"
#include "card/trust_store.h"
#include "core/pin_lock.h"

namespace kiosk {
namespace {

namespace fs = std::filesystem;

/// "07:00-11:30 13:00-16:30"
bool hours_are_readable(const std::string& hours) {
    static constexpr std::string_view kForm = "dd:dd-dd:dd";
    std::istringstream spans(hours);
    for (std::string span; spans >> span;) {
        if (span.size() != kForm.size()) return false;
        for (std::size_t i = 0; i < span.size(); ++i)
            if (kForm[i] == 'd' ? span[i] < '0' || span[i] > '9' : span[i] != kForm[i])
                return false;
        if (span.substr(0, 2) > "23" || span.substr(6, 2) > "23" || span[3] > '5' || span[9] > '5')
            return false;
    }
    return true;
}

/// "the [[clinic]] 2 (eyes)"
std::string name_of(const Config& config, const Clinic& clinic) {
    const auto place = &clinic - config.clinics.data() + 1;
    const auto& name = !clinic.id.empty() ? clinic.id : clinic.name.vi;
    return "the [[clinic]] " + std::to_string(place) + (name.empty() ? "" : " (" + name + ")");
}

/// A clinic without a name cannot be chosen.
void check_names(const Config& config, const Clinic& clinic) {
    const std::pair<const char*, const std::string*> needed[]{
        {"id", &clinic.id}, {"name_vi", &clinic.name.vi}, {"name_en", &clinic.name.en}};
    std::string lacking;
    for (const auto& [key, text] : needed)
        if (text->empty()) lacking += (lacking.empty() ? "" : " and ") + std::string(key);
    if (!lacking.empty()) throw ConfigError(name_of(config, clinic) + " lacks " + lacking);
}

/// Two people with one number wait for one call.
void check_numbers(const Config& config) {
    std::map<std::string, std::string> owners{{kDeskSeries, "the guidance desk"}}, ids;
    for (const auto& clinic : config.clinics) {
        const auto name = name_of(config, clinic);
        const auto [owner, is_first] = owners.emplace(clinic.series, name);
        if (!is_first)
            throw ConfigError(owner->second + " and " + name + " give the same numbers, '" +
                              clinic.series + "001': write another clinic.series");
        if (clinic.id == kDeskId || !ids.emplace(clinic.id, name).second)
            throw ConfigError(name + ": this clinic.id is taken already: write another");
    }
}

void check_all(const Config& config) {
    if (!hours_are_readable(config.hours))
        throw ConfigError("operator.hours: write spans as 07:00-11:30 13:00-16:30");
    for (const auto& clinic : config.clinics) check_names(config, clinic);
    check_numbers(config);
    for (const auto& purpose : config.optional_purposes)
        if (purpose.vi.empty() || purpose.en.empty())
            throw ConfigError("an [[optional_purpose]] lacks vi or en");
    if (!config.admin_pin.empty() && !is_pin_hash(config.admin_pin))
        throw ConfigError(
            "admin.pin: write what 'card-kiosk --hash-pin' prints, never the PIN itself");
    const auto kinds = card::reader_kinds();
    if (std::ranges::find(kinds, config.reader.substr(0, config.reader.find(':'))) == kinds.end())
        throw ConfigError("reader.uri: there is no such kind of reader: use one of " +
                          card::reader_forms());
}

bool is_program(const std::string& name, const std::string& search_path) {
    std::error_code error;
    const auto runs = [&error](const fs::path& file) {
        return fs::is_regular_file(file, error) && access(file.c_str(), X_OK) == 0;
    };
    if (name.find('/') != std::string::npos) return runs(name);
    std::istringstream folders(search_path);
    for (std::string folder; std::getline(folders, folder, ':');)
        if (!folder.empty() && runs(fs::path(folder) / name)) return true;
    return false;
}

}  // namespace

void check(const Config& config, const std::string& file) {
    try {
        check_all(config);
    } catch (const ConfigError& error) {
        throw ConfigError(file + ": " + error.what());
    }
}

bool can_write(fs::path folder) {
    std::error_code error;
    while (!folder.empty() && !fs::exists(folder, error) && folder != folder.parent_path())
        folder = folder.parent_path();
    return fs::is_directory(folder, error) && access(folder.c_str(), W_OK | X_OK) == 0;
}

std::vector<std::string> problems_of_trust(const Config& config, std::int64_t now) {
    std::vector<std::string> problems;
    for (const auto& path : config.trust)
        if (std::error_code error; !fs::exists(path, error))
            problems.push_back("trust.paths: there is no " + path.string() +
                               ": the kiosk does not start (cardtool trust import)");
    if (!problems.empty()) return problems;
    try {
        const auto store = card::TrustStore::from_paths(config.trust);
        if (store.anchors() == 0)
            problems.emplace_back(
                "trust.paths: no root certificate in it: no card can be called genuine");
        else if (config.policy.revocation == card::Policy::Revocation::required &&
                 store.current_revocation_lists(now) == 0)
            problems.emplace_back(
                "trust.paths: no current revocation list in it: no card can be called genuine "
                "(cardtool trust update)");
    } catch (const card::Error& error) {
        problems.push_back(std::string("trust.paths: the kiosk does not start: ") + error.what());
    }
    return problems;
}

std::vector<std::string> problems_here(const Config& config, const std::string& search_path) {
    std::vector<std::string> problems;
    const auto folder = [&problems](const char* key, const fs::path& path) {
        if (!path.empty() && !can_write(path))
            problems.push_back(std::string(key) + ": this user cannot write into " + path.string());
    };
    folder("state.folder", config.state);
    folder("counter.export_folder", config.export_folder);
    const auto program = [&](const char* key, const std::vector<std::string>& command) {
        if (!command.empty() && !is_program(command.front(), search_path))
            problems.push_back(std::string(key) + ": there is no program " + command.front());
    };
    program("print.command", config.print_command);
    program("help.command", config.help_command);
    if (config.profile == Profile::hospital && config.clinics.empty())
        problems.emplace_back("a hospital without a [[clinic]]: visitors have nowhere to go");
    if (config.profile == Profile::hospital && config.state.empty())
        problems.emplace_back(
            "state.folder: a hospital without it gives its first numbers again after a restart");
    return problems;
}

}  // namespace kiosk

// SPDX-License-Identifier: Apache-2.0
#include "outputs/outputs.h"

#include <algorithm>
#include <exception>
#include <iostream>
#include <set>

#include "card/printable.h"
#include "core/config_check.h"
#include "outputs/folder.h"
#include "outputs/journal.h"

namespace kiosk {
namespace {

namespace fs = std::filesystem;

/// Of every kind: what the administrator's page calls it.
constexpr const char* kNameKey = "name";

/// The value of a key that check_outputs() has found.
const std::string& value(const OutputRow& row, const char* key) { return row.values.at(key); }

constexpr OutputKey kJournalKeys[]{
    {OutputKey::Names::file, "file", "the journal, a line a visit without personal data"}};
constexpr OutputKey kFolderKeys[]{
    {OutputKey::Names::folder, "path", "where the files wait until they are picked up"}};

/// One row a kind.
constexpr OutputKind kKinds[]{
    {"journal", "a line a visit at the end of one file",
     [](const OutputRow& row) -> std::unique_ptr<Output> {
         return std::make_unique<Journal>(value(row, "file"));
     },
     kJournalKeys},
    {"folder", "a JSON file a visit, for a program of the house to pick up and delete",
     [](const OutputRow& row) -> std::unique_ptr<Output> {
         return std::make_unique<FolderOutput>(value(row, "path"));
     },
     kFolderKeys},
};

/// As if `journal.file` were an [[output]] as well.
std::vector<OutputRow> rows_of(const Config& config) {
    std::vector<OutputRow> rows;
    if (!config.journal.empty())
        rows.push_back({"journal", {{"file", config.journal.string()}}, "journal.file"});
    rows.insert(rows.end(), config.outputs.begin(), config.outputs.end());
    return rows;
}

[[noreturn]] void fail_unknown(const OutputRow& row, const std::string& what,
                               const std::string& word, const std::vector<std::string>& known) {
    const auto near = nearest(word, known);
    throw ConfigError(row.where + ": there is no " + what + " '" + word + "'" +
                      (near.empty() ? "" : "; is '" + near + "' meant?"));
}

const OutputKind& kind_of(const OutputRow& row) {
    const auto found = std::ranges::find(kKinds, row.kind, &OutputKind::name);
    if (found != std::end(kKinds)) return *found;
    std::vector<std::string> known;
    for (const auto& kind : kKinds) known.emplace_back(kind.name);
    if (row.kind.empty()) throw ConfigError(row.where + ": this [[output]] lacks its kind");
    fail_unknown(row, "output of kind", row.kind, known);
}

void check_row(const OutputRow& row, const OutputKind& kind) {
    std::vector<std::string> known{kNameKey};
    for (const auto& key : kind.keys) known.emplace_back(key.name);
    for (const auto& [name, text] : row.values)
        if (std::ranges::find(known, name) == known.end()) fail_unknown(row, "key", name, known);
    for (const auto& key : kind.keys) {
        const auto found = row.values.find(key.name);
        if (found == row.values.end() || found->second.empty())
            throw ConfigError(row.where + ": an output of kind '" + row.kind + "' needs '" +
                              key.name + "': " + key.help);
    }
}

/// An output that was made beside the configured ones.
class Handed final : public Output {
public:
    explicit Handed(VisitSink& sink) : sink_(sink) {}
    bool wants_document() const override { return sink_.wants_document(); }
    bool sends() const override { return sink_.sends(); }
    std::string take(const Visit& visit) override {
        sink_.take(visit);
        return {};
    }

private:
    VisitSink& sink_;
};

}  // namespace

std::span<const OutputKind> output_kinds() { return kKinds; }

void check_outputs(const Config& config) {
    std::set<std::pair<std::string, std::string>> places;
    for (const auto& row : rows_of(config)) {
        const auto& kind = kind_of(row);
        check_row(row, kind);
        for (const auto& key : kind.keys)
            if (key.names != OutputKey::Names::anything &&
                !places.emplace(row.kind, value(row, key.name)).second)
                throw ConfigError(row.where + ": " + value(row, key.name) +
                                  " is an output already: each visit would be in it twice");
    }
}

std::vector<std::string> problems_of_outputs(const Config& config) {
    std::vector<std::string> problems;
    for (const auto& row : rows_of(config))
        for (const auto& key : kind_of(row).keys) {
            if (key.names == OutputKey::Names::anything) continue;
            const fs::path path = value(row, key.name);
            const auto folder =
                key.names == OutputKey::Names::file ? fs::absolute(path).parent_path() : path;
            std::error_code error;
            if (!fs::is_directory(folder, error))
                problems.push_back(row.where + ": there is no folder " + folder.string() +
                                   ": nothing is written");
            else if (!can_write(folder))
                problems.push_back(row.where + ": this user cannot write into " + folder.string());
        }
    return problems;
}

std::string describe_outputs() {
    std::string text = "| kind | what it is | key | what it is |\n|---|---|---|---|\n";
    for (const auto& kind : kKinds)
        for (const auto& key : kind.keys)
            text += std::string("| ") + kind.name + " | " + kind.help + " | " + key.name + " | " +
                    key.help + " |\n";
    return text;
}

Outputs::Outputs(const Config& config, std::function<std::int64_t()> now) : now_(std::move(now)) {
    check_outputs(config);
    for (const auto& row : rows_of(config)) {
        const auto name = row.values.find(kNameKey);
        entries_.push_back(
            {name == row.values.end() ? row.kind : name->second, row.kind, kind_of(row).make(row)});
    }
}

void Outputs::add(std::string name, VisitSink& sink) {
    entries_.push_back({std::move(name), "", std::make_unique<Handed>(sink)});
}

bool Outputs::wants_document() const {
    return std::ranges::any_of(entries_,
                               [](const Entry& entry) { return entry.output->wants_document(); });
}

bool Outputs::sends() const {
    return std::ranges::any_of(entries_, [](const Entry& entry) { return entry.output->sends(); });
}

void Outputs::take(const Visit& visit) {
    // Who did not ask for the card's data does not get them because another did.
    auto without_document = visit;
    without_document.document = nullptr;
    without_document.report = nullptr;
    for (auto& entry : entries_) {
        std::string reason;
        try {
            reason = entry.output->take(entry.output->wants_document() ? visit : without_document);
        } catch (const std::exception&) {
            reason = "a.output.failed";
        }
        note(entry, std::move(reason));
    }
}

/// Whoever looks at standard error reads of it once each way.
void Outputs::note(Entry& entry, std::string reason) {
    if (reason != entry.health.reason)
        std::cerr << "card-kiosk: the output " + card::printable(entry.name) +
                         (reason.empty() ? " takes visits again"
                                         : " does not take visits: " + reason) +
                         "\n";
    const std::lock_guard lock(mutex_);
    if (reason.empty()) entry.health.last_success = now_();
    else ++entry.health.failures;
    entry.health.reason = std::move(reason);
}

std::vector<Outputs::State> Outputs::states() const {
    const std::lock_guard lock(mutex_);
    std::vector<State> states;
    states.reserve(entries_.size());
    for (const auto& entry : entries_) states.push_back({entry.name, entry.kind, entry.health});
    return states;
}

}  // namespace kiosk

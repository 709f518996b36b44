// SPDX-License-Identifier: Apache-2.0
// What may be wrong with a machine's anchors, lists and clock.
#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <filesystem>
#include <optional>

#include "card/card.h"
#include "common.h"
#include "doctor.h"

namespace cardtool {
namespace {

namespace fs = std::filesystem;
using Weight = Finding::Weight;
using Findings = std::vector<Finding>;

std::int64_t now_of(const Machine& machine) {
    if (machine.now != 0) return machine.now;
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

/// As a shell takes it for one word; FILE where a terminal could not show it.
std::string shell_word(const std::string& text) {
    const auto plain = [](unsigned char c) {
        return std::isalnum(c) != 0 ||
               std::string_view("._-/").find(static_cast<char>(c)) != std::string_view::npos;
    };
    if (!text.empty() && std::ranges::all_of(text, plain)) return text;
    const bool shown = std::ranges::all_of(
        text, [](unsigned char c) { return c >= ' ' && c <= '~' && c != '\''; });
    return shown ? "'" + text + "'" : "FILE";
}

/// What a command for this store says after its files; the usual store needs no naming.
std::string to(const fs::path& store) {
    return store == kDefaultStore ? std::string() : " --to " + shell_word(store.string());
}

std::string taken_by_update(const fs::path& store, const std::string& name) {
    return "sudo mv " + shell_word((store / name).string()) +
           " /tmp/ && sudo cardtool trust update " + shell_word("/tmp/" + name) + to(store);
}

/// The folder that updates go to.
fs::path store_of(const Machine& machine) {
    std::error_code error;
    for (const auto& store : machine.stores)
        if (fs::is_directory(store, error)) return store;
    return kDefaultStore;
}

std::string bring_list(const Machine& machine) {
    return "sudo cardtool trust update CSCA.crl" + to(store_of(machine));
}

/// Of a list that counts some certificates may not: that is no fault of this machine.
bool counts_in_part(const card::TrustStore& trust, const std::string& file) {
    return std::filesystem::path(file).extension() == ".dsc" ||
           std::ranges::any_of(trust.master_lists(), [&file](const auto& list) {
               return list.file == file && list.loaded;
           });
}

/// The store in which that file lies and is no part of: of an imported one it may be moved away
/// only where MANIFEST does not list it, or the store would be torn.
std::optional<fs::path> foreign_in(const Machine& machine, const card::TrustStoreNote& note) {
    std::error_code error;
    for (const auto& store : machine.stores)
        if (fs::exists(fs::symlink_status(store / note.file, error)) &&
            (note.foreign || !fs::exists(store / "MANIFEST", error)))
            return store;
    return {};
}

/// What lies in the store and does not count: updates may fail by it, and the one who put it there
/// believes that it counts. What an import took and a withdrawal ended stays where it is.
void examine_foreign_files(const Machine& machine, const card::TrustStore& trust,
                           Findings& findings) {
    for (const auto& note : trust.notes()) {
        if (!note.refused || counts_in_part(trust, note.file)) continue;
        const auto store = foreign_in(machine, note);
        findings.push_back(
            {store ? Weight::broken : Weight::worth_knowing,
             tr(store ? "cardtool.doctor.foreign_file" : "cardtool.doctor.counts_no_more",
                {note.file, text_of(note.sentence, language())}),
             store ? taken_by_update(*store, note.file) : std::string()});
    }
}

/// What a store's notes do not say: folders in a folder that no import has made, and whose what
/// lies there is.
void examine_store_folder(const fs::path& store, Findings& findings) {
    static constexpr int kMaxEntries = 20'000;
    static constexpr std::size_t kMaxTold = 16;
    struct stat about {};
    if (stat(store.c_str(), &about) != 0 || !S_ISDIR(about.st_mode)) return;
    const auto owner = about.st_uid;
    std::error_code error;
    const bool imported = fs::exists(store / "MANIFEST", error);
    int seen = 0;
    const auto before = findings.size();
    for (const auto& entry : fs::directory_iterator(store, error)) {
        if (++seen > kMaxEntries || findings.size() - before == kMaxTold) return;
        if (lstat(entry.path().c_str(), &about) != 0) continue;
        const auto name = entry.path().filename().string();
        const auto finding = [&](Weight weight, std::string_view id, const std::string& mend) {
            findings.push_back({weight, tr(id, {name}), mend});
        };
        if (!imported && S_ISDIR(about.st_mode))
            finding(Weight::worth_knowing, "cardtool.doctor.folder", taken_by_update(store, name));
        if (about.st_uid != owner && about.st_uid != 0)
            finding(Weight::broken, "cardtool.doctor.owner",
                    "sudo chown -h --reference=" + shell_word(store.string()) + " " +
                        shell_word((store / name).string()));
    }
}

void examine_revocation_lists(const Machine& machine, const card::TrustStore& trust,
                              Findings& findings) {
    if (trust.revocation_lists() == 0)
        findings.push_back({Weight::broken, tr("cardtool.doctor.no_lists"), bring_list(machine)});
    else if (trust.current_revocation_lists(now_of(machine)) == 0)
        findings.push_back({Weight::broken, tr("cardtool.doctor.lists_past"), bring_list(machine)});
    else if (const auto stale =
                 trust.revocation_lists() - trust.current_revocation_lists(now_of(machine));
             stale > 0)
        findings.push_back({Weight::worth_knowing,
                            tr("cardtool.doctor.some_lists_past",
                               {std::to_string(stale), std::to_string(trust.revocation_lists())}),
                            bring_list(machine)});
    else findings.push_back({Weight::fine, tr("cardtool.doctor.lists_current"), {}});
}

}  // namespace

void examine_trust(const Machine& machine, const card::TrustStore& trust, Findings& findings) {
    if (trust.anchors() == 0) {
        findings.push_back(
            {Weight::broken, tr("cardtool.doctor.no_anchor"),
             "sudo cardtool trust import FILE --fingerprint SHA-256" + to(store_of(machine))});
        return;
    }
    findings.push_back(
        {Weight::fine, tr("cardtool.doctor.anchors", {std::to_string(trust.anchors())}), {}});
    examine_foreign_files(machine, trust, findings);
    for (const auto& store : machine.stores) examine_store_folder(store, findings);
    examine_revocation_lists(machine, trust, findings);
}

/// The clock is judged as every report judges it.
void examine_clock(const Machine& machine, const card::TrustStore& trust, Findings& findings) {
    const auto wrong = [&](std::int64_t now) {
        card::Policy policy;
        policy.now = now;
        policy.last_run = machine.last_run;
        const auto report = card::verify(card::Document(), trust, policy);
        const auto& check = *report.check(card::CheckId::time_clock);
        return check.outcome == card::Outcome::passed ? card::Reason::none
                                                      : check.reasons.front().reason;
    };
    // Nobody uses a program ten years after it was built: a clock that says so has jumped ahead.
    static constexpr std::int64_t kTenYears = 10LL * 365 * 86400;
    const auto now = wrong(now_of(machine));
    if (now == card::Reason::none && wrong(now_of(machine) - kTenYears) != card::Reason::none) {
        findings.push_back({Weight::fine, tr("cardtool.doctor.clock"), {}});
        return;
    }
    const bool behind = now == card::Reason::clock_before_last_run;
    findings.push_back({Weight::broken,
                        tr(behind ? "reason.clock_before_last_run" : "cardtool.doctor.clock_off"),
                        "sudo timedatectl set-ntp true"});
}

}  // namespace cardtool

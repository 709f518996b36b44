// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "common.h"
#include "store_folder.h"

namespace cardtool {
namespace {

constexpr const char* kDefaultStore = "/etc/libcard/csca";

struct Import {
    std::vector<std::filesystem::path> files;
    std::vector<std::string> fingerprints;
    std::filesystem::path to = kDefaultStore;

    int run() const {
        card::TrustImportRequest request{files, fingerprints, {}};
        if (is_terminal(STDERR_FILENO))
            request.progress = [](std::size_t done, std::size_t of) {
                std::cerr << "checking " << done << " of " << of << '\r';
            };
        const auto folder = store_folder(to);
        const StoreLock lock(folder);
        const auto result = card::import_trust(folder, request);
        if (result.taken > 0) replace_store(folder, result.files);
        using Result = card::TrustImportLine::Result;
        for (const auto& line : result.lines) {
            const char* word = line.result == Result::taken   ? "taken     "
                               : line.result == Result::known ? "there     "
                                                              : "LEFT OUT  ";
            wrap(word, line.file + ": " + line.text, 10);
        }
        if (result.lines.empty()) std::cout << "nothing to import in what you named\n";
        const auto store = std::filesystem::is_directory(folder)
                               ? card::TrustStore::from_directory(folder)
                               : card::TrustStore();
        std::cout << folder.string()
                  << (result.taken > 0 ? ": replaced; it now has\n" : ": unchanged; it has\n");
        print_counts(store);
        return result.taken + result.known > 0 ? kDone : kWrongUse;
    }

    static void print_counts(const card::TrustStore& store) {
        std::cout << store.anchors() << " anchors, " << store.revocation_lists()
                  << " revocation lists, " << store.signers() << " imported signers, "
                  << store.deviation_lists() << " deviation lists\n";
    }
};

int list(const TrustOptions& trust) {
    const auto store = trust.load();
    std::cout << "digest " << store.digest().substr(0, 16) << '\n';
    Import::print_counts(store);
    for (const auto& summary : store.master_lists()) {
        wrap("",
             summary.file + ": " + std::to_string(summary.certificates) + " certificates, " +
                 std::to_string(summary.refused) + " refused, " +
                 (summary.loaded
                      ? "loaded; its signer's certificate ends on " + summary.signer_valid_until
                      : "not loaded: " + summary.problem),
             2);
    }
    for (const auto& line : store.describe_anchors()) wrap("  ", line, 4);
    return kDone;
}

int check(const TrustOptions& trust) {
    const auto store = trust.load();
    const auto refused =
        std::ranges::count_if(store.notes(), [](const auto& note) { return note.refused; });
    std::cout << refused << " files or certificates refused\n";
    Import::print_counts(store);
    for (const auto& summary : store.master_lists()) {
        const auto kinds = store.count_kinds(summary.file);
        wrap("",
             summary.file + ": " + std::to_string(kinds.self_signed) + " self-signed, " +
                 std::to_string(kinds.links) + " links (" + std::to_string(kinds.same_name_links) +
                 " with the same name on both sides), " + std::to_string(kinds.others) + " others",
             2);
    }
    return store.anchors() == 0 ? kWrongUse : kDone;
}

}  // namespace

void add_trust(CLI::App& app, int& exit_code) {
    auto* verb = app.add_subcommand("trust", "look after the anchors");
    verb->require_subcommand(1);
    auto import = std::make_shared<Import>();
    auto* import_verb =
        verb->add_subcommand("import", "take certificates and lists; roots by SHA-256");
    import_verb
        ->add_option("files", import->files,
                     "certificates, CRLs, signed lists, LDIF of ICAO's PKD, folders")
        ->required();
    import_verb
        ->add_option("--fingerprint", import->fingerprints,
                     "SHA-256 of a root that becomes an anchor")
        ->allow_extra_args(false);
    import_verb->add_option("--to", import->to, "folder of the store");
    import_verb->callback([import, &exit_code] { exit_code = import->run(); });
    auto* update_verb =
        verb->add_subcommand("update", "take what is newer, from a stick or download");
    update_verb->add_option("files", import->files, "what import takes; no new roots")->required();
    update_verb->add_option("--to", import->to, "folder of the store");
    update_verb->callback([import, &exit_code] { exit_code = import->run(); });

    auto options = std::make_shared<TrustOptions>();
    auto* list_verb = verb->add_subcommand("list", "list the anchors of a store");
    list_verb->add_option("store", options->paths, "folders or files");
    list_verb->callback([options, &exit_code] { exit_code = list(*options); });
    auto* check_verb = verb->add_subcommand("check", "check a store, count roots and links");
    check_verb->add_option("store", options->paths, "folders or files");
    check_verb->callback([options, &exit_code] { exit_code = check(*options); });
}

}  // namespace cardtool

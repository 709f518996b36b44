// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <nlohmann/json.hpp>

#include "stop.h"
#include "store_folder.h"
#include "trust_json.h"
#include "trust_verbs.h"

namespace cardtool {
namespace {

struct Import {
    card::TrustImportRequest request;
    std::filesystem::path to = kDefaultStore;
    OutputOptions output;

    int run() {
        request.progress = [](std::size_t done, std::size_t of) {
            check_stop();
            show_status(tr("cardtool.status.judged", {std::to_string(done), std::to_string(of)}));
        };
        auto origin = origin_now();
        return reported(output, origin, [this] { return take(); });
    }

private:
    int take() {
        const auto folder = store_folder(to);
        std::error_code error;
        // A name that was mistyped makes no folder, nor a lock.
        made_ = !std::filesystem::exists(folder, error);
        if (made_) {
            const auto first = card::import_trust(folder, request);
            if (first.taken == 0) return tell(folder, first, {});
            make_parents(folder);
        }
        const StoreLock lock(folder);
        remove_leftovers(folder);
        const auto result = card::import_trust(folder, request);
        if (result.taken > 0) replace_store(folder, result.files);
        return tell(folder, result,
                    std::filesystem::is_directory(folder, error)
                        ? card::TrustStore::from_directory(folder)
                        : card::TrustStore());
    }

    int tell(const std::filesystem::path& folder, const card::TrustImportResult& result,
             const card::TrustStore& store) const {
        clear_status();
        if (output.json) print_json(import_json(folder, result, store));
        else print(folder, result, store);
        if (result.taken + result.known == 0) return kWrongUse;
        return result.left_out > 0 ? kInPart : kDone;
    }

    void print(const std::filesystem::path& folder, const card::TrustImportResult& result,
               const card::TrustStore& store) const {
        using Result = card::TrustImportLine::Result;
        for (const auto& line : result.lines) {
            const auto word = tr(line.result == Result::taken   ? "cardtool.trust.taken"
                                 : line.result == Result::known ? "cardtool.trust.known"
                                                                : "cardtool.trust.left_out");
            wrap(padded(word, 10), text_of(line), 10);
        }
        if (result.lines.empty()) say(tr("cardtool.trust.nothing"));
        wrap("",
             tr("cardtool.trust.sums", {std::to_string(result.taken), std::to_string(result.known),
                                        std::to_string(result.left_out)}),
             2);
        std::error_code error;
        const bool there = std::filesystem::exists(folder, error);
        wrap("",
             tr(!there             ? "cardtool.trust.not_made"
                : made_            ? "cardtool.trust.made"
                : result.taken > 0 ? "cardtool.trust.replaced"
                                   : "cardtool.trust.unchanged",
                {folder.string()}),
             2);
        if (there) print_counts(store);
    }

    static std::string text_of(const card::TrustImportLine& line) {
        const auto text = card::text_of(line.sentence, language());
        // What cannot be opened is named by its path.
        const auto& named = line.sentence.arguments;
        const bool names_itself = !named.empty() && text.starts_with(named.front().same + ": ") &&
                                  std::filesystem::path(named.front().same).filename() ==
                                      std::filesystem::path(line.file).filename();
        return names_itself ? text : line.file + ": " + text;
    }

    bool made_ = false;  ///< there was no such store
};

CLI::App* add_verb(CLI::App& verb, const char* name, const std::string& help, const char* example,
                   const std::shared_ptr<Import>& import, int& exit_code) {
    auto* added = verb.add_subcommand(name, help);
    added->footer(example);
    added->add_option("FILE", import->request.files, tr("cardtool.help.import_files"))
        ->required()
        ->type_name("FILE");
    added->add_option("--to", import->to, tr("cardtool.help.to_store"))->type_name("DIR");
    import->output.add_to(*added);
    added->callback([import, &exit_code] { exit_code = import->run(); });
    return added;
}

}  // namespace

void add_trust_import(CLI::App& verb, int& exit_code) {
    auto import = std::make_shared<Import>();
    auto* import_verb = add_verb(verb, "import", tr("cardtool.help.import"),
                                 "cardtool.example.import", import, exit_code);
    import_verb
        ->add_option("--fingerprint", import->request.fingerprints, tr("cardtool.help.fingerprint"))
        ->type_name("SHA256")
        ->allow_extra_args(false);
    import_verb->add_option("--state", import->request.state, tr("cardtool.help.for_state"))
        ->type_name("CODE");
    add_verb(verb, "update", tr("cardtool.help.update"), "cardtool.example.update", import,
             exit_code);
}

}  // namespace cardtool

// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <unistd.h>

#include <iostream>

#include "card/readers.h"
#include "common.h"

namespace cardtool {
namespace {

struct ReadVerb {
    std::string reader = "pcsc:", save, record;
    bool no_portrait = false;
    std::filesystem::path terminal_certificates, terminal_key;
    KeyOptions key;
    TrustOptions trust;
    PolicyOptions policy;
    OutputOptions output;

    int run() const {
        const auto access_key = key.key();
        const auto judgement = policy.policy();
        const auto store = trust.load();
        const auto stop = stop_on_signal();
        auto source = card::logged(card::open_reader(reader));
        if (is_terminal(STDERR_FILENO)) std::cerr << "put the card on " << source->name() << " ...";
        card::SecretBytes seed = session_seed();
        if (!record.empty()) source = card::record(std::move(source), record, seed.view());
        card::SeededRandom random(std::move(seed));
        card::ReadOptions options;
        options.random = &random;
        options.stop = stop;
        options.portrait = !no_portrait;
        if (is_terminal(STDERR_FILENO)) options.progress = show;
        card::Terminal terminal;
        const auto signing_key =
            terminal_key.empty() ? nullptr : card::terminal_key_from_pem(read_file(terminal_key));
        if (signing_key) {
            terminal = {certificates_in(terminal_certificates), signing_key.get()};
            options.terminal = &terminal;
        }
        const auto document = card::read(*source, access_key, options);
        if (is_terminal(STDERR_FILENO)) std::cerr << "\r\033[K";
        const auto& shown = document.terminal_authentication;
        if (signing_key && !shown.problem.empty())
            std::cerr << "cardtool: fingers and irises stay protected: " << shown.problem << '\n';
        if (!save.empty()) save_folder(document, save);
        return print_report(card::verify(document, store, judgement, key.body()), output);
    }

    static std::vector<card::Bytes> certificates_in(const std::filesystem::path& folder) {
        std::vector<card::Bytes> certificates;
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.path().extension() == ".cvcert")
                certificates.push_back(read_file(entry.path()));
        return certificates;
    }

    /// Of a transcript that is replayed, else new.
    card::SecretBytes session_seed() const {
        static constexpr std::string_view kReplay = "replay:";
        if (reader.starts_with(kReplay)) {
            auto recorded = card::transcript_seed(reader.substr(kReplay.size()));
            if (!recorded.empty()) return card::SecretBytes(std::move(recorded));
        }
        static constexpr std::size_t kSeedSize = 32;
        card::SecretBytes fresh(kSeedSize);
        card::SystemRandom().fill(fresh.writable());
        return fresh;
    }

    static void show(const card::Progress& progress) {
        std::cerr << "\r\033[K";
        switch (progress.step) {
            case card::Progress::Step::opening: std::cerr << "opening the chip ..."; break;
            case card::Progress::Step::proving:
                std::cerr << "checking that the chip is the original ...";
                break;
            case card::Progress::Step::interrupted:
                std::cerr << (progress.reader_lost ? "the reader is gone: waiting for it ..."
                                                   : "the card left the reader: put it back ...");
                break;
            case card::Progress::Step::resumed:
                std::cerr << "the card is back: reading goes on ...";
                break;
            case card::Progress::Step::other_card:
                std::cerr << "another card: reading begins anew ...\n";
                break;
            case card::Progress::Step::reading:
                std::cerr << "reading " << card::name_of(progress.file) << "  "
                          << (progress.total ? progress.done * 100 / progress.total : 0) << " %";
                break;
        }
        std::cerr << std::flush;
    }
};

}  // namespace

void add_read(CLI::App& app, int& exit_code) {
    auto* verb = app.add_subcommand("read", "read the card on a reader and verify it");
    auto options = std::make_shared<ReadVerb>();
    verb->add_option("--reader", options->reader, reader_help());
    options->key.add_to(*verb);
    options->trust.add_to(*verb);
    options->policy.add_to(*verb);
    options->output.add_to(*verb);
    auto* certificates = verb->add_option("--terminal", options->terminal_certificates,
                                          "folder with .cvcert: read DG3, DG4");
    auto* key =
        verb->add_option("--terminal-key", options->terminal_key, "the terminal's private key, PEM")
            ->needs(certificates);
    certificates->check(CLI::ExistingDirectory)->needs(key);
    verb->add_flag("--no-portrait", options->no_portrait, "leave the portrait out");
    verb->add_option("--save", options->save, "write the files into this folder");
    verb->add_option("--record", options->record, "write a transcript (personal data!)");
    verb->callback([options, &exit_code] { exit_code = options->run(); });
}

}  // namespace cardtool

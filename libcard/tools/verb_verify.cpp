// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <thread>

#include "batch.h"

namespace cardtool {
namespace {

struct VerifyVerb {
    std::vector<std::filesystem::path> what;
    std::size_t jobs = 0;
    TrustOptions trust;
    PolicyOptions policy;
    OutputOptions output;

    int run() const {
        const auto judgement = policy.policy();
        if (jobs == 0 && what.size() == 1) {
            const auto document = load_document(what.front());
            return print_report(card::verify(document, trust.load(), judgement), output);
        }
        Batch batch{
            {}, jobs == 0 ? std::max(1U, std::thread::hardware_concurrency()) : jobs, output.json};
        for (const auto& path : what) add_documents(path, batch.documents);
        return verify_batch(batch, trust.load(), judgement);
    }
};

}  // namespace

card::Document load_document(const std::filesystem::path& what) {
    // A name like a folder's needs no look beforehand: a batch has ten thousand of them.
    if (!what.has_extension() || std::filesystem::is_directory(what)) return load_folder(what);
    card::Document document;
    auto octets = read_file(what);
    static constexpr std::uint8_t kSodTag = 0x77;
    if (octets.empty() || octets[0] != kSodTag)
        throw card::Error(
            card::Errc::usage, card::Step::verify,
            what.string() + ": this is no EF.SOD; name a folder of saved files, or a .sod file");
    document.files[card::FileId::sod] = std::move(octets);
    return document;
}

void add_verify(CLI::App& app, int& exit_code) {
    auto* verb =
        app.add_subcommand("verify", "verify the saved files of a card, or a single EF.SOD");
    auto options = std::make_shared<VerifyVerb>();
    verb->add_option("what", options->what, "folder with EF_SOD.bin, DG1.bin ..., or a .sod")
        ->required();
    verb->add_option("--jobs", options->jobs, "many documents, on so many cores")
        ->check(CLI::Range(std::size_t{1}, kMaxJobs));
    options->trust.add_to(*verb);
    options->policy.add_to(*verb);
    options->output.add_to(*verb);
    verb->callback([options, &exit_code] { exit_code = options->run(); });
}

}  // namespace cardtool

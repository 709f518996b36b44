// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>

#include <thread>

#include "batch.h"
#include "command_line.h"
#include "last_run.h"

namespace cardtool {
namespace {

struct VerifyVerb {
    std::vector<std::filesystem::path> what;
    std::size_t jobs = 0;
    TrustOptions trust;
    PolicyOptions policy;
    OutputOptions output;

    int run() const {
        const RememberedTime time(trust, policy.policy());
        std::vector<std::filesystem::path> documents;
        for (const auto& path : what) add_documents(path, documents);
        // A folder of documents is many, whether or not --jobs says so.
        if (jobs == 0 && documents == what && what.size() == 1) {
            auto origin = origin_now();
            origin.document = what.front().string();
            return reported(output, origin, [&] {
                const auto store = trust.load();
                const auto report = card::verify(load_document(what.front()), store, time.policy());
                time.keep();
                return print_report(report, origin, output, trust);
            });
        }
        const Batch batch{std::move(documents),
                          jobs == 0 ? std::max(1U, std::thread::hardware_concurrency()) : jobs,
                          output.json};
        const auto store = trust.load();
        const auto judgement = time.policy();
        time.keep();
        return verify_batch(batch, store, judgement);
    }
};

/// Tag 77, or the CMS object that tools save without it: its type stands at its start.
bool may_be_sod(card::ByteView octets) {
    static constexpr std::uint8_t kSod = 0x77, kSequence = 0x30;
    static constexpr std::array<std::uint8_t, 11> kSignedData{0x06, 0x09, 0x2A, 0x86, 0x48, 0x86,
                                                              0xF7, 0x0D, 0x01, 0x07, 0x02};
    static constexpr std::size_t kLongestHeader = 6;
    if (octets.empty() || octets[0] != kSequence) return !octets.empty() && octets[0] == kSod;
    const auto start = octets.first(std::min(octets.size(), kLongestHeader + kSignedData.size()));
    return !std::ranges::search(start, kSignedData).empty();
}

}  // namespace

card::Document load_document(const std::filesystem::path& what) {
    std::error_code error;
    if (what != kFromInput && !std::filesystem::is_regular_file(what, error) &&
        what != "/dev/stdin")
        return load_folder(what);
    card::Document document;
    auto octets = read_file(what);
    if (!may_be_sod(octets))
        throw Told(card::Errc::usage, card::Step::verify, "cardtool.error.is_no_sod",
                   {what.string()});
    document.files[card::FileId::sod] = std::move(octets);
    return document;
}

void add_verify(CLI::App& app, int& exit_code) {
    auto* verb = app.add_subcommand("verify", tr("cardtool.help.verify"));
    verb->footer("cardtool.example.verify");
    auto options = std::make_shared<VerifyVerb>();
    verb->add_option("DOCUMENT", options->what, tr("cardtool.help.what"))
        ->required()
        ->type_name("DOCUMENT");
    options->trust.add_to(*verb);
    options->output.add_to(*verb);
    verb->add_option("--jobs", options->jobs, tr("cardtool.help.jobs"))
        ->type_name("N")
        ->check(is_number(1, kMaxJobs));
    options->policy.add_to(*verb);
    verb->callback([options, &exit_code] { exit_code = options->run(); });
}

}  // namespace cardtool

#include "common.h"

namespace cardtool {
namespace {

struct VerifyVerb {
    std::filesystem::path what;
    TrustOptions trust;
    PolicyOptions policy;
    OutputOptions output;

    card::Document load() const {
        if (std::filesystem::is_directory(what)) return load_folder(what);
        card::Document document;
        auto octets = read_file(what);
        static constexpr std::uint8_t kSodTag = 0x77;
        if (octets.empty() || octets[0] != kSodTag)
            throw card::Error(card::Errc::usage, "verify", what.string() + ": this is no EF.SOD; name a folder of saved files, or a .sod file");
        document.files[card::FileId::sod] = std::move(octets);
        return document;
    }
    int run() const {
        const auto judgement = policy.policy();
        const auto document = load();
        return print_report(card::verify(document, trust.load(), judgement), output);
    }
};

}  // namespace

void add_verify(CLI::App& app, int& exit_code) {
    auto* verb = app.add_subcommand("verify", "verify the saved files of a card, or a single EF.SOD");
    auto options = std::make_shared<VerifyVerb>();
    verb->add_option("what", options->what, "folder with EF_SOD.bin, DG1.bin ..., or a .sod")->required();
    options->trust.add_to(*verb);
    options->policy.add_to(*verb);
    options->output.add_to(*verb);
    verb->callback([options, &exit_code] { exit_code = options->run(); });
}

}  // namespace cardtool

// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <unistd.h>

#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "card/describe.h"
#include "common.h"

namespace cardtool {
namespace {

struct ShowVerb {
    std::filesystem::path file, picture;
    TrustOptions trust;
    OutputOptions output;

    /// The picture of a DG2 is decoded only when the EF_SOD.bin beside it is right and covers the
    /// file.
    std::string picture_line(const card::Bytes& octets) const {
        const auto document = load_folder(file.parent_path().empty() ? "." : file.parent_path());
        const auto report = card::verify(document, trust.load());
        const auto* group = document.file(card::FileId::dg2);
        const bool proven = report.portrait() && group && *group == octets;
        return "  " + padded(tr("cardtool.picture"), 25) +
               (proven ? tr("cardtool.picture_decoded", {write_picture(report, picture)})
                       : tr("cardtool.picture_not_proven")) +
               "\n";
    }

    std::string text_of(const card::Bytes& octets) const {
        static constexpr std::uint8_t kFace = 0x75;
        try {
            auto text =
                card::describe(octets, language(),
                               is_terminal(STDOUT_FILENO) && !output.json ? card::kScreenWidth
                                                                          : std::string::npos);
            const bool face = !octets.empty() && octets[0] == kFace;
            if (face && !trust.paths.empty() && file != kFromInput) text += picture_line(octets);
            return text;
        } catch (const card::Error& error) {
            if (error.code() != card::Errc::malformed) throw;
            throw card::Error(
                card::Errc::malformed, error.step(),
                card::said("cardtool.error.malformed_file", {file.string(), error.sentence()}));
        }
    }

    int run() const {
        auto origin = origin_now();
        origin.document = file.string();
        return reported(output, origin, [&] {
            const auto text = text_of(read_file(file));
            if (!output.json) std::cout << text;
            else print_json({{"document", file.string()}, {"lines", lines_of(text)}});
            return static_cast<int>(kDone);
        });
    }

    static std::vector<std::string> lines_of(const std::string& text) {
        std::vector<std::string> lines;
        std::istringstream in(text);
        for (std::string line; std::getline(in, line);) lines.push_back(line);
        return lines;
    }
};

}  // namespace

void add_show(CLI::App& app, int& exit_code) {
    auto* verb = app.add_subcommand("show", tr("cardtool.help.show"));
    verb->footer("cardtool.example.show");
    auto options = std::make_shared<ShowVerb>();
    verb->add_option("FILE", options->file, tr("cardtool.help.file"))
        ->required()
        ->type_name("FILE");
    options->trust.add_to(*verb);
    options->output.add_to(*verb);
    verb->add_option("--picture", options->picture, tr("cardtool.help.picture"))->type_name("FILE");
    verb->callback([options, &exit_code] { exit_code = options->run(); });
}

}  // namespace cardtool

// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <iostream>

#include "card/describe.h"
#include "card/portrait.h"
#include "common.h"
#include "texts.h"

namespace cardtool {
namespace {

struct ShowVerb {
    std::filesystem::path file, picture;
    TrustOptions trust;
    std::string language;

    /// The picture of a DG2 is decoded only when the EF_SOD.bin beside it is right and covers the
    /// file.
    void show_picture() const {
        const auto document = load_folder(file.parent_path().empty() ? "." : file.parent_path());
        const auto report = card::verify(document, trust.load());
        const auto* group = document.file(card::FileId::dg2);
        if (!report.portrait() || !group || *group != read_file(file)) {
            std::cout << "  picture                  not decoded: its hash is not proven\n";
            return;
        }
        const auto image = card::decode(*report.portrait());
        std::cout << "  picture                  decoded: " << image.format << ", " << image.width
                  << " x " << image.height << '\n';
        if (picture.empty()) return;
        card::Bytes ppm = card::to_bytes(card::as_octets(
            "P6\n" + std::to_string(image.width) + " " + std::to_string(image.height) + "\n255\n"));
        card::append(ppm, image.rgb);
        write_file(picture, ppm);
    }

    int run() const {
        const auto octets = read_file(file);
        std::cout << card::describe(octets, language_of(language));
        const bool face = !octets.empty() && octets[0] == 0x75;
        if (face && !trust.paths.empty()) show_picture();
        return kDone;
    }
};

}  // namespace

void add_show(CLI::App& app, int& exit_code) {
    auto* verb = app.add_subcommand("show", "print any elementary file, parsed");
    auto options = std::make_shared<ShowVerb>();
    verb->add_option("file", options->file, "the file")->required();
    options->trust.add_to(*verb);
    add_language(*verb, options->language);
    verb->add_option("--picture", options->picture, "write a proven portrait as PPM");
    verb->callback([options, &exit_code] { exit_code = options->run(); });
}

}  // namespace cardtool

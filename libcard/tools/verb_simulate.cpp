// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <iostream>

#include "common.h"
#include "simulated/simulated_reader.h"

namespace cardtool {

void add_simulate(CLI::App& app, int& exit_code) {
    auto* verb = app.add_subcommand("simulate", "put a simulated card behind a running vpcd");
    struct Options {
        std::string specimen = "vn-citizen-2021", lie, vpcd = "127.0.0.1:35963";
        bool list = false;
    };
    auto options = std::make_shared<Options>();
    verb->add_option("--specimen", options->specimen, "name or file of the specimen");
    verb->add_option("--lie", options->lie, "a lie or quirk of the specimen");
    verb->add_option("--vpcd", options->vpcd, "HOST:PORT of vpcd");
    verb->add_flag("--list", options->list, "list the lies and quirks of the specimen");
    verb->callback([options, &exit_code] {
        const auto specimen = simulated::find_specimen(options->specimen, options->lie);
        exit_code = kDone;
        if (options->list) {
            for (const auto& name : specimen.variations()) std::cout << name << '\n';
            return;
        }
        const auto colon = options->vpcd.rfind(':');
        if (colon == std::string::npos)
            throw card::Error(card::Errc::usage, card::Step::vpcd, "--vpcd must be HOST:PORT");
        simulated::serve_vpcd(specimen, options->vpcd.substr(0, colon),
                              options->vpcd.substr(colon + 1), stop_on_signal());
    });
}

}  // namespace cardtool

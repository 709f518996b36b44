// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>

#include "common.h"
#include "simulated/simulated_reader.h"
#include "stop.h"

namespace cardtool {
namespace {

struct SimulateVerb {
    std::string specimen = "vn-citizen-2021", lie, vpcd = "127.0.0.1:35963";
    bool list = false, specimens = false;
    OutputOptions output;

    static std::vector<std::string> specimens_here() {
        const char* folder = std::getenv("CARD_SPECIMENS");
        std::vector<std::string> names;
        std::error_code error;
        for (const auto& entry :
             std::filesystem::directory_iterator(folder ? folder : CARD_SPECIMEN_DIR, error))
            if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
        std::ranges::sort(names);
        return names;
    }

    static bool is_port(const std::string& word) {
        static constexpr unsigned kLast = 65535;
        unsigned port = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), port);
        return error == std::errc() && end == word.data() + word.size() && port > 0 &&
               port <= kLast;
    }

    int print(const char* what, const std::vector<std::string>& names) const {
        if (output.json) print_json({{what, names}});
        else
            for (const auto& name : names) std::cout << printable(name) << '\n';
        return kDone;
    }

    int run() const {
        auto origin = origin_now();
        return reported(output, origin, [this] { return simulate(); });
    }

    int simulate() const {
        if (specimens) return print("specimens", specimens_here());
        const auto card = simulated::find_specimen(specimen, lie);
        if (list) return print("variations", card.variations());
        const auto colon = vpcd.rfind(':');
        if (colon == std::string::npos || !is_port(vpcd.substr(colon + 1)))
            throw Told(card::Errc::usage, card::Step::vpcd, "cardtool.error.vpcd");
        say(tr("cardtool.simulating", {specimen, vpcd}));
        simulated::serve_vpcd(card, vpcd.substr(0, colon), vpcd.substr(colon + 1),
                              stop_on_signal());
        check_stop();
        return kDone;
    }
};

}  // namespace

void add_simulate(CLI::App& app, int& exit_code) {
    auto* verb = app.add_subcommand("simulate", tr("cardtool.help.simulate"));
    verb->footer("cardtool.example.simulate");
    auto options = std::make_shared<SimulateVerb>();
    verb->add_option("--specimen", options->specimen, tr("cardtool.help.specimen"))
        ->type_name("NAME");
    verb->add_option("--lie", options->lie, tr("cardtool.help.lie"))->type_name("NAME");
    verb->add_option("--vpcd", options->vpcd, tr("cardtool.help.vpcd"))->type_name("HOST:PORT");
    verb->add_flag("--list", options->list, tr("cardtool.help.list_lies"));
    verb->add_flag("--specimens", options->specimens, tr("cardtool.help.list_specimens"));
    options->output.add_to(*verb);
    verb->callback([options, &exit_code] { exit_code = options->run(); });
}

}  // namespace cardtool

// SPDX-License-Identifier: Apache-2.0
// cardtool simulate in a build without the simulated card.
#include <CLI/CLI.hpp>

#include "common.h"

namespace cardtool {

void add_simulate(CLI::App& app, int&) {
    app.add_subcommand("simulate", tr("cardtool.help.no_simulate"))->allow_extras()->callback([] {
        throw card::Error(
            card::Errc::usage, card::Step::simulated,
            "this build has no simulated card: configure it with -DCARD_WITH_SIMULATED=ON");
    });
}

}  // namespace cardtool

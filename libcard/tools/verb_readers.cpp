// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <iostream>

#include "card/readers.h"
#include "common.h"

namespace cardtool {

void add_readers(CLI::App& app, int& exit_code) {
    auto* verb = app.add_subcommand("readers", "list the card readers");
    verb->callback([&exit_code] {
        const auto readers = card::list_readers();
        if (readers.empty()) {
            std::cerr << "cardtool: no card reader is connected: plug one in\n";
            exit_code = kNoRead;
        }
        for (const auto& reader : readers) {
            std::cout << reader.uri << "\n  "
                      << (reader.card_present ? "card present, ATR " + reader.atr
                                              : std::string("no card"))
                      << '\n';
        }
    });
}

}  // namespace cardtool

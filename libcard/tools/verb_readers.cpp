// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <iostream>
#include <nlohmann/json.hpp>

#include "card/readers.h"
#include "common.h"
#include "stop.h"

namespace cardtool {
namespace {

void print_reader(const card::ReaderEntry& reader, bool json) {
    if (json) {
        const nlohmann::ordered_json line{{"uri", reader.uri},
                                          {"name", reader.name},
                                          {"interface", card::name_of(reader.interface)},
                                          {"card", reader.card_present},
                                          {"atr", reader.atr}};
        return print_json(line);
    }
    std::cout << printable(reader.uri) << "\n  " << tr(id_of(reader.interface)) << "; "
              << (reader.card_present ? tr("cardtool.reader.card", {reader.atr})
                                      : tr("cardtool.reader.no_card"))
              << '\n';
}

}  // namespace

void add_readers(CLI::App& app, int& exit_code) {
    auto* verb = app.add_subcommand("readers", tr("cardtool.help.readers"));
    verb->footer("cardtool.example.readers");
    auto output = std::make_shared<OutputOptions>();
    output->add_to(*verb);
    verb->callback([output, &exit_code] {
        auto origin = origin_now();
        exit_code = reported(*output, origin, [&] {
            const auto readers = card::list_readers();
            if (readers.empty())
                throw card::Error(card::Errc::reader_lost, card::Step::reader,
                                  "no card reader is connected: plug one in");
            for (const auto& reader : readers) print_reader(reader, output->json);
            return static_cast<int>(kDone);
        });
    });
}

}  // namespace cardtool

// cardtool: the command line of libcard.
#include <CLI/CLI.hpp>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <iostream>
#include <sstream>

#include "common.h"
#include "texts.h"

namespace {

/// What a person can do about it, where the sentence itself does not say.
const char* advice(card::Errc code) {
    switch (code) {
        case card::Errc::protocol: return "Put the card on the reader again. If it stays so, the chip is\n"
                                          "          damaged or not genuine: check the person by other means.";
        case card::Errc::card_asks_wait: return "Take the card away, wait a minute, and try once more with the right number.";
        case card::Errc::not_supported: return "Check the card by other means.";
        default: return nullptr;
    }
}

int exit_code_of(card::Errc code) { return code == card::Errc::usage ? cardtool::kWrongUse : cardtool::kNoRead; }

/// Several lines where it has several: a store's new roots are listed.
void say(const std::string& text) {
    std::istringstream lines(text);
    std::string line;
    for (const char* begin = "cardtool: "; std::getline(lines, line); begin = "") std::cerr << begin << cardtool::printable(line) << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Reads chip ID cards and passports and verifies them cryptographically.", "cardtool"};
    app.set_version_flag("--version", CARDTOOL_VERSION);
    app.get_formatter()->column_width(28);
    app.fallthrough();
    app.require_subcommand(1);
    bool verbose = false;
    app.add_flag("-v,--verbose", verbose, "log every APDU, without data");
    spdlog::set_default_logger(spdlog::stderr_color_mt("cardtool"));
    app.parse_complete_callback([&] { spdlog::set_level(verbose ? spdlog::level::debug : spdlog::level::info); });
    int exit_code = cardtool::kDone;
    for (const auto add : {cardtool::add_readers, cardtool::add_read, cardtool::add_verify, cardtool::add_trust, cardtool::add_simulate, cardtool::add_show,
                           cardtool::add_doctor, cardtool::add_survey})
        add(app, exit_code);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? cardtool::kDone : cardtool::kWrongUse;
    } catch (const card::Error& error) {
        say(cardtool::error_text(error, cardtool::language_of({})));
        if (exit_code_of(error.code()) == cardtool::kNoRead) std::cerr << "          (step " << error.step() << ")\n";
        if (const char* text = advice(error.code())) std::cerr << "          " << text << '\n';
        return exit_code_of(error.code());
    } catch (const std::exception& error) {
        say(error.what());
        return cardtool::kNoRead;
    }
    return exit_code;
}

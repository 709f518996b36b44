// SPDX-License-Identifier: Apache-2.0
// cardtool: the command line of libcard.
#include <CLI/CLI.hpp>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <iostream>
#include <span>
#include <sstream>

#include "common.h"
#include "texts.h"

namespace {

int exit_code_of(card::Errc code) {
    return code == card::Errc::usage ? cardtool::kWrongUse : cardtool::kNoRead;
}

/// Several lines where it has several: a store's new roots are listed.
void say(const std::string& text) {
    std::istringstream lines(text);
    std::string line;
    for (const char* begin = "cardtool: "; std::getline(lines, line); begin = "")
        std::cerr << begin << cardtool::printable(line) << '\n';
}

/// The language that --lang asks for, whichever verb took it.
cardtool::Language language_asked(std::span<char*> arguments) {
    static constexpr std::string_view kOption = "--lang";
    const auto found = std::ranges::find_if(
        arguments, [](const char* word) { return std::string_view(word).starts_with(kOption); });
    if (found == arguments.end()) return cardtool::language_of({});
    const std::string_view word = *found;
    if (word.size() > kOption.size())
        return cardtool::language_of(word.substr(kOption.size() + 1));  // --lang=vi
    return cardtool::language_of(arguments.end() - found > 1 ? found[1] : "");
}

void tell(const card::Error& error, cardtool::Language language) {
    static constexpr const char* kIndent = "          ";
    say(cardtool::error_text(error, language));
    if (exit_code_of(error.code()) == cardtool::kNoRead)
        std::cerr << kIndent << "(" << (language == cardtool::Language::en ? "step " : "bước ")
                  << name_of(error.step()) << ")\n";
    if (const char* text = cardtool::advice_text(error.code(), language))
        cardtool::wrap(std::cerr, kIndent, text, std::string_view(kIndent).size());
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Reads chip ID cards and passports and verifies them cryptographically.",
                 "cardtool"};
    app.set_version_flag("--version", CARDTOOL_VERSION);
    app.get_formatter()->column_width(28);
    app.fallthrough();
    app.require_subcommand(1);
    bool verbose = false;
    app.add_flag("-v,--verbose", verbose, "log every APDU, without data");
    spdlog::set_default_logger(spdlog::stderr_color_mt("cardtool"));
    app.parse_complete_callback(
        [&] { spdlog::set_level(verbose ? spdlog::level::debug : spdlog::level::info); });
    int exit_code = cardtool::kDone;
    for (const auto add :
         {cardtool::add_readers, cardtool::add_read, cardtool::add_verify, cardtool::add_trust,
          cardtool::add_simulate, cardtool::add_show, cardtool::add_doctor, cardtool::add_survey})
        add(app, exit_code);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ExtrasError&) {
        // Its own text would repeat the words: most often a printed text whose quotes were
        // forgotten, and so a person's.
        say("there are words that no option takes: put text with blanks or signs like < and | in "
            "quotes");
        return cardtool::kWrongUse;
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? cardtool::kDone : cardtool::kWrongUse;
    } catch (const card::Error& error) {
        tell(error, language_asked(std::span(argv, static_cast<std::size_t>(argc))));
        return exit_code_of(error.code());
    } catch (const std::exception& error) {
        say(error.what());
        return cardtool::kNoRead;
    }
    return exit_code;
}

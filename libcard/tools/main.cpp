// SPDX-License-Identifier: Apache-2.0
// cardtool: the command line of libcard.
#include <CLI/CLI.hpp>

#include <fcntl.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <iostream>

#include "card/explain.h"
#include "command_line.h"
#include "common.h"
#include "help.h"
#include "secrets.h"
#include "stop.h"

namespace {

using cardtool::tr;

/// What to do with a card helps nobody who has a recording of one.
bool is_replay(const std::vector<std::string>& words) {
    static constexpr std::string_view kReader = "--reader", kReplay = "replay:";
    for (std::size_t at = 0; at < words.size(); ++at) {
        const std::string_view word = words[at];
        if (word.starts_with(std::string(kReader) + "=" + std::string(kReplay))) return true;
        if (at > 0 && words[at - 1] == kReader && word.starts_with(kReplay)) return true;
    }
    return false;
}

int tell(const card::Error& error, const std::vector<std::string>& words) {
    static constexpr const char* kIndent = "          ";
    const auto language = cardtool::language();
    const int code = cardtool::exit_code_of(error);
    if (code == cardtool::kStopped) {
        cardtool::say_stopped_once(cardtool::errors_are_json(), error);
        return code;
    }
    cardtool::say(cardtool::error_text(error, language));
    if (code != cardtool::kWrongUse && code != cardtool::kNotWritten)
        std::cerr << kIndent << "(" << tr("error.step", {name_of(error.step())}) << ")\n";
    if (const auto advice = card::explain(error).advice; !advice.empty())
        cardtool::wrap(std::cerr, kIndent,
                       card::text(is_replay(words) ? "error.advice.replay" : advice, language),
                       std::string_view(kIndent).size());
    return code;
}

/// What the command line itself makes impossible.
int tell_usage(const std::string& text) {
    cardtool::say(text);
    if (cardtool::errors_are_json())
        cardtool::print_line(
            card::to_json(card::Error(card::Errc::usage, card::Step::command_line, text),
                          cardtool::origin_now()));
    return cardtool::kWrongUse;
}

/// A stream that was closed would give its number to the next file or pipe, and text meant for
/// people would go there: it is a place that takes nothing instead, and an error to be told.
void hold_standard_streams() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (fcntl(stream, F_GETFD) < 0) static_cast<void>(open("/dev/null", O_RDONLY));
}

/// Nothing of a card may lie in a crash's file; a pipe that nobody reads is an error to be told.
void guard_process() {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);  // a handler of crashes asks for no limit
    std::signal(SIGPIPE, SIG_IGN);
    cardtool::stop_on_signal();
}

void prepare_log() {
    spdlog::set_default_logger(cardtool::is_coloured(STDERR_FILENO)
                                   ? spdlog::stderr_color_mt("cardtool")
                                   : spdlog::stderr_logger_mt("cardtool"));
    spdlog::set_level(spdlog::level::info);
}

int run(const std::vector<std::string>& words) {
    CLI::App app{tr("cardtool.help.cardtool"), "cardtool"};
    app.formatter(std::make_shared<cardtool::HelpFormatter>());
    app.set_help_flag("-h,--help", tr("cardtool.help.help"));
    app.set_version_flag("--version", CARDTOOL_VERSION, tr("cardtool.help.version"));
    app.footer("cardtool.example.cardtool");
    app.fallthrough();
    app.require_subcommand(1);
    app.add_flag_function(
           "-v,--verbose", [](std::int64_t) { spdlog::set_level(spdlog::level::debug); },
           tr("cardtool.help.verbose"))
        ->trigger_on_parse();
    std::string language;
    app.add_option("--lang", language, tr("cardtool.help.lang"))
        ->type_name("en|vi")
        ->check(cardtool::is_one_of({"en", "vi"}));
    int exit_code = cardtool::kDone;
    for (const auto add : {cardtool::add_read, cardtool::add_verify, cardtool::add_show,
                           cardtool::add_trust, cardtool::add_readers, cardtool::add_doctor,
                           cardtool::add_survey, cardtool::add_simulate})
        add(app, exit_code);
    cardtool::refuse_empty_words(app);
    try {
        app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
    } catch (const CLI::Success& wanted) {
        // Whoever asks for help with a word that there is not is told so.
        if (!app.remaining(true).empty())
            return tell_usage(cardtool::usage_text(wanted, app, words));
        app.exit(wanted);
    } catch (const CLI::ParseError& error) {
        return tell_usage(cardtool::usage_text(error, app, words));
    } catch (const card::Error& error) {
        return tell(error, words);
    } catch (const std::exception& error) {
        cardtool::say(error.what());
        return cardtool::kNoRead;
    }
    return exit_code;
}

}  // namespace

int main(int argc, char** argv) {
    hold_standard_streams();
    const auto words = cardtool::words_of(argc, argv);
    cardtool::strike_out_secrets(argc, argv);
    cardtool::choose_language(words);
    if (std::ranges::find(words, "--json") != words.end()) cardtool::tell_errors_as_json();
    guard_process();
    prepare_log();
    int code = run(words);
    cardtool::clear_status();
    if (!cardtool::all_written()) {
        cardtool::say(tr("cardtool.error.output_lost"));
        code = cardtool::kNotWritten;
    }
    std::cerr.flush();
    if (code == cardtool::kStopped) std::_Exit(code);  // what was left behind may hang
    return code;
}

// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <set>

#include "card/explain.h"
#include "card/store_mark.h"
#include "common.h"
#include "last_run.h"
#include "reading.h"
#include "secrets.h"
#include "staging.h"
#include "stop.h"
#include "terminal_folder.h"
#include "watch.h"

namespace cardtool {
namespace {

struct ReadVerb {
    ReaderChoice choice;
    std::filesystem::path save, picture;
    bool no_portrait = false, watch = false;
    TerminalOptions terminal;
    KeyOptions key;
    TrustOptions trust;
    PolicyOptions policy;
    OutputOptions output;

    int run() const {
        auto origin = origin_now();
        return reported(output, origin, [&] { return watch ? run_watch() : run_once(origin); });
    }

    int run_once(card::Origin& origin) const {
        check_outputs();
        if (!save.empty()) check_free_folder(save);
        if (!picture.empty()) check_free_file(picture);
        const RememberedTime time(trust, policy.policy());
        const auto store = trust.load();
        const LoadedTerminal shown(terminal);
        const auto given = key.take();
        Source source(choice);
        origin.reader = source.name();
        const auto document = read_card(source, given.opens, shown, choice.limit());
        origin.reader = source.name();
        origin.read_at = origin.judged_at = origin_now().judged_at;
        clear_status();
        const auto report = card::verify(document, store, time.policy(), given.body);
        time.keep();
        if (!save.empty()) save_folder(document, save);
        if (!picture.empty()) save_picture(report);
        return print_report(report, origin, output, trust);
    }

    /// Before the card is asked for anything: what cannot be written whole is not begun.
    void check_outputs() const {
        if (!picture.empty() && no_portrait)
            throw Told(card::Errc::usage, card::Step::command_line,
                       "cardtool.error.picture_unread");
        std::set<std::filesystem::path> named;
        for (const auto& made : {save, picture, std::filesystem::path(choice.record)}) {
            if (made == kFromInput)
                throw Told(card::Errc::usage, card::Step::command_line,
                           "cardtool.error.output_stream");
            if (!made.empty() && !named.insert(without_slash(made)).second)
                throw Told(card::Errc::usage, card::Step::command_line,
                           "cardtool.error.same_output", {made.string()});
        }
    }

    int run_watch() const {
        if (!save.empty() || !picture.empty() || !choice.record.empty())
            throw Told(card::Errc::usage, card::Step::command_line, "cardtool.error.watch_alone");
        const RememberedTime time(trust, policy.policy());
        card::FollowedStore followed(trust.in_use());
        say_notes(followed.store());
        const LoadedTerminal shown(terminal);
        const bool one_key = !key.line_by_line();
        std::optional<NoEcho> quiet;  // of a scanner that types while a card is read as well
        if (!one_key) quiet.emplace();
        std::optional<Key> now;
        if (one_key) now.emplace(key.take());
        Source source(choice);
        Watch job{source,
                  choice,
                  [&]() -> const Key* {
                      if (!one_key) now = key.take_line();
                      return now ? &*now : nullptr;
                  },
                  [&](const Key& given, card::Milliseconds limit) {
                      const auto document = read_card(source, given.opens, shown, limit);
                      look_at(followed);
                      const auto judgement = time.policy();
                      time.keep();
                      return card::verify(document, followed.store(), judgement, given.body);
                  },
                  output.json,
                  one_key};
        return watch_cards(job);
    }

    /// A watch lasts for days: what was withdrawn meanwhile must not pass.
    static void look_at(card::FollowedStore& followed) {
        using Look = card::FollowedStore::Look;
        const auto look = followed.look();
        if (look == Look::failed)
            say(tr("cardtool.store_kept", {text_of(followed.problem_sentence(), language())}));
        if (look != Look::replaced) return;
        say(tr("cardtool.store_replaced", {followed.store().digest().substr(0, 16)}));
        say_notes(followed.store());
    }

    card::Document read_card(Source& source, const card::AccessKey& opens,
                             const LoadedTerminal& shown, card::Milliseconds limit) const {
        auto options = source.options();
        options.portrait = !no_portrait;
        options.terminal = shown.get();
        auto document = card::read(source.reader(), opens, options, limit);
        const auto& problem = document.terminal_authentication.problem_sentence;
        if (shown.get() && !problem.empty())
            say(tr("cardtool.still_protected", {text_of(problem, language())}));
        return document;
    }

    /// Without a proven portrait there is no picture, and the report says why.
    void save_picture(const card::Report& report) const {
        if (report.portrait()) write_picture(report, picture);
        else say(tr("cardtool.no_picture"));
    }

    void add_to(CLI::App& verb) {
        key.add_to(verb);
        choice.add_to(verb);
        verb.add_flag("--watch", watch, tr("cardtool.help.watch"));
        trust.add_to(verb);
        output.add_to(verb);
        verb.add_flag("--no-portrait", no_portrait, tr("cardtool.help.no_portrait"));
        verb.add_option("--save", save, tr("cardtool.help.save"))->type_name("DIR");
        verb.add_option("--picture", picture, tr("cardtool.help.picture"))->type_name("FILE");
        verb.add_option("--record", choice.record, tr("cardtool.help.record"))->type_name("FILE");
        terminal.add_to(verb);
        policy.add_to(verb);
    }
};

}  // namespace

void add_read(CLI::App& app, int& exit_code) {
    auto* verb = app.add_subcommand("read", tr("cardtool.help.read"));
    verb->footer("cardtool.example.read");
    auto options = std::make_shared<ReadVerb>();
    options->add_to(*verb);
    verb->callback([options, &exit_code] { exit_code = options->run(); });
}

}  // namespace cardtool

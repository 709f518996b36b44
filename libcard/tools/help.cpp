// SPDX-License-Identifier: Apache-2.0
#include "help.h"

#include <algorithm>
#include <sstream>

#include "screen.h"
#include "texts.h"

namespace cardtool {
namespace {

constexpr std::size_t kColumn = 28;

std::string type_of(const CLI::Option& option) {
    const auto type = option.get_type_name();
    return type.substr(0, type.find(':'));  // what it is checked by follows
}

std::string row(const std::string& left, const std::string& right) {
    const std::string start = "  " + left;
    if (columns(start) < kColumn) return wrapped_lines(padded(start, kColumn), right, kColumn);
    return start + "\n" + wrapped_lines(std::string(kColumn, ' '), right, kColumn);
}

std::string section(const CLI::App& app, const std::string& group, const std::string& title) {
    std::string rows;
    for (const auto* option : app.get_options()) {
        if (option->get_positional() || option->get_group() != group) continue;
        const auto type = option->get_items_expected_max() == 0 ? "" : " " + type_of(*option);
        rows += row(option->get_name(false, true) + type, option->get_description());
    }
    return rows.empty() ? rows : "\n" + title + "\n" + rows;
}

std::string positionals(const CLI::App& app) {
    std::string rows;
    for (const auto* option : app.get_options())
        if (option->get_positional()) rows += row(type_of(*option), option->get_description());
    return rows.empty() ? rows : "\n" + tr("cardtool.help.section.words") + "\n" + rows;
}

std::string usage(const CLI::App& app, const std::string& name) {
    std::string line = name.empty() ? app.get_name() : name;
    const auto verbs = app.get_subcommands([](const CLI::App*) { return true; });
    if (!verbs.empty()) line += " " + tr("cardtool.help.verb");
    for (const auto* option : app.get_options())
        if (option->get_positional()) {
            const auto word =
                type_of(*option) + (option->get_items_expected_max() > 1 ? "..." : "");
            line += option->get_required() ? " " + word : " [" + word + "]";
        }
    line += " " + tr("cardtool.help.options");
    return wrapped_lines("", tr("cardtool.help.usage", {line}), 4);
}

std::string verbs_of(const CLI::App& app) {
    std::string rows;
    for (const auto* verb : app.get_subcommands([](const CLI::App*) { return true; }))
        rows += row(verb->get_name(), verb->get_description());
    return rows.empty() ? rows : "\n" + tr("cardtool.help.section.verbs") + "\n" + rows;
}

/// Verbs whose exit codes mean something else than a report's.
std::string_view exit_codes_of(const std::string& verb) {
    struct Codes {
        std::string_view verb, id;
    };
    static constexpr Codes kOwn[]{
        {"trust", "cardtool.help.exit_codes_trust"},
        {"import", "cardtool.help.exit_codes_import"},
        {"update", "cardtool.help.exit_codes_import"},
        {"list", "cardtool.help.exit_codes_store"},
        {"check", "cardtool.help.exit_codes_store"},
        {"clock", "cardtool.help.exit_codes_clock"},
        {"doctor", "cardtool.help.exit_codes_doctor"},
    };
    const auto* own = std::ranges::find(kOwn, verb, &Codes::verb);
    return own == std::end(kOwn) ? "cardtool.help.exit_codes" : own->id;
}

/// Lines of a message that are parted by " / ".
std::string lines_of(const std::string& title, std::string text) {
    std::string lines = "\n" + title + "\n";
    static constexpr std::string_view kEnd = " / ";
    for (auto at = text.find(kEnd); at != std::string::npos; at = text.find(kEnd)) {
        lines += wrapped_lines("  ", text.substr(0, at), 6);
        text.erase(0, at + kEnd.size());
    }
    return lines + wrapped_lines("  ", text, 6);
}

}  // namespace

std::string HelpFormatter::make_help(const CLI::App* app, std::string name,
                                     CLI::AppFormatMode) const {
    std::string screen = usage(*app, name) + wrapped_lines("", app->get_description(), 0);
    screen += positionals(*app) + verbs_of(*app) +
              section(*app, "key", tr("cardtool.help.section.key")) +
              section(*app, "Options", tr("cardtool.help.section.options")) +
              section(*app, "policy", tr("cardtool.help.section.policy"));
    if (app->get_parent())
        screen += row("--lang en|vi", tr("cardtool.help.lang")) +
                  row("-v,--verbose", tr("cardtool.help.verbose"));
    if (!app->get_footer().empty())
        screen += lines_of(tr("cardtool.help.section.examples"), tr(app->get_footer()));
    screen += lines_of(tr("cardtool.help.section.exit"), tr(exit_codes_of(app->get_name())));
    return screen;
}

}  // namespace cardtool

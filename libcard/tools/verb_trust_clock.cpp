// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <iostream>

#include <nlohmann/json.hpp>

#include "last_run.h"
#include "trust_verbs.h"

namespace cardtool {
namespace {

/// "11:22:33"
std::string clock_text(std::int64_t time) {
    const std::chrono::hh_mm_ss rest{std::chrono::seconds(time % 86400)};
    char text[16];
    std::snprintf(text, sizeof text, "%02d:%02d:%02d", static_cast<int>(rest.hours().count()),
                  static_cast<int>(rest.minutes().count()),
                  static_cast<int>(rest.seconds().count()));
    return text;
}

struct Clock {
    TrustOptions trust;
    OutputOptions output;
    bool set_now = false;

    int run() const {
        auto origin = origin_now();
        return reported(output, origin, [this] { return show(); });
    }

private:
    int show() const {
        for (const auto& path : trust.paths)
            if (std::error_code error; !std::filesystem::exists(path, error))
                throw Told(card::Errc::io, card::Step::trust_store, "store.path.absent",
                           {path.string()});
        const LastRun last_run(trust.in_use());
        if (set_now) last_run.set(std::time(nullptr));
        const auto newest = last_run.newest();
        const std::int64_t now = std::time(nullptr);
        if (output.json) print_line(json_of(now, newest));
        else print(now, newest);
        return now < newest ? kInPart : kDone;
    }

    static void print(std::int64_t now, std::int64_t newest) {
        const auto text = [](std::int64_t time) { return day_text(time) + " " + clock_text(time); };
        std::cout << tr("cardtool.trust.clock", {text(now)}) << '\n'
                  << (newest == 0 ? tr("cardtool.trust.no_last_run")
                                  : tr("cardtool.trust.last_run", {text(newest)}))
                  << '\n';
        if (now < newest) wrap("", tr("reason.clock_before_last_run"), 2);
    }

    static std::string json_of(std::int64_t now, std::int64_t newest) {
        using json = nlohmann::ordered_json;
        const auto text = [](std::int64_t time) {
            return day_text(time) + "T" + clock_text(time) + "Z";
        };
        return json{{"format", 1},
                    {"clock", text(now)},
                    {"last_run", newest == 0 ? json(nullptr) : json(text(newest))},
                    {"behind", now < newest}}
            .dump();
    }
};

}  // namespace

void add_trust_clock(CLI::App& verb, int& exit_code) {
    auto clock = std::make_shared<Clock>();
    auto* added = verb.add_subcommand("clock", tr("cardtool.help.clock"));
    added->footer("cardtool.example.clock");
    clock->trust.add_to(*added);
    clock->output.add_to(*added);
    added->add_flag("--set-now", clock->set_now, tr("cardtool.help.set_now"));
    added->callback([clock, &exit_code] { exit_code = clock->run(); });
}

}  // namespace cardtool

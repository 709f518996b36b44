// SPDX-License-Identifier: Apache-2.0
#include "watch.h"

#include <algorithm>
#include <array>

#include "stop.h"

namespace cardtool {
namespace {

using card::Errc;

/// The card of this reader never leaves: it would be read again and again.
bool card_stays(const std::string& uri) { return uri.starts_with("sim:"); }

void print_card(const Watch& job, const card::Report& report, card::Origin& origin) {
    clear_status();
    if (job.json) return print_line(card::to_json(report, origin));
    print_line(verdict_line(report, language()));
}

void print_error(const Watch& job, const card::Error& error, const card::Origin& origin) {
    clear_status();
    if (job.json) return print_line(card::to_json(error, origin));
    print_line(std::to_string(exit_code_of(error)) + "  " +
               printable(error_text(error, language())) + "  (" +
               tr("error.step", {card::name_of(error.step())}) + ")");
}

void wait_for_removal(const Watch& job) {
    show_status(tr("cardtool.status.take_card"));
    const auto stop = stop_on_signal();
    try {
        job.source.reader().wait_for_removal(stop);
    } catch (const card::Error& error) {
        if (error.code() != Errc::reader_lost) throw;
        show_status(tr("cardtool.status.reader_gone"));
        job.source.reader().wait_for_reader(stop);
    }
}

/// The exit code of one card; nothing when none came.
std::optional<int> one_card(const Watch& job, const Key& key) {
    auto origin = origin_now();
    origin.reader = job.source.name();
    try {
        const auto report = job.read(key, job.choice.limit());
        origin.reader = job.source.name();
        origin.read_at = origin.judged_at = origin_now().judged_at;
        print_card(job, report, origin);
        return report.exit_code();
    } catch (const card::Error& error) {
        if (error.code() == Errc::stopped) throw;
        if (error.code() == Errc::timed_out && error.step() == card::Step::reader_wait) return {};
        print_error(job, error, origin);
        return exit_code_of(error);
    }
}

/// True when the limit has passed.
bool wait_in_vain(card::Milliseconds limit) {
    static constexpr card::Milliseconds kLong{3600 * 1000};
    card::pause(stop_on_signal(), std::min(limit, kLong));
    check_stop();
    return limit != card::kNoLimit;
}

}  // namespace

int weightiest(int a, int b) {
    static constexpr std::array kFirst{12, 11, 10, 13};
    const auto weight = [](int code) {
        const auto* place = std::ranges::find(kFirst, code);
        return place != kFirst.end() ? 2000 - static_cast<int>(place - kFirst.begin()) : code;
    };
    return weight(a) >= weight(b) ? a : b;
}

int watch_cards(const Watch& job) {
    std::optional<int> gravest;
    while (true) {
        check_stop();
        const Key* key = nullptr;
        try {
            key = job.next_key();
        } catch (const card::Error& error) {
            if (job.one_key || error.code() != Errc::usage) throw;
            print_error(job, error, origin_now());
            gravest = weightiest(gravest.value_or(kDone), exit_code_of(error));
            continue;
        }
        if (!key && !gravest) {  // the input ended before its first line
            check_stop();
            throw Told(Errc::usage, card::Step::key, "cardtool.error.no_key_came");
        }
        const auto code = key ? one_card(job, *key) : std::nullopt;
        if (!code) break;
        gravest = gravest ? weightiest(*gravest, *code) : *code;
        if (!all_written()) break;
        if (card_stays(job.choice.uri)) {
            if (job.one_key && wait_in_vain(job.choice.limit())) break;
        } else {
            wait_for_removal(job);
        }
    }
    check_stop();
    clear_status();
    if (!gravest)
        throw Told(Errc::timed_out, card::Step::reader_wait, "cardtool.error.no_card_came");
    return *gravest;
}

}  // namespace cardtool

// SPDX-License-Identifier: Apache-2.0
#include "reading.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <cmath>
#include <iostream>

#include "command_line.h"
#include "stop.h"

namespace cardtool {
namespace {

using card::Milliseconds;

/// Who waits for a card is told so: on a terminal at once, in a script's log when it lasts.
class AnnouncingReader final : public card::Reader {
public:
    explicit AnnouncingReader(std::unique_ptr<card::Reader> below) : below_(std::move(below)) {}
    std::string name() const override { return below_->name(); }
    std::unique_ptr<card::Transport> wait_for_card(std::stop_token stop,
                                                   Milliseconds limit) override {
        static constexpr Milliseconds kSilence{2000};
        const auto text = tr("cardtool.status.put_card", {below_->name()});
        show_status(text);
        if (is_terminal(STDERR_FILENO) || limit <= kSilence)
            return below_->wait_for_card(std::move(stop), limit);
        try {
            return below_->wait_for_card(stop, kSilence);
        } catch (const card::Error& error) {
            if (error.code() != card::Errc::timed_out) throw;
        }
        say(text);
        const auto left = limit == card::kNoLimit ? limit : limit - kSilence;
        return below_->wait_for_card(std::move(stop), left);
    }
    void wait_for_removal(std::stop_token stop, Milliseconds limit) override {
        below_->wait_for_removal(std::move(stop), limit);
    }
    void wait_for_reader(std::stop_token stop, Milliseconds limit) override {
        below_->wait_for_reader(std::move(stop), limit);
    }
    void pass_over(const card::Error& why) override {
        const auto name = below_->name();
        below_->pass_over(why);
        show_status(tr("cardtool.status.passed_over", {name}));
    }
    void signal(card::Signal signal) override { below_->signal(signal); }

private:
    std::unique_ptr<card::Reader> below_;
};

/// Of a transcript that is replayed, else new.
card::SecretBytes session_seed(const std::string& uri) {
    static constexpr std::string_view kReplay = "replay:";
    if (uri.starts_with(kReplay)) {
        auto recorded = card::transcript_seed(uri.substr(kReplay.size()));
        if (!recorded.empty()) return card::SecretBytes(std::move(recorded));
    }
    static constexpr std::size_t kSeedSize = 32;
    card::SecretBytes fresh(kSeedSize);
    card::SystemRandom().fill(fresh.writable());
    return fresh;
}

void show(const card::Progress& progress) {
    switch (progress.step) {
        case card::Progress::Step::opening: return show_status(tr("cardtool.status.opening"));
        case card::Progress::Step::proving: return show_status(tr("cardtool.status.proving"));
        case card::Progress::Step::interrupted:
            return show_status(tr(progress.reader_lost ? "cardtool.status.reader_gone"
                                                       : "cardtool.status.card_left"));
        case card::Progress::Step::resumed: return show_status(tr("cardtool.status.resumed"));
        case card::Progress::Step::other_card: return show_status(tr("cardtool.status.other_card"));
        case card::Progress::Step::reading: break;
    }
    const auto percent = progress.total ? progress.done * 100 / progress.total : 0;
    show_status(
        tr("cardtool.status.reading", {card::name_of(progress.file), std::to_string(percent)}));
}

}  // namespace

void ReaderChoice::add_to(CLI::App& verb) {
    verb.add_option("--reader", uri, tr("cardtool.help.reader", {card::reader_forms()}))
        ->type_name("URI");
    verb.add_option("--wait", wait, tr("cardtool.help.wait"))
        ->type_name("SECONDS")
        ->check(is_seconds());
}

Milliseconds ReaderChoice::limit() const {
    return wait == 0 ? card::kNoLimit : Milliseconds(std::llround(wait * 1000));
}

Source::Source(const ReaderChoice& choice, card::Wrap wrap) {
    auto seed = session_seed(choice.uri);
    auto reader =
        card::logged(card::interruptible(card::open_reader(choice.uri), stop_on_signal()));
    if (!choice.record.empty())
        reader = card::record(std::move(reader), choice.record, seed.view());
    if (wrap) reader = card::wrapped(std::move(reader), std::move(wrap));
    reader_ = std::make_unique<AnnouncingReader>(std::move(reader));
    random_.emplace(std::move(seed));
}

card::ReadOptions Source::options() {
    card::ReadOptions options;
    options.random = &*random_;
    options.stop = stop_on_signal();
    options.progress = show;
    return options;
}

}  // namespace cardtool

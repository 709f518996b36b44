// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <unistd.h>

#include <chrono>
#include <iostream>

#include "card/readers.h"
#include "card/survey.h"
#include "common.h"

namespace cardtool {
namespace {

/// Notes of every exchange what a stranger may know.
class NotingTransport final : public card::Transport {
public:
    NotingTransport(std::unique_ptr<card::Transport> below, std::vector<card::ExchangeNote>& notes,
                    card::LinkTraits& link)
        : below_(std::move(below)), notes_(notes) {
        link = below_->traits();
    }
    card::Bytes transceive(card::ByteView command) override {
        static constexpr std::uint8_t kSecured = 0x0C;
        const auto start = std::chrono::steady_clock::now();
        auto answer = below_->transceive(command);
        const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - start);
        if (answer.size() >= 2)
            notes_.push_back(
                {command[1], (command[0] & kSecured) != 0,
                 static_cast<std::uint16_t>(answer[answer.size() - 2] << 8 | answer.back()),
                 static_cast<std::uint32_t>(took.count())});
        return answer;
    }
    card::LinkTraits traits() const override { return below_->traits(); }

private:
    std::unique_ptr<card::Transport> below_;
    std::vector<card::ExchangeNote>& notes_;
};

struct SurveyVerb {
    std::string reader = "pcsc:";
    std::filesystem::path to;
    bool consent = false;
    KeyOptions key;
    TrustOptions trust;

    int run() const {
        if (!consent)
            throw card::Error(card::Errc::usage, card::Step::survey,
                              "ask the card's holder first, then say so with --with-consent");
        const auto access_key = key.key();
        const auto store = trust.load();
        card::ReadOptions options;
        options.stop = stop_on_signal();
        std::vector<card::ExchangeNote> notes;
        card::LinkTraits link;
        const auto source =
            card::wrapped(card::open_reader(reader), [&](std::unique_ptr<card::Transport> chip) {
                return std::make_unique<NotingTransport>(std::move(chip), notes, link);
            });
        if (is_terminal(STDERR_FILENO))
            std::cerr << "put the card on " << source->name() << " ...\n";
        const auto document = card::read(*source, access_key, options);
        const std::string text =
            card::survey(document, card::verify(document, store), link, notes) + "\n";
        if (to.empty()) std::cout << text;
        else write_file(to, card::as_octets(text), Readers::everybody);
        if (!to.empty())
            std::cerr << "cardtool: " << to.string()
                      << " holds no value of the card's holder; docs/cards_read.md says where to "
                         "send it\n";
        return kDone;
    }
};

}  // namespace

void add_survey(CLI::App& app, int& exit_code) {
    auto* verb = app.add_subcommand("survey", "describe a card for developers, without values");
    auto options = std::make_shared<SurveyVerb>();
    verb->add_option("--reader", options->reader, reader_help());
    options->key.add_to(*verb);
    options->trust.add_to(*verb);
    verb->add_option("--to", options->to, "write into this file, not to the screen");
    verb->add_flag("--with-consent", options->consent, "the card's holder agrees");
    verb->callback([options, &exit_code] { exit_code = options->run(); });
}

}  // namespace cardtool

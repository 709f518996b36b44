// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <iostream>

#include "card/survey.h"
#include "common.h"
#include "reading.h"
#include "secrets.h"
#include "stop.h"

namespace cardtool {
namespace {

using Notes = std::vector<card::ExchangeNote>;

/// Notes of every exchange what a stranger may know.
class NotingTransport final : public card::Transport {
public:
    NotingTransport(std::unique_ptr<card::Transport> below, Notes& notes, card::LinkTraits& link)
        : below_(std::move(below)), notes_(notes) {
        link = below_->traits();
    }
    card::Bytes transceive(card::ByteView command) override {
        static constexpr std::uint8_t kSecured = 0x0C;
        const auto start = std::chrono::steady_clock::now();
        // An exchange without an answer is one as well: its status stays 0.
        notes_.push_back({command.size() < 2 ? std::uint8_t{0} : command[1],
                          !command.empty() && (command[0] & kSecured) != 0, 0, 0});
        auto answer = below_->transceive(command);
        const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - start);
        notes_.back().microseconds = static_cast<std::uint32_t>(took.count());
        if (answer.size() >= 2)
            notes_.back().status =
                static_cast<std::uint16_t>(answer[answer.size() - 2] << 8 | answer.back());
        return answer;
    }
    card::LinkTraits traits() const override { return below_->traits(); }

private:
    std::unique_ptr<card::Transport> below_;
    Notes& notes_;
};

card::SurveyedEnd end_of(const card::Error& error) {
    return {error.code(), error.step(), error.status()};
}

/// Of the same kind as the right one, and another.
card::AccessKey wrong_key(const card::AccessKey& right) {
    if (right.kind() == card::AccessKey::Kind::mrz)
        return card::AccessKey::from_document("000000000", "000101", "000101");
    const auto same = [&right](const card::AccessKey& other) {
        return std::ranges::equal(other.password().view(), right.password().view());
    };
    auto wrong = card::AccessKey::from_can("000000");
    return same(wrong) ? card::AccessKey::from_can("111111") : std::move(wrong);
}

struct SurveyVerb {
    ReaderChoice choice;
    std::filesystem::path to;
    bool consent = false, ask_wrong_number = false;
    KeyOptions key;
    TrustOptions trust;

    int run() const {
        if (!consent) throw Told(card::Errc::usage, card::Step::survey, "cardtool.error.consent");
        if (!to.empty()) check_free_file(to);
        const auto store = trust.load();
        const auto given = key.take();
        if (ask_wrong_number) say(tr("cardtool.wrong_number_said"));
        Notes exchanges;
        card::LinkTraits link;
        bool came = false;
        Source source(choice, [&](std::unique_ptr<card::Transport> chip) {
            came = true;
            return std::make_unique<NotingTransport>(std::move(chip), exchanges, link);
        });
        card::Document document;
        card::SurveyNotes notes;
        const auto error = read_all(source, given.opens, document);
        notes.exchanges = std::exchange(exchanges, {});
        if (error) notes.ended = end_of(*error);
        else if (ask_wrong_number) notes.wrong_number = ask(source, given.opens, exchanges);
        clear_status();
        // Without a card there is nothing to tell.
        if (error && !came) throw card::Error(*error);
        write(card::survey(document, card::verify(document, store), link, notes) + "\n");
        if (error) throw card::Error(*error);
        return kDone;
    }

    /// What came is in the document, also where the reading ended early.
    std::optional<card::Error> read_all(Source& source, const card::AccessKey& opens,
                                        card::Document& document) const {
        auto options = source.options();
        options.arrived = [&document](const card::Document& so_far) { document = so_far; };
        try {
            document = card::read(source.reader(), opens, options, choice.limit());
        } catch (const card::Error& error) {
            return error;
        }
        return {};
    }

    /// Once; then the right number again, up to the first file: what counts wrong numbers is set
    /// back by it.
    card::SurveyedWrongNumber ask(Source& source, const card::AccessKey& right,
                                  Notes& exchanges) const {
        card::SurveyedWrongNumber asked;
        asked.answer = opening(source, wrong_key(right));
        asked.exchanges = std::exchange(exchanges, {});
        asked.afterwards = opening(source, right);
        return asked;
    }

    /// Why the card did not open; nothing when it did.
    std::optional<card::SurveyedEnd> opening(Source& source, const card::AccessKey& opens) const {
        auto options = source.options();
        std::stop_source opened;
        bool open = false;
        options.stop = opened.get_token();
        options.arrived = [&](const card::Document& so_far) {
            open = so_far.file(card::FileId::com) || so_far.file(card::FileId::sod);
            if (open) opened.request_stop();
        };
        try {
            card::read(source.reader(), opens, options, choice.limit());
        } catch (const card::Error& error) {
            if (!open) return end_of(error);
        }
        return {};
    }

    void write(const std::string& text) const {
        if (to.empty()) {
            std::cout << text;
            return;
        }
        write_file(to, card::as_octets(text), Readers::everybody);
        say(tr("cardtool.survey_written", {to.string()}));
    }
};

}  // namespace

void add_survey(CLI::App& app, int& exit_code) {
    auto* verb = app.add_subcommand("survey", tr("cardtool.help.survey"));
    verb->footer("cardtool.example.survey");
    auto options = std::make_shared<SurveyVerb>();
    options->key.add_to(*verb);
    options->choice.add_to(*verb);
    verb->add_flag("--with-consent", options->consent, tr("cardtool.help.with_consent"));
    verb->add_option("--to", options->to, tr("cardtool.help.to_file"))->type_name("FILE");
    verb->add_flag("--ask-wrong-number", options->ask_wrong_number,
                   tr("cardtool.help.ask_wrong_number"));
    options->trust.add_to(*verb);
    verb->callback([options, &exit_code] { exit_code = options->run(); });
}

}  // namespace cardtool

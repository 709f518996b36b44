// SPDX-License-Identifier: Apache-2.0
// Cards that are torn away, flipped bits in answers and files, logs without a value.
#include <gtest/gtest.h>

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "card/error.h"
#include "card/readers.h"
#include "image/decoders.h"
#include "support/tampering.h"

namespace {

using card::Outcome;
using card::Verdict;
using support::Tampering;

TEST(Faults, a_card_torn_away_at_any_exchange_ends_the_reading_with_card_lost) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const std::size_t exchanges = support::answers_of(specimen).size();
    ASSERT_GT(exchanges, 100U);
    for (std::size_t torn = 0; torn < exchanges; torn += support::stride(1, 11)) {
        for (const std::size_t left : {std::size_t{0}, std::size_t{1}}) {
            Tampering chip(specimen,
                           [&](std::size_t exchange, card::ByteView, card::Bytes& answer) {
                               if (exchange >= torn) answer.resize(std::min(left, answer.size()));
                           });
            try {
                card::read(chip, support::can_of(specimen));
                FAIL() << torn;
            } catch (const card::Error& error) {
                EXPECT_EQ(error.code(), card::Errc::card_lost) << torn;
                EXPECT_EQ(error.step(), card::Step::read_removed);
            }
            EXPECT_EQ(chip.exchanges(), torn + 1);
        }
    }
}

TEST(Faults, a_stop_request_ends_the_reading_before_the_next_exchange) {
    const auto specimen = support::specimen("vn-citizen-2021");
    std::stop_source source;
    Tampering chip(specimen, [&](std::size_t exchange, card::ByteView, card::Bytes&) {
        if (exchange == 20) source.request_stop();
    });
    card::ReadOptions options;
    options.stop = source.get_token();
    try {
        card::read(chip, support::can_of(specimen), options);
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), card::Errc::stopped);
    }
    EXPECT_EQ(chip.exchanges(), 21U);
}

/// An EF.CardAccess of 40 000 octets in clear whose chip gives `each` octets a READ, and beyond 32
/// 767 an empty DO'53'.
class Trickling final : public card::Transport {
public:
    explicit Trickling(std::size_t each) : each_(each) {}
    card::Bytes transceive(card::ByteView command) override {
        ++exchanges;
        card::Bytes answer;
        if (command[1] == 0xB1) answer = card::from_hex("5300");
        else if (command[1] == 0xB0)
            answer = exchanges == 1 ? card::from_hex("31829C40") : card::Bytes(each_, 0x05);
        card::append(answer, card::from_hex("9000"));
        return answer;
    }
    std::size_t exchanges = 0;

private:
    std::size_t each_;
};

TEST(Faults, a_chip_that_trickles_or_answers_odd_reads_with_nothing_is_cut_off) {
    for (const auto& [each, most] : {std::pair{std::size_t{1}, std::size_t{1400}},
                                     std::pair{std::size_t{256}, std::size_t{200}}}) {
        Trickling chip(each);
        try {
            card::read(chip, card::AccessKey::from_can("000123"));
            FAIL();
        } catch (const card::Error& error) {
            EXPECT_EQ(error.step(), card::Step::read_no_progress);
        }
        EXPECT_LT(chip.exchanges, most);
    }
}

TEST(Faults,
     an_answer_held_back_by_a_man_in_the_middle_never_passes_for_the_answer_to_another_command) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto honest = support::read(specimen, support::can_of(specimen));
    for (std::size_t held = 6; held < 40; held += support::stride(1, 3)) {
        card::Bytes kept;
        Tampering chip(specimen, [&](std::size_t exchange, card::ByteView, card::Bytes& answer) {
            if (exchange == held) {
                kept = answer;
                answer = card::from_hex("6700");
            } else if (exchange == held + 1) {
                answer = kept;
            }
        });
        try {
            const auto document = card::read(chip, support::can_of(specimen));
            EXPECT_EQ(document.files, honest.files) << held;
            EXPECT_NE(card::verify(document, support::trust_of(specimen), support::policy_today())
                          .verdict(),
                      Verdict::undetermined);
        } catch (const card::Error&) {}
    }
}

TEST(Faults, a_picture_with_hundreds_of_scans_is_refused_after_some) {
    const auto octets = support::read_file(support::specimens() / "many-scans.jpg");
    EXPECT_THROW(card::image::decode(octets), card::Error);
}

class ErrorInClear : public testing::TestWithParam<const char*> {};
TEST_P(ErrorInClear, at_any_read_is_survived_by_a_smaller_block_or_a_fresh_session) {
    // The chip refuses one command before it unwraps it: the answer is invented here, so the
    // counters must not advance.
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto status = card::from_hex(GetParam());
    for (std::size_t which = 8; which < 105; which += 7) {
        simulated::CardTransport chip(specimen);
        struct Refusing final : card::Transport {
            Refusing(card::Transport& b, std::size_t w, const card::Bytes& s)
                : below(b), which(w), status(s) {}
            card::Bytes transceive(card::ByteView command) override {
                if (exchange++ == which && command[1] == 0xB0) return status;
                return below.transceive(command);
            }
            card::LinkTraits traits() const override { return below.traits(); }
            card::Transport& below;
            std::size_t which, exchange = 0;
            card::Bytes status;
        } refusing(chip, which, status);
        const auto document = card::read(refusing, support::can_of(specimen));
        const auto report =
            card::verify(document, support::trust_of(specimen), support::policy_today());
        if (report.check("chip.ca")->outcome == Outcome::failed)
            continue;  // it was the first answer under the new keys
        EXPECT_EQ(report.verdict(), Verdict::genuine) << which;
    }
}
INSTANTIATE_TEST_SUITE_P(Statuses, ErrorInClear, testing::Values("6700", "6988", "6987", "6F00"));

TEST(Faults, a_group_refused_in_clear_is_protected_and_not_the_end_of_the_reading) {
    for (const char* status : {"6982", "6985", "6A82"}) {
        const auto specimen = support::specimen("vn-citizen-2021");
        struct RefusingDg3 final : card::Transport {
            RefusingDg3(const simulated::Specimen& s, const char* w)
                : chip(s), status(card::from_hex(w)) {}
            card::Bytes transceive(card::ByteView command) override {
                return command[1] == 0xB0 && command[2] == 0x83 ? status : chip.transceive(command);
            }
            card::LinkTraits traits() const override { return chip.traits(); }
            simulated::CardTransport chip;
            card::Bytes status;
        } refusing(specimen, status);
        const auto document = card::read(refusing, support::can_of(specimen));
        const auto report =
            card::verify(document, support::trust_of(specimen), support::policy_today());
        EXPECT_EQ(report.verdict(), Verdict::genuine) << status;
        EXPECT_EQ(document.fallbacks,
                  (std::vector<std::string>{"fresh-session",
                                            "fresh-session"}));  // to ask again, and to go on
        EXPECT_EQ(report.check("dg.complete.3")->outcome, Outcome::not_possible);
    }
}

TEST(Faults, a_chip_that_refuses_everything_in_clear_is_given_up_after_three_fresh_sessions) {
    const auto specimen = support::specimen("vn-citizen-2021");
    Tampering chip(specimen, [](std::size_t exchange, card::ByteView command, card::Bytes& answer) {
        if (exchange > 6 && command[1] == 0xB0) answer = card::from_hex("6988");
    });
    try {
        card::read(chip, support::can_of(specimen));
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.step(), card::Step::read_no_progress);
    }
    EXPECT_LT(chip.exchanges(), 60U);
}

TEST(Privacy, no_log_line_of_a_whole_read_holds_a_value_of_the_specimen) {
    std::ostringstream log;
    const auto before = spdlog::default_logger();
    spdlog::set_default_logger(std::make_shared<spdlog::logger>(
        "test", std::make_shared<spdlog::sinks::ostream_sink_mt>(log)));
    spdlog::set_level(spdlog::level::trace);
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto chip = card::logged(card::open_reader("sim:vn-citizen-2021"))->wait_for_card({});
    const auto document = card::read(*chip, support::mrz_of(specimen));
    const auto report =
        card::verify(document, support::trust_of(specimen), support::policy_today());
    spdlog::set_default_logger(before);
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    const std::string text = log.str();
    EXPECT_GE(std::count(text.begin(), text.end(), '\n'),
              100);  // positive control: every APDU has a line
    for (const auto& field : report.holder().fields) {
        const auto& [key, value] = std::tie(field.key, field.text);
        if (value.size() < 4) continue;
        EXPECT_EQ(text.find(value), std::string::npos) << card::name_of(key);
        EXPECT_EQ(text.find(card::to_hex(card::as_octets(value))), std::string::npos)
            << card::name_of(key);
    }
    for (const char* key : {"can", "mrz", "mrz_information"})
        EXPECT_EQ(text.find(specimen.text(key)), std::string::npos) << key;
}

TEST(Privacy, no_error_text_repeats_the_key_it_was_given) {
    for (const auto& make :
         {+[] { card::AccessKey::from_can("12345X"); },
          +[] { card::AccessKey::from_mrz("IDVNM0990001232999099000123"); },
          +[] {
              card::AccessKey::from_printed(
                  "VN", {.number = "99909900012", .birth = "990101", .expiry = "390101"});
          },
          +[] { card::AccessKey::from_printed("VN", {.code = "99909900012|x"}); }}) {
        try {
            make();
            FAIL();
        } catch (const card::Error& error) {
            EXPECT_EQ(error.code(), card::Errc::usage);
            const std::string text = error.what();
            for (const char* value : {"12345X", "099000123", "99909900012"})
                EXPECT_EQ(text.find(value), std::string::npos) << text;
        }
    }
}

TEST(Replay, a_recorded_reading_replays_to_the_same_document) {
    support::Folder folder;
    const auto file = (folder.path() / "card.transcript").string();
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto seed = card::from_hex("00112233445566778899AABBCCDDEEFF");
    card::SeededRandom first{card::SecretBytes(seed)};
    card::ReadOptions options;
    options.random = &first;
    const auto document =
        card::read(*card::record(card::open_reader("sim:vn-citizen-2021"), file, seed),
                   support::can_of(specimen), options);
    EXPECT_EQ(std::filesystem::status(file).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    ASSERT_EQ(card::transcript_seed(file), seed);
    card::SeededRandom second{card::SecretBytes(card::transcript_seed(file))};
    options.random = &second;
    const auto reader = card::open_reader("replay:" + file);
    const auto again = card::read(*reader->wait_for_card({}), support::can_of(specimen), options);
    EXPECT_EQ(again.files, document.files);
    // Whoever wrote the transcript knew the session's secrets: its proofs prove nothing.
    EXPECT_EQ(card::verify(again, support::trust_of(specimen), support::policy_today()).verdict(),
              Verdict::chip_unproven);
    card::SeededRandom other{card::SecretBytes(card::from_hex("01"))};
    options.random = &other;
    EXPECT_THROW(card::read(*card::open_reader("replay:" + file)->wait_for_card({}),
                            support::can_of(specimen), options),
                 card::Error);
}

std::size_t resident_kib() {
    std::ifstream status("/proc/self/statm");
    std::size_t total = 0, resident = 0;
    status >> total >> resident;
    return resident * 4;
}
std::ptrdiff_t open_files() {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"),
                         std::filesystem::directory_iterator());
}

TEST(Soak, a_thousand_readings_in_a_row_leave_memory_and_descriptors_as_they_were) {
    const char* asked = std::getenv("CARD_SOAK");
    const int readings = asked && std::string(asked) == "1" ? 1000 : 20;
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto trust = support::trust_of(specimen);
    const auto once = [&] {
        return card::verify(support::read(specimen, support::can_of(specimen)), trust,
                            support::policy_today())
            .verdict();
    };
    for (int i = 0; i < 10; ++i) ASSERT_EQ(once(), Verdict::genuine);
    const auto memory = resident_kib();
    const auto files = open_files();
    for (int i = 0; i < readings; ++i) ASSERT_EQ(once(), Verdict::genuine);
    std::cout << readings << " readings: memory " << memory << " to " << resident_kib()
              << " KiB, descriptors " << files << " to " << open_files() << '\n';
    EXPECT_EQ(open_files(), files);
#ifndef CARD_SANITIZED
    EXPECT_LE(resident_kib(), memory + 1024);
#endif
}

}  // namespace

// SPDX-License-Identifier: Apache-2.0
// The NFC driver through the real libnfc, in its helper process, to a PN532 that is emulated on a
// pseudo-terminal.
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>

#include "card/error.h"
#include "drivers/pn532_emulator.h"
#include "nfc/nfc_reader.h"

namespace {

using card::Errc;
using card::Verdict;
using support::Pn532Emulator;
using support::Pn532Fault;
using namespace std::chrono_literals;

constexpr card::Milliseconds kLimit = 10s;

std::unique_ptr<card::Reader> open(const Pn532Emulator& emulator,
                                   card::nfc::NfcOptions options = {}) {
    return card::nfc::open(emulator.connstring(), options);
}

/// A driver that gives up soon, for faults that silence the reader.
card::nfc::NfcOptions impatient() {
    card::nfc::NfcOptions options;
    options.exchange_limit = 300ms;
    return options;
}

Verdict judge(const card::Document& document, const simulated::Specimen& specimen) {
    return card::verify(document, support::trust_of(specimen), support::policy_today()).verdict();
}

TEST(Nfc, reads_and_verifies_the_citizen_card_as_genuine_through_libnfc) {
    const auto specimen = support::specimen("vn-citizen-2021");
    Pn532Emulator emulator;
    emulator.place({specimen});
    const auto reader = open(emulator);
    const auto document = card::read(*reader, support::can_of(specimen), {}, kLimit);
    EXPECT_EQ(judge(document, specimen), Verdict::genuine);
    const auto direct = support::read(specimen, support::can_of(specimen));
    EXPECT_EQ(document.counters.apdus, direct.counters.apdus);
    EXPECT_TRUE(document.files == direct.files);
    emulator.remove();
    reader->wait_for_removal({}, kLimit);
}

TEST(Nfc, a_card_that_comes_later_is_waited_for_and_a_wait_has_its_limit_and_its_stop) {
    Pn532Emulator emulator;
    const auto reader = open(emulator);
    try {
        reader->wait_for_card({}, 200ms);
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), Errc::timed_out);
    }
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(reader->wait_for_card(source.get_token()), card::Error);
    std::jthread later([&] { emulator.place({support::specimen("vn-citizen-2021")}); });
    EXPECT_NE(reader->wait_for_card({}, kLimit), nullptr);
}

TEST(Nfc, several_cards_and_cards_that_only_store_have_their_own_sentence) {
    const auto specimen = support::specimen("vn-citizen-2021");
    Pn532Emulator emulator;
    const auto reader = open(emulator);
    const auto step = [&] {
        try {
            reader->wait_for_card({}, kLimit);
        } catch (const card::Error& error) {
            return std::string(name_of(error.step()));
        }
        return std::string();
    };
    emulator.place({specimen, specimen});
    EXPECT_EQ(step(), "card.several");
    emulator.place_storage_card();
    EXPECT_EQ(step(), "card.storage");
    emulator.place({specimen});
    EXPECT_EQ(step(), "");
}

TEST(Nfc, a_second_program_on_the_same_port_is_told_so_by_whatever_name) {
    Pn532Emulator emulator;
    const auto first = open(emulator);
    for (const char* speed : {"", ":115200"}) {
        try {
            card::nfc::open(emulator.connstring() + speed);
            FAIL();
        } catch (const card::Error& error) {
            EXPECT_EQ(error.code(), Errc::reader_lost);
            EXPECT_NE(std::string(error.what()).find("another program"), std::string::npos);
        }
    }
}

TEST(Nfc, a_card_that_stays_can_be_read_again) {
    const auto specimen = support::specimen("vn-citizen-2021");
    Pn532Emulator emulator;
    emulator.place({specimen});
    const auto reader = open(emulator);
    for (int reading = 0; reading < 3; ++reading)
        EXPECT_EQ(judge(card::read(*reader, support::can_of(specimen), {}, kLimit), specimen),
                  Verdict::genuine);
}

TEST(Nfc, a_stop_ends_the_wait_for_a_reader_that_has_fallen_silent) {
    Pn532Emulator emulator;
    emulator.place({support::specimen("vn-citizen-2021")});
    const auto reader = open(emulator);
    emulator.silence();
    std::stop_source source;
    std::jthread stopper([&] { source.request_stop(); });
    try {
        reader->wait_for_card(source.get_token());
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), Errc::stopped);
    }
}

TEST(Nfc, names_of_other_drivers_are_refused_and_a_port_that_is_not_there_is_told) {
    for (const char* name : {"", "pcsc", "pn532_uart_x:/dev/null", "arygon:/dev/null"})
        EXPECT_THROW(card::nfc::open(name), card::Error) << name;
    try {
        card::nfc::open("pn532_uart:/no/such/port");
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), Errc::reader_lost);
    }
}

TEST(Nfc, an_answer_to_reset_is_made_of_the_historical_octets) {
    EXPECT_EQ(card::to_hex(card::nfc::atr_of_ats(card::from_hex("787791024A434F5031"))),
              "3B8580014A434F503123");
    EXPECT_EQ(card::to_hex(card::nfc::atr_of_ats({})), "3B80800101");
    EXPECT_EQ(card::to_hex(card::nfc::atr_of_ats(card::from_hex("78"))), "3B80800101");
}

TEST(Nfc, a_reader_that_is_unplugged_and_plugged_in_again_is_met_again) {
    const auto specimen = support::specimen("vn-citizen-2021");
    Pn532Emulator emulator;
    const auto reader = open(emulator, impatient());
    emulator.unplug();
    try {
        reader->wait_for_card({}, kLimit);
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), Errc::reader_lost);
    }
    EXPECT_THROW(reader->wait_for_reader({}, 200ms), card::Error);
    emulator.plug();
    emulator.place({specimen});
    reader->wait_for_reader({}, kLimit);
    EXPECT_EQ(judge(card::read(*reader, support::can_of(specimen), {}, kLimit), specimen),
              Verdict::genuine);
}

TEST(Nfc, a_helper_that_is_killed_in_mid_read_is_started_again_and_the_reading_goes_on) {
    const auto specimen = support::specimen("vn-citizen-2021");
    Pn532Emulator emulator;
    emulator.place({specimen});
    int helper = 0, starts = 0;
    auto options = impatient();
    options.on_start = [&](int pid) {
        helper = pid;
        ++starts;
    };
    const auto reader = open(emulator, options);
    card::ReadOptions reading;
    reading.progress = [&](const card::Progress& progress) {
        if (progress.file == card::FileId::dg2 && progress.done > 4000 && starts == 1)
            kill(helper, SIGKILL);
    };
    const auto document = card::read(*reader, support::can_of(specimen), reading, kLimit);
    EXPECT_EQ(starts, 2);
    EXPECT_EQ(judge(document, specimen), Verdict::genuine);
}

class Armed : public testing::TestWithParam<Pn532Fault> {};

/// Fewer places by default; CARD_MUTATE=1: every exchange of a reading.
std::size_t stride() { return support::stride(17, 41); }

TEST_P(Armed, faults_at_any_exchange_are_survived_and_never_change_a_verdict) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const std::size_t exchanges = support::read(specimen, support::can_of(specimen)).counters.apdus;
    for (std::size_t at = 0; at < exchanges; at += stride()) {
        Pn532Emulator emulator;
        emulator.place({specimen});
        emulator.arm(GetParam(), at);
        const auto reader = open(emulator, impatient());
        card::ReadOptions options;
        options.progress = [&](const card::Progress& progress) {
            if (progress.step != card::Progress::Step::interrupted) return;
            emulator.plug();
            if (GetParam() == Pn532Fault::card_gone) emulator.place({specimen});
        };
        const auto document = card::read(*reader, support::can_of(specimen), options, kLimit);
        EXPECT_TRUE(emulator.struck()) << at;
        EXPECT_EQ(judge(document, specimen), Verdict::genuine) << at;
    }
}
INSTANTIATE_TEST_SUITE_P(Faults, Armed,
                         testing::Values(Pn532Fault::late_answer, Pn532Fault::half_frame,
                                         Pn532Fault::bad_checksum, Pn532Fault::status_bit_7,
                                         Pn532Fault::error_in_later_part,
                                         Pn532Fault::released_target, Pn532Fault::empty_body,
                                         Pn532Fault::unplug, Pn532Fault::card_gone));

}  // namespace

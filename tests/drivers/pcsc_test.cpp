// SPDX-License-Identifier: Apache-2.0
// The simulated card behind the real pcscd and vpcd: run by tests/support/private_pcscd.
#include <gtest/gtest.h>

#include <algorithm>

#include "card/error.h"
#include "drivers/on_reader.h"

namespace {

using card::Verdict;

using support::OnReader;

class Pcsc : public support::UnderPcscd {
protected:
    static std::unique_ptr<card::Transport> wait() {
        return card::open_reader("pcsc:")->wait_for_card({}, support::kWaitLimit);
    }
};

TEST_F(Pcsc, lists_the_readers_and_the_card_on_one) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const OnReader card(specimen);
    wait();
    const auto readers = card::list_readers();
    ASSERT_GE(readers.size(), 1U);
    const auto holding = std::find_if(readers.begin(), readers.end(),
                                      [](const auto& reader) { return reader.card_present; });
    ASSERT_NE(holding, readers.end());
    EXPECT_EQ(holding->atr, specimen.text("atr"));
}

TEST_F(Pcsc, reads_and_verifies_the_citizen_card_as_genuine) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const OnReader card(specimen);
    const auto chip = wait();
    EXPECT_EQ(card::to_hex(chip->traits().atr), specimen.text("atr"));
    const auto document = card::read(*chip, support::can_of(specimen));
    const auto report =
        card::verify(document, support::trust_of(specimen), support::policy_today());
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    EXPECT_EQ(document.counters.apdus,
              support::read(specimen, support::can_of(specimen)).counters.apdus);
}

TEST_F(Pcsc, a_first_slot_without_a_document_does_not_end_the_search) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const OnReader other(specimen.patched({{"behaviour", {{"application", "none"}}},
                                           {"pace", nullptr},
                                           {"files", {{"011C", nullptr}}}}));
    card::open_reader("pcsc:00 00")->wait_for_card({}, support::kWaitLimit);
    const auto key = support::can_of(specimen);
    try {
        card::read(*card::open_reader("pcsc:"), key, {}, support::kWaitLimit);
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(card::name_of(error.step()), "card.no_application") << error.what();
    }
    const OnReader card(specimen, 1);
    card::open_reader("pcsc:00 01")->wait_for_card({}, support::kWaitLimit);
    const auto reader = card::open_reader("pcsc:");
    const auto document = card::read(*reader, key, {}, support::kWaitLimit);
    EXPECT_EQ(reader->name(), "Virtual PCD 00 01");
    EXPECT_EQ(
        card::verify(document, support::trust_of(specimen), support::policy_today()).verdict(),
        Verdict::genuine);
}

TEST_F(Pcsc, catches_lies_behind_the_real_daemon) {
    for (const auto& [lie, verdict] : {std::pair{"clone-ca-other-key", Verdict::not_genuine},
                                       std::pair{"clone-refuses", Verdict::chip_unproven},
                                       std::pair{"sod-unknown-csca", Verdict::undetermined},
                                       std::pair{"dg2-other-portrait", Verdict::not_genuine}}) {
        SetUp();
        const auto specimen = support::specimen("vn-citizen-2021", lie);
        const OnReader card(specimen);
        const auto chip = wait();
        EXPECT_EQ(card::verify(card::read(*chip, support::can_of(specimen)),
                               support::trust_of(specimen), support::policy_today())
                      .verdict(),
                  verdict)
            << lie;
    }
}

TEST_F(Pcsc, reads_with_extended_length_where_card_and_reader_allow_it) {
    const auto specimen = support::specimen("vn-citizen-2021", "extended");
    const OnReader card(specimen);
    const auto chip = wait();
    const auto document = card::read(*chip, support::can_of(specimen));
    EXPECT_EQ(
        card::verify(document, support::trust_of(specimen), support::policy_today()).verdict(),
        Verdict::genuine);
}

TEST_F(Pcsc, a_card_that_leaves_in_mid_read_is_card_lost) {
    const auto specimen = support::specimen("vn-citizen-2021");
    auto card = std::make_unique<OnReader>(specimen);
    const auto chip = wait();
    card::ReadOptions options;
    options.progress = [&](const card::Progress& progress) {
        if (progress.file == card::FileId::dg2) card.reset();
    };
    try {
        card::read(*chip, support::can_of(specimen), options);
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), card::Errc::card_lost) << error.what();
    }
}

TEST_F(Pcsc, a_stop_request_ends_the_wait_for_a_card_and_for_its_removal) {
    const auto reader = card::open_reader("pcsc:");
    reader->wait_for_reader({}, card::Milliseconds(20'000));  // the service may have just begun
    std::stop_source source;
    std::jthread stopper([&] { source.request_stop(); });
    try {
        reader->wait_for_card(source.get_token());
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), card::Errc::stopped);
    }
}

TEST_F(Pcsc, the_wait_for_removal_ends_when_the_card_goes) {
    auto card = std::make_unique<OnReader>(support::specimen("vn-citizen-2021"));
    const auto reader = card::open_reader("pcsc:");
    reader->wait_for_card({}).reset();
    std::jthread remover([&] { card.reset(); });
    EXPECT_NO_THROW(reader->wait_for_removal({}));
}

TEST_F(Pcsc, a_reader_name_that_does_not_exist_is_told) {
    try {
        card::open_reader("pcsc:No Such Reader");
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), card::Errc::reader_lost);
    }
}

}  // namespace

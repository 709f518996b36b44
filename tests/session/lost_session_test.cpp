// SPDX-License-Identifier: Apache-2.0
// Chips that lose the protected session: a fresh one is opened, no file is lost, and no proof of
// the chip is taken over from one session into the next.
#include <gtest/gtest.h>

#include "card/error.h"
#include "support/visits.h"

namespace {

using card::Outcome;
using card::Verdict;
using nlohmann::json;
using support::bent;

/// Errors in clear that end the session, at each protected command in turn.
class LostSession : public testing::TestWithParam<const char*> {};

TEST_P(LostSession, costs_one_fresh_session_and_never_a_proof_of_the_chip) {
    const auto usual = support::specimen("vn-citizen-2021");
    const auto honest = support::read(usual, support::can_of(usual));
    int genuine = 0, disproven = 0;
    const auto step = static_cast<int>(support::stride(1, 13));
    for (int at = 1; at < 99; at += step) {
        const auto specimen = bent({{"fails_in_clear_at", at}, {"fails_in_clear", GetParam()}});
        const auto document = support::read(specimen, support::can_of(specimen));
        const auto report = support::judge(document, specimen);
        if (report.check("chip.ca")->outcome != Outcome::passed) {
            ++disproven;
            const bool answered = document.chip_authentication.outcome ==
                                  card::ChipAuthenticationRecord::Outcome::wrong;
            EXPECT_EQ(report.verdict(), answered ? Verdict::not_genuine : Verdict::genuine) << at;
            continue;
        }
        EXPECT_EQ(report.verdict(), Verdict::genuine) << at;
        EXPECT_EQ(std::ranges::count(document.fallbacks, "fresh-session"), 1) << at;
        EXPECT_EQ(document.files, honest.files) << at;
        ++genuine;
    }
    if (step != 1) return;    // only the whole row says how many of each there are
    EXPECT_EQ(disproven, 3);  // MSE, GENERAL AUTHENTICATE, and the first answer under the new keys
    EXPECT_EQ(genuine, 98 - disproven);
}
#ifdef CARD_SANITIZED  // it takes its time, and the others differ in the status alone
INSTANTIATE_TEST_SUITE_P(Statuses, LostSession, testing::Values("6988"));
#else
INSTANTIATE_TEST_SUITE_P(Statuses, LostSession, testing::Values("6988", "6F00", "6982", "6985"));
#endif

TEST(LostSessions, a_chip_that_counts_on_behind_its_error_costs_one_fresh_session_and_no_file) {
    const auto usual = support::specimen("vn-citizen-2021");
    const auto honest = support::read(usual, support::can_of(usual));
    const auto step = static_cast<int>(support::stride(1, 13));
    int unproven = 0;
    for (int at = 1; at < 99; at += step) {
        const auto specimen = bent({{"fails_in_clear_at", at},
                                    {"fails_in_clear", "6F00"},
                                    {"fails_in_clear_and", "counts-on"}});
        const auto document = support::read(specimen, support::can_of(specimen));
        // The one answer that was to prove the chip proves nothing in clear.
        const bool wrong =
            document.chip_authentication.outcome == card::ChipAuthenticationRecord::Outcome::wrong;
        if (wrong) ++unproven;
        EXPECT_EQ(support::judge(document, specimen).verdict(),
                  wrong ? Verdict::not_genuine : Verdict::genuine)
            << at;
        EXPECT_EQ(document.files, honest.files) << at;
        EXPECT_LE(std::ranges::count(document.fallbacks, "fresh-session"), 1) << at;
    }
    EXPECT_LE(unproven, 1);
}

TEST(LostSessions, a_session_that_is_lost_costs_no_file_however_the_card_was_opened) {
    const auto step = static_cast<int>(support::stride(3, 13));
    for (const char* name : {"vn-citizen-bac", "passport-cam", "passport-bac", "passport-im"}) {
        const auto usual = support::specimen(name);
        const auto honest = support::read(usual, support::mrz_of(usual));
        for (int at = 1; at < 90; at += step) {
            const auto specimen =
                bent({{"fails_in_clear_at", at}, {"fails_in_clear", "6F00"}}, name);
            const auto document = support::read(specimen, support::mrz_of(specimen));
            EXPECT_EQ(document.files, honest.files) << name << at;
            const auto report = support::judge(document, specimen);
            const bool answered = document.chip_authentication.outcome ==
                                  card::ChipAuthenticationRecord::Outcome::wrong;
            const bool refused = document.chip_authentication.outcome ==
                                 card::ChipAuthenticationRecord::Outcome::refused;
            if (refused) continue;
            EXPECT_EQ(report.verdict(), answered ? Verdict::not_genuine : Verdict::genuine)
                << name << at;
        }
    }
}

TEST(LostSessions, a_session_that_is_lost_for_ever_ends_the_reading) {
    const auto specimen = bent(
        {{"fails_in_clear_at", 1}, {"fails_in_clear", "6988"}, {"fails_in_clear_for", "ever"}});
    EXPECT_THROW(support::read(specimen, support::can_of(specimen)), card::Error);
}

TEST(LostSessions, a_lost_session_goes_on_with_a_chip_that_takes_no_second_select) {
    for (const char* second : {"6985", "reset"}) {
        const auto specimen = bent({{"fails_in_clear_at", 50},
                                    {"fails_in_clear", "6988"},
                                    {"select_master_file", "6A86"},
                                    {"second_select", second}});
        const auto document = support::read(specimen, support::can_of(specimen));
        EXPECT_EQ(support::judge(document, specimen).verdict(), Verdict::genuine) << second;
        EXPECT_TRUE(support::has(document, "application-still-selected")) << second;
    }
}

/// The second chip answers from the first error in clear on.
class Swapped final : public card::Transport {
public:
    Swapped(const simulated::Specimen& first, const simulated::Specimen& second, std::size_t at)
        : first_(first), second_(second), at_(at) {}
    card::Bytes transceive(card::ByteView command) override {
        if (exchanges_++ == at_) return card::from_hex("6988");
        return exchanges_ <= at_ ? first_.transceive(command) : second_.transceive(command);
    }
    card::LinkTraits traits() const override { return first_.traits(); }

private:
    simulated::CardTransport first_, second_;
    std::size_t at_, exchanges_ = 0;
};

TEST(LostSessions, another_card_never_goes_on_in_a_fresh_session) {
    const auto first = support::specimen("vn-citizen-2021");
    const auto second = support::with_number_of(first, "vn-citizen-no-expiry");
    for (const std::size_t at : {30U, 60U, 90U}) {
        Swapped chip(first, second, at);
        try {
            card::read(chip, support::can_of(first));
            FAIL() << at;
        } catch (const card::Error& error) {
            EXPECT_EQ(error.code(), card::Errc::card_lost) << at << error.what();
        }
    }
}

}  // namespace

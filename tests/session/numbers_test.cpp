// SPDX-License-Identifier: Apache-2.0
// Numbers that do not match: whatever the chip says of one, it is told as one, and never sent
// again.
#include <gtest/gtest.h>

#include "card/error.h"
#include "support/visits.h"

namespace {

using card::Errc;

constexpr std::uint8_t kManageSecurityEnvironment = 0x22, kGetChallenge = 0x84,
                       kGeneralAuthenticate = 0x86, kExternalAuthenticate = 0x82;

simulated::Specimen refusing(bool bac, const char* status) {
    return support::specimen(bac ? "vn-citizen-bac" : "vn-citizen-2021")
        .patched({{"bac", true}, {"behaviour", {{"wrong_password", status}}}});
}
card::AccessKey wrong_mrz() {
    return card::AccessKey::from_document("000000000", "990101", "390101");
}

struct Refusal {
    Errc code;
    card::Step step;
    std::optional<std::uint16_t> status;
    std::string text;
};

Refusal refusal_of(card::Transport& chip, const card::AccessKey& key) {
    try {
        card::read(chip, key);
    } catch (const card::Error& error) {
        return {error.code(), error.step(), error.status(), error.what()};
    }
    return {Errc::io, card::Step::verify, {}, "no error"};
}

class EveryStatus : public testing::TestWithParam<const char*> {};

TEST_P(EveryStatus, of_the_last_step_is_first_of_all_a_wrong_number) {
    const auto status = static_cast<std::uint16_t>(std::stoul(GetParam(), nullptr, 16));
    const bool ends = status == 0x63C0 || status == 0x63C1 || status == 0x6983;
    for (const bool bac : {false, true}) {
        support::Watched chip(refusing(bac, GetParam()));
        const auto refusal = refusal_of(chip, wrong_mrz());
        EXPECT_EQ(refusal.code, ends ? Errc::card_asks_wait : Errc::wrong_key) << refusal.text;
        EXPECT_EQ(refusal.step,
                  bac ? card::Step::access_bac_answer : card::Step::access_pace_token);
        EXPECT_EQ(refusal.status, status);
        const char* said = status == 0x63C1 ? "one try: it is not spent here"
                           : ends           ? "the card has locked itself"
                                            : "the number does not match this card";
        EXPECT_NE(refusal.text.find(said), std::string::npos) << refusal.text;
        EXPECT_EQ(chip.sent(kExternalAuthenticate), bac ? 1U : 0U);
        EXPECT_EQ(chip.sent(kGetChallenge), bac ? 1U : 0U)
            << "PACE's wrong number never leads to BAC";
        EXPECT_EQ(chip.sent(kManageSecurityEnvironment), bac ? 0U : 1U);
        EXPECT_EQ(chip.sent(kGeneralAuthenticate), bac ? 0U : 4U);
    }
}
INSTANTIATE_TEST_SUITE_P(Statuses, EveryStatus,
                         testing::Values("6300", "63C0", "63C1", "63C2", "63CF", "6700", "6982",
                                         "6983", "6984", "6985", "6988", "6A80", "6A88", "6B00",
                                         "6D00", "6F00", "6200", "6283"));

TEST(Numbers, a_refusal_of_an_earlier_step_or_a_lost_card_is_none_of_the_number) {
    for (const char* step : {"select", "nonce"})
        for (const char* status : {"6300", "63C2", "6982", "6A80"}) {
            const auto specimen =
                support::specimen("vn-citizen-2021")
                    .patched({{"behaviour", {{"pace_error_step", step}, {"pace_error", status}}}});
            support::Watched chip(specimen);
            EXPECT_EQ(refusal_of(chip, support::mrz_of(specimen)).code, Errc::protocol)
                << step << ' ' << status;
            EXPECT_EQ(chip.sent(kGetChallenge), 0U);
        }
    const auto specimen = support::specimen("vn-citizen-2021");
    support::Visits reader({{specimen, 5}});
    try {
        card::read(reader, support::can_of(specimen));
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), Errc::card_lost);
    }
}

TEST(Numbers, no_try_is_spent_where_the_chip_says_beforehand_that_one_or_none_is_left) {
    for (const char* status : {"63C0", "63C1", "6983"}) {
        const auto specimen =
            support::specimen("vn-citizen-2021")
                .patched({{"behaviour", {{"pace_error_step", "select"}, {"pace_error", status}}}});
        support::Watched chip(specimen);
        EXPECT_EQ(refusal_of(chip, support::can_of(specimen)).code, Errc::card_asks_wait) << status;
        EXPECT_EQ(chip.sent(kGeneralAuthenticate), 0U);
    }
}

TEST(Numbers, a_chip_that_wants_its_parameters_named_is_sent_the_number_once) {
    const auto specimen = support::specimen("vn-citizen-2021")
                              .patched({{"behaviour", {{"pace_wants_parameters", "6A87"}}}});
    support::Watched chip(specimen);
    EXPECT_EQ(refusal_of(chip, card::AccessKey::from_can("999999")).code, Errc::wrong_key);
    EXPECT_EQ(chip.sent(kManageSecurityEnvironment), 2U);
    EXPECT_EQ(chip.sent(kGeneralAuthenticate), 4U);
}

TEST(Numbers, a_number_that_has_opened_the_card_is_not_called_wrong_in_a_fresh_session) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto other = specimen.patched({{"can", "999999"}});
    simulated::CardTransport first(specimen), second(other);
    std::size_t exchanges = 0;
    class Changing final : public card::Transport {
    public:
        Changing(card::Transport& one, card::Transport& two, std::size_t& at)
            : one_(one), two_(two), at_(at) {}
        card::Bytes transceive(card::ByteView command) override {
            static constexpr std::size_t kLate = 60;
            if (++at_ == kLate) return card::from_hex("6988");
            return at_ < kLate ? one_.transceive(command) : two_.transceive(command);
        }

    private:
        card::Transport &one_, &two_;
        std::size_t& at_;
    } chip(first, second, exchanges);
    const auto refusal = refusal_of(chip, support::can_of(specimen));
    EXPECT_EQ(refusal.code, Errc::protocol) << refusal.text;
    EXPECT_EQ(refusal.step, card::Step::access_pace_token);
}

}  // namespace

// SPDX-License-Identifier: Apache-2.0
// Whether a card is the one that was read before: by one opening with PACE, and its EF.SOD.
#include <gtest/gtest.h>

#include <algorithm>

#include "card/error.h"
#include "support/visits.h"

namespace {

using card::Errc;
using card::Recognition;

constexpr std::uint8_t kManageSecurityEnvironment = 0x22, kGeneralAuthenticate = 0x86,
                       kGetChallenge = 0x84, kExternalAuthenticate = 0x82, kSelect = 0xA4;
constexpr std::size_t kPaceSteps = 4;

const simulated::Specimen& usual() {
    static const auto specimen = support::specimen("vn-citizen-2021");
    return specimen;
}

card::Bytes sod_of(const simulated::Specimen& specimen) {
    return card::from_hex(specimen.data().at("files").at("011D").get<std::string>());
}

simulated::Specimen with_sod(const std::string& hex) {
    return usual().patched({{"files", {{"011D", hex}}}});
}

Recognition asked(card::Transport& chip, const card::ReadOptions& options = {}) {
    return card::recognise(chip, support::can_of(usual()), sod_of(usual()), options);
}

/// The code of the error that asking ends with.
std::optional<Errc> error_of(card::Transport& chip, const card::ReadOptions& options = {}) {
    try {
        asked(chip, options);
        return {};
    } catch (const card::Error& error) {
        return error.code();
    }
}

/// Commands that recognising the usual card takes.
std::size_t usual_commands() {
    support::Watched chip(usual());
    EXPECT_EQ(asked(chip), Recognition::same);
    return chip.commands.size();
}

TEST(Recognise, the_same_card_by_one_opening_and_its_sod_in_fifteen_exchanges) {
    support::Watched chip(usual());
    EXPECT_EQ(asked(chip), Recognition::same);
    EXPECT_EQ(chip.sent(kManageSecurityEnvironment), 1U);
    EXPECT_EQ(chip.sent(kGeneralAuthenticate), kPaceSteps);
    EXPECT_EQ(chip.sent(kSelect), 1U);
    EXPECT_EQ(chip.commands.size(), 15U);
}

TEST(Recognise, the_same_card_by_the_mrz_through_pace) {
    support::Watched chip(usual());
    EXPECT_EQ(card::recognise(chip, support::mrz_of(usual()), sod_of(usual())), Recognition::same);
    EXPECT_EQ(chip.sent(kGeneralAuthenticate), kPaceSteps);
    EXPECT_EQ(chip.sent(kGetChallenge), 0U);
}

TEST(Recognise, a_chip_of_any_harmless_kind) {
    for (const auto& [name, patch] : usual().data().at("truths").items()) {
        const auto specimen = usual().with(name);
        support::Watched chip(specimen);
        EXPECT_EQ(card::recognise(chip, support::can_of(specimen), sod_of(specimen)),
                  Recognition::same)
            << name;
        EXPECT_EQ(chip.sent(kGeneralAuthenticate), kPaceSteps) << name;
    }
}

TEST(Recognise, another_card_with_the_same_number_by_its_sod) {
    support::Watched chip(support::with_number_of(usual(), "vn-citizen-no-expiry"));
    EXPECT_EQ(asked(chip), Recognition::other);
    EXPECT_EQ(chip.sent(kManageSecurityEnvironment), 1U);
}

TEST(Recognise, every_octet_of_the_sod_counts) {
    const auto own = sod_of(usual());
    for (const auto at : {own.size() / 2, own.size() - 1}) {
        auto changed = own;
        changed[at] = static_cast<std::uint8_t>(changed[at] ^ 1);
        simulated::CardTransport chip(with_sod(card::to_hex(changed)));
        EXPECT_EQ(asked(chip), Recognition::other) << at;
    }
}

TEST(Recognise, a_card_that_refuses_the_number_is_asked_once_and_is_another) {
    for (const char* status : {"6300", "63C1", "6983", "6985", "6A80"}) {
        support::Watched chip(usual().patched(
            {{"can", "999999"}, {"bac", true}, {"behaviour", {{"wrong_password", status}}}}));
        EXPECT_EQ(asked(chip), Recognition::other) << status;
        EXPECT_EQ(chip.sent(kManageSecurityEnvironment), 1U) << status;
        EXPECT_EQ(chip.sent(kGeneralAuthenticate), kPaceSteps) << status;
        EXPECT_EQ(chip.commands.back()[1], kGeneralAuthenticate) << status;
    }
}

TEST(Recognise, a_chip_that_claims_to_know_the_number_is_another) {
    support::Watched chip(usual().patched({{"behaviour", {{"without_password", "pace"}}}}));
    EXPECT_EQ(asked(chip), Recognition::other);
    EXPECT_EQ(chip.commands.back()[1], kGeneralAuthenticate);
}

TEST(Recognise, a_card_without_a_form_of_pace_that_runs_is_another_and_gets_no_number) {
    // PACE without a parameter, and with a mapping that nobody knows.
    const auto offering = [](const char* info) {
        return usual().patched({{"bac", true}, {"files", {{"011C", info}}}});
    };
    for (const auto& specimen :
         {support::specimen("vn-citizen-bac"), support::specimen("passport-open"),
          support::specimen("vn-citizen-2021", "card-access-hidden"),
          offering("3111300F060A04007F00070202040202020102"),
          offering("31143012060A04007F0007020204090202010202010D"), offering("31FF")}) {
        support::Watched chip(specimen);
        EXPECT_EQ(card::recognise(chip, support::mrz_of(specimen), sod_of(specimen)),
                  Recognition::other);
        for (const auto instruction : {kManageSecurityEnvironment, kGeneralAuthenticate,
                                       kGetChallenge, kExternalAuthenticate})
            EXPECT_EQ(chip.sent(instruction), 0U) << specimen.text("about");
    }
}

TEST(Recognise, a_card_that_leaves_at_any_exchange_is_lost_and_neither_same_nor_another) {
    for (std::size_t torn = 0, all = usual_commands(); torn < all; ++torn) {
        support::Visits reader({{usual(), torn}});
        const auto chip = reader.wait_for_card({}, card::kNoLimit);
        EXPECT_EQ(error_of(*chip), Errc::card_lost) << torn;
        EXPECT_EQ(reader.exchanges(), torn + 1);
    }
}

TEST(Recognise, a_reader_that_goes_is_told_as_that) {
    support::Tampering chip(usual(), [](std::size_t exchange, card::ByteView, card::Bytes&) {
        if (exchange == 3) throw card::Error(Errc::reader_lost, card::Step::reader, "gone");
    });
    EXPECT_EQ(error_of(chip), Errc::reader_lost);
}

TEST(Recognise, a_stop_ends_it_before_the_next_command) {
    for (const std::size_t stopped : {0U, 4U, 9U}) {
        std::stop_source stop;
        card::ReadOptions options;
        options.stop = stop.get_token();
        support::Tampering chip(usual(), [&](std::size_t exchange, card::ByteView, card::Bytes&) {
            if (exchange == stopped) stop.request_stop();
        });
        EXPECT_EQ(error_of(chip, options), Errc::stopped);
        EXPECT_EQ(chip.exchanges(), stopped + 1);
    }
}

TEST(Recognise, a_session_that_is_lost_is_not_opened_again) {
    // Behind PACE: SELECT of the application, and each READ of EF.SOD.
    for (std::size_t lost = 7, all = usual_commands(); lost < all; ++lost) {
        std::size_t openings = 0;
        support::Tampering chip(
            usual(), [&](std::size_t exchange, card::ByteView command, card::Bytes& answer) {
                openings += command[1] == kManageSecurityEnvironment ? 1 : 0;
                if (exchange >= lost) answer = card::from_hex("6988");
            });
        EXPECT_EQ(asked(chip), Recognition::other) << lost;
        EXPECT_EQ(openings, 1U) << lost;
    }
}

TEST(Recognise, a_longer_sod_is_not_read_beyond_the_known_ones_end) {
    const auto all = usual_commands();
    const auto own = card::to_hex(sod_of(usual()));
    // 60 kB that begin like it, more than such a file may have, and a length without end.
    for (const auto& hex :
         {"7782EA60" + own.substr(8) + std::string(std::size_t{116'000}, '0'),
          "7783FFFFFF" + own.substr(8), "7780" + own.substr(8), "77FFFFFFFFFFFF" + own.substr(8)}) {
        support::Watched chip(with_sod(hex));
        EXPECT_EQ(asked(chip), Recognition::other) << hex.substr(0, 12);
        EXPECT_LE(chip.commands.size(), all + 2) << hex.substr(0, 12);
    }
}

TEST(Recognise, a_card_without_its_sod_is_another) {
    auto without = usual().data();
    without.at("files").erase("011D");
    support::Folder folder;
    std::ofstream(folder.path() / "specimen.json") << without;
    simulated::CardTransport chip(simulated::Specimen::load(folder.path() / "specimen.json"));
    EXPECT_EQ(asked(chip), Recognition::other);
}

TEST(Recognise, what_takes_longer_than_it_may_is_another_card) {
    static_assert(card::kRecogniseWithin < card::kReadWithin);
    card::ReadOptions options;
    options.within = card::Milliseconds(0);
    support::Watched chip(usual());
    EXPECT_EQ(asked(chip, options), Recognition::other);
    EXPECT_TRUE(chip.commands.empty());
}

/// By design: what is shown beside it was proven by the first chip, docs/adr/0099.
TEST(Recognise, a_copy_that_opens_by_the_same_number_is_taken_for_the_card) {
    for (const char* clone : {"clone-refuses", "clone-ca-other-key"}) {
        simulated::CardTransport chip(support::specimen("vn-citizen-2021", clone));
        EXPECT_EQ(asked(chip), Recognition::same) << clone;
    }
}

}  // namespace

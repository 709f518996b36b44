// SPDX-License-Identifier: Apache-2.0
// Other cards than the one that is meant: each has a sentence of its own, and no access attempt is
// wasted on it.
#include <gtest/gtest.h>

#include "card/error.h"
#include "support/tampering.h"

namespace {

using card::Errc;

/// A card that knows these applications and no other, and no file.
class OtherCard final : public card::Transport {
public:
    explicit OtherCard(std::vector<card::Bytes> applications, card::Bytes atr = {},
                       const char* refusal = "6A82")
        : applications_(std::move(applications)),
          atr_(std::move(atr)),
          refusal_(card::from_hex(refusal)) {}
    card::Bytes transceive(card::ByteView command) override {
        commands.push_back(card::to_bytes(command));
        if (command[1] == 0xA4 && command[2] == 0x04)
            for (const auto& application : applications_)
                if (std::ranges::equal(command.subspan(5, command[4]), application))
                    return card::from_hex("6F009000");
        return refusal_;
    }
    card::LinkTraits traits() const override {
        return {card::kShortCommandLimit, card::kShortResponseLimit, atr_, "test"};
    }
    std::vector<card::Bytes> commands;

private:
    std::vector<card::Bytes> applications_;
    card::Bytes atr_, refusal_;
};

std::string step_of(card::Transport& chip, Errc expected, const card::AccessKey& key) {
    try {
        card::read(chip, key);
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), expected) << error.what();
        return std::string(name_of(error.step()));
    }
    return "no error";
}

TEST(MixUps, a_bank_card_is_called_a_bank_card_with_either_kind_of_number) {
    const auto specimen = support::specimen("vn-citizen-2021");
    for (const char* directory : {"325041592E5359532E4444463031", "315041592E5359532E4444463031"})
        for (const char* refusal : {"6A82", "6A81", "6D00", "6E00"}) {
            OtherCard bank({card::from_hex(directory)}, {}, refusal);
            EXPECT_EQ(step_of(bank, Errc::not_supported, support::can_of(specimen)), "card.bank");
            EXPECT_EQ(step_of(bank, Errc::not_supported, support::mrz_of(specimen)), "card.bank");
        }
}

TEST(MixUps, a_card_without_the_application_is_told_so) {
    OtherCard other({});
    EXPECT_EQ(step_of(other, Errc::not_supported, card::AccessKey::from_can("000123")),
              "card.no_application");
}

TEST(MixUps, a_card_that_only_stores_is_told_by_its_answer_to_reset_and_asked_nothing) {
    OtherCard bus({}, card::from_hex("3B8F8001804F0CA0000003060300010000000068"));
    EXPECT_EQ(step_of(bus, Errc::not_supported, card::AccessKey::from_can("000123")),
              "card.storage");
    EXPECT_TRUE(bus.commands.empty());
}

TEST(MixUps, the_wrong_number_for_this_card_is_told_after_one_attempt) {
    const auto specimen = support::specimen("vn-citizen-2021");
    std::size_t attempts = 0;
    support::Tampering chip(specimen, [&](std::size_t, card::ByteView command, card::Bytes&) {
        attempts += command[1] == 0x22;
    });
    try {
        card::read(chip, card::AccessKey::from_can("999999"));
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), Errc::wrong_key);
    }
    EXPECT_EQ(attempts, 1U);
}

}  // namespace

// SPDX-License-Identifier: Apache-2.0
// Weak fields and small readers: smaller blocks, proofs that a reader cannot carry.
#include <gtest/gtest.h>

#include "support/visits.h"

namespace {

using card::Verdict;
using namespace support;

TEST(WeakField, tears_of_one_card_do_not_count_against_the_next) {
    const auto first = support::specimen("vn-citizen-2021");
    const auto second = with_number_of(first, "vn-citizen-no-expiry");
    Visits reader({{first, 50}, {first, 40}, {second, 80}, {second}});
    card::LinkMemory memory;
    card::ReadOptions options;
    options.memory = &memory;
    const auto document = card::read(reader, support::can_of(first), options);
    EXPECT_EQ(judge(document, second).verdict(), Verdict::genuine);
    EXPECT_FALSE(has(document, "smaller-block"));
    EXPECT_EQ(memory.block(simulated::CardTransport(second).traits()), 0U);
}

TEST(WeakField, tears_step_the_block_down_each_time) {
    const auto specimen = support::specimen("vn-citizen-2021");
    Visits reader({{specimen, 45},
                   {specimen, 35},
                   {specimen, 35},
                   {specimen, 35},
                   {specimen, 35},
                   {specimen}});
    const auto document = card::read(reader, support::can_of(specimen));
    EXPECT_EQ(std::ranges::count(document.fallbacks, "smaller-block"), 3);
    EXPECT_EQ(judge(document, specimen).verdict(), Verdict::genuine);
}

TEST(WeakField, a_field_too_weak_for_extended_length_falls_back_to_short_blocks) {
    const auto specimen = support::specimen("vn-citizen-2021", "extended");
    class Weak final : public card::Reader {
    public:
        explicit Weak(const simulated::Specimen& specimen) : specimen_(specimen) {}
        std::string name() const override { return "weak"; }
        std::unique_ptr<card::Transport> wait_for_card(std::stop_token,
                                                       card::Milliseconds) override {
            return std::make_unique<Tampering>(
                specimen_, [](std::size_t, card::ByteView, card::Bytes& answer) {
                    if (answer.size() > 300)
                        throw card::Error(card::Errc::card_lost, card::Step::read_removed, "lost");
                });
        }
        void wait_for_removal(std::stop_token, card::Milliseconds) override {}

    private:
        const simulated::Specimen& specimen_;
    };
    Weak reader(specimen);
    const auto document = card::read(reader, support::can_of(specimen));
    EXPECT_TRUE(has(document, "short-length"));
    EXPECT_EQ(judge(document, specimen).verdict(), Verdict::genuine);
}

TEST(WeakField, a_second_tear_makes_the_blocks_smaller_and_the_reader_remembers) {
    const auto specimen = support::specimen("vn-citizen-2021");
    card::LinkMemory memory;
    card::ReadOptions options;
    options.memory = &memory;
    Visits torn({{specimen, 50}, {specimen, 35}, {specimen}});
    const auto document = card::read(torn, support::can_of(specimen), options);
    EXPECT_TRUE(has(document, "smaller-block"));
    EXPECT_EQ(judge(document, specimen).verdict(), Verdict::genuine);
    const auto link = simulated::CardTransport(specimen).traits();
    EXPECT_EQ(memory.block(link), 192U);
    Visits quiet({{specimen}});
    const auto next = card::read(quiet, support::can_of(specimen), options);
    EXPECT_GT(next.counters.apdus,
              support::read(specimen, support::can_of(specimen)).counters.apdus + 10);
    for (int reading = 1; reading < card::LinkMemory::kForgetAfter; ++reading)
        memory.read_undisturbed(link);
    EXPECT_EQ(memory.block(link), 0U);
}

/// A reader that loses the card over every answer to INTERNAL AUTHENTICATE, or says beforehand what
/// it carries.
class SmallReader final : public card::Reader {
public:
    SmallReader(simulated::Specimen specimen, std::size_t max_response)
        : specimen_(std::move(specimen)), max_response_(max_response) {}
    std::string name() const override { return "small"; }
    std::unique_ptr<card::Transport> wait_for_card(std::stop_token, card::Milliseconds) override {
        return std::make_unique<Card>(*this);
    }
    void wait_for_removal(std::stop_token, card::Milliseconds) override {}
    int proofs_asked = 0;

private:
    class Card final : public card::Transport {
    public:
        explicit Card(SmallReader& reader) : reader_(reader), chip_(reader.specimen_) {}
        card::Bytes transceive(card::ByteView command) override {
            static constexpr std::uint8_t kInternalAuthenticate = 0x88;
            if (command[1] == kInternalAuthenticate) {
                ++reader_.proofs_asked;
                throw card::Error(card::Errc::card_lost, card::Step::read_removed,
                                  "the card left the reader");
            }
            return chip_.transceive(command);
        }
        card::LinkTraits traits() const override {
            return {card::kShortCommandLimit, reader_.max_response_, {}, "small"};
        }

    private:
        SmallReader& reader_;
        simulated::CardTransport chip_;
    };
    simulated::Specimen specimen_;
    std::size_t max_response_;
};

TEST(WeakField,
     an_answer_that_this_reader_cannot_carry_is_not_possible_and_chip_authentication_decides) {
    const auto specimen = support::specimen("vn-citizen-2021");
    for (const auto& [limit, asked] :
         {std::pair{std::size_t{250}, 0}, std::pair{card::kShortResponseLimit, 2}}) {
        SmallReader reader(specimen, limit);
        const auto report = judge(card::read(reader, support::can_of(specimen)), specimen);
        EXPECT_EQ(reader.proofs_asked, asked);
        EXPECT_EQ(report.verdict(), Verdict::genuine);
        EXPECT_EQ(report.check("chip.ca")->outcome, card::Outcome::passed);
        EXPECT_EQ(report.check("chip.aa")->outcome, card::Outcome::not_possible);
        EXPECT_NE(support::reason(report, "chip.aa").find("reader"), std::string::npos)
            << support::reason(report, "chip.aa");
        EXPECT_TRUE(report.check("chip.aa")->attention);
    }
}

}  // namespace

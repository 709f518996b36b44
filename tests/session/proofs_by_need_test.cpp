// SPDX-License-Identifier: Apache-2.0
// Proofs by need: active authentication is left out only where chip authentication was right.
#include <gtest/gtest.h>

#include "support/tampering.h"

namespace {

using card::Outcome;
using card::Verdict;

constexpr std::uint8_t kInternalAuthenticate = 0x88;

struct Read {
    card::Report report;
    std::size_t questions = 0;  ///< INTERNAL AUTHENTICATE that the chip saw
};

Read read(const std::string& lie, bool challenge = false,
          const card::Policy& policy = support::policy_today()) {
    const auto specimen = support::specimen("vn-citizen-2021", lie);
    support::Watched chip(specimen);
    card::ReadOptions options;
    options.proofs = card::Proofs::sufficient;
    if (challenge) options.challenge.emplace().fill(7);
    const auto document = card::read(chip, support::can_of(specimen), options);
    return {card::verify(document, support::trust_of(specimen), policy),
            chip.sent(kInternalAuthenticate)};
}

TEST(ProofsByNeed, leave_out_the_second_proof_without_asking_for_attention) {
    const auto [report, questions] = read("");
    EXPECT_EQ(questions, 0U);
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    EXPECT_EQ(report.check("chip.ca")->outcome, Outcome::passed);
    EXPECT_EQ(report.check("chip.aa")->outcome, Outcome::not_possible);
    EXPECT_FALSE(report.check("chip.aa")->attention);
    EXPECT_EQ(support::reason(report, "chip.aa"),
              "not asked for: the chip has proven itself already");
}

TEST(ProofsByNeed, ask_for_it_where_the_caller_gives_a_challenge) {
    const auto [report, questions] = read("", true);
    EXPECT_EQ(questions, 1U);
    EXPECT_EQ(report.check("chip.aa")->outcome, Outcome::passed);
}

TEST(ProofsByNeed, do_not_see_a_wrong_second_proof_by_design) {
    EXPECT_EQ(read("ca-right-aa-wrong").report.verdict(), Verdict::genuine);
}

TEST(ProofsByNeed, ask_for_the_second_wherever_the_first_is_not_right) {
    for (const char* lie : {"clone-refuses", "clone-hides-keys", "clone-ca-other-key",
                            "clone-ca-keeps-old-keys", "clone-aa-replays", "dg14-own-key"}) {
        const auto specimen = support::specimen("vn-citizen-2021", lie);
        EXPECT_EQ(read(lie).report.verdict(), support::inspect(specimen).verdict()) << lie;
    }
    EXPECT_EQ(read("clone-aa-replays").questions, 1U);
}

TEST(ProofsByNeed, are_not_enough_where_the_policy_asks_for_all) {
    auto policy = support::policy_today();
    policy.chip_proofs = card::Policy::ChipProofs::all;
    EXPECT_EQ(read("", false, policy).report.verdict(), Verdict::undetermined);
}

}  // namespace

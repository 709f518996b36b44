// SPDX-License-Identifier: Apache-2.0
// The lies told by passports of a state that does not exist.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/fixtures.h"

namespace {

using card::Verdict;

card::Report inspect(const std::string& name, const std::string& variation = {}) {
    const auto specimen = support::specimen(name, variation);
    const auto document = support::read(specimen, support::mrz_of(specimen));
    return card::verify(document, support::trust_of(specimen), support::policy_today());
}
std::string outcome(const card::Report& report, const char* id) {
    const auto* check = report.check(id);
    return check ? card::name_of(check->outcome) : "not made";
}

struct Told {
    const char* profile;
    const char* lie;
    std::vector<std::pair<const char*, const char*>> outcomes;
    Verdict verdict;
};
std::ostream& operator<<(std::ostream& out, const Told& lie) {
    return out << lie.profile << ' ' << lie.lie;
}

const Told kLies[] = {
    {"passport-cam",
     "cam-wrong-proof",
     {{"chip.cam", "failed"}, {"chip.card_security", "passed"}},
     Verdict::not_genuine},
    {"passport-cam",
     "cam-foreign-card-security",
     {{"chip.card_security", "failed"}, {"chip.cam", "not_possible"}},
     Verdict::not_genuine},
    {"passport-cam",
     "cam-other-key",
     {{"chip.card_security", "passed"}, {"chip.cam", "failed"}},
     Verdict::not_genuine},
    {"passport-cam",
     "cam-card-security-bit",
     {{"chip.card_security", "failed"}, {"chip.cam", "not_possible"}},
     Verdict::not_genuine},
    // A chip that runs the mapping proves it (Doc 9303-11 §4.4.3.5.2).
    {"passport-cam",
     "cam-no-proof",
     {{"chip.cam", "failed"}, {"chip.aa", "passed"}},
     Verdict::not_genuine},
    // No trusted key for the proof: active authentication decides (row 33).
    {"passport-cam",
     "cam-card-security-hidden",
     {{"chip.card_security", "not_possible"}, {"chip.cam", "not_possible"}, {"chip.aa", "passed"}},
     Verdict::genuine},
    {"passport-cam",
     "cam-unknown-signer",
     {{"chip.card_security", "not_possible"}, {"chip.cam", "not_possible"}},
     Verdict::genuine},
    {"passport-cam",
     "cam-expired-signer",
     {{"chip.card_security", "not_possible"}, {"chip.cam", "not_possible"}},
     Verdict::genuine},
    {"passport-cam",
     "cam-other-role",
     {{"chip.card_security", "failed"}, {"chip.cam", "not_possible"}},
     Verdict::not_genuine},
    {"passport-cam",
     "cam-rogue-signer",
     {{"chip.card_security", "not_possible"}, {"chip.cam", "not_possible"}},
     Verdict::genuine},
    // The trusted DG14 has the key under the same identifier (row 33).
    {"passport-cam-dg14",
     "cam-card-security-hidden",
     {{"chip.card_security", "not_possible"}, {"chip.cam", "passed"}},
     Verdict::genuine},
    {"passport-cam-dg14",
     "cam-unknown-signer",
     {{"chip.card_security", "not_possible"}, {"chip.cam", "passed"}},
     Verdict::genuine},
    {"passport-cam-dg14",
     "cam-other-key",
     {{"chip.card_security", "failed"}, {"chip.cam", "passed"}},
     Verdict::not_genuine},
    // One direction each: a PACEInfo that DG14 signs and EF.CardAccess lacks (row 37).
    {"passport-dh",
     "card-access-lacks-0",
     {{"access.card_access", "failed"}},
     Verdict::not_genuine},
    {"passport-dh",
     "card-access-lacks-1",
     {{"access.card_access", "failed"}},
     Verdict::not_genuine},
    {"passport-unnamed-digest", "aa-replays", {{"chip.aa", "failed"}}, Verdict::not_genuine},
    {"passport-cam",
     "aa-other-digest",
     {{"chip.aa", "passed"}, {"chip.cam", "passed"}},
     Verdict::genuine},
    {"passport-cam", "aa-other-key", {{"chip.aa", "failed"}}, Verdict::not_genuine},
    {"passport-cam", "aa-replays", {{"chip.aa", "failed"}}, Verdict::not_genuine},
    {"passport-cam",
     "aa-refuses",
     {{"chip.aa", "not_possible"}, {"chip.cam", "passed"}},
     Verdict::genuine},
};

class PassportLie : public testing::TestWithParam<Told> {};

TEST_P(PassportLie, is_caught_by_its_own_check_and_by_no_other) {
    const auto& lie = GetParam();
    const auto report = inspect(lie.profile, lie.lie);
    EXPECT_EQ(report.verdict(), lie.verdict) << card::name_of(report.verdict());
    std::vector<std::string> named;
    for (const auto& [id, expected] : lie.outcomes) {
        named.emplace_back(id);
        EXPECT_EQ(outcome(report, id), expected)
            << id << ": " << (report.check(id) ? support::reason(report, id) : "");
        // A proof that is missing is seen by people, an EF.CardSecurity without one is not twice.
        const bool proof = std::string_view(id) != "chip.card_security";
        const bool missing = proof && std::string_view(expected) == "not_possible";
        EXPECT_TRUE(!missing || report.check(id)->attention) << id;
    }
    const auto baseline = inspect(lie.profile);
    for (const auto& before : baseline.checks()) {
        if (std::find(named.begin(), named.end(), text_of(before.name)) != named.end()) continue;
        EXPECT_EQ(outcome(report, text_of(before.name).c_str()), card::name_of(before.outcome))
            << text_of(before.name);
    }
}
INSTANTIATE_TEST_SUITE_P(Passports, PassportLie, testing::ValuesIn(kLies));

}  // namespace

// SPDX-License-Identifier: Apache-2.0
// What a clerk is told of each verdict: a sentence that is true of it, never one of another
// trouble.
#include <gtest/gtest.h>

#include "card/messages.h"
#include "core/outcome.h"
#include "support/fixtures.h"

namespace {

struct Said {
    const char *specimen, *variation;
    const char* reason;
    const char* store = nullptr;
};
std::ostream& operator<<(std::ostream& out, const Said& said) {
    return out << said.specimen << ' ' << said.variation;
}

const Said kSaid[] = {
    {"vn-citizen-2021", "", "verdict.genuine.body"},
    {"vn-citizen-2021", "dg1-birth-date-changed", "verdict.not_genuine.changed"},
    {"vn-citizen-2021", "sod-digest-stale", "verdict.not_genuine.changed"},
    {"vn-citizen-2021", "sod-signature-bit", "verdict.not_genuine.signature"},
    {"vn-citizen-2021", "sod-csca-namesake", "verdict.not_genuine.signer"},
    {"vn-citizen-2021", "dsc-other-state", "verdict.not_genuine.signer"},
    {"vn-citizen-2021", "dsc-revoked", "verdict.not_genuine.revoked"},
    {"vn-citizen-successor", "", "verdict.not_genuine.revoked", "trust-link-withdrawn"},
    {"vn-citizen-2021", "clone-ca-other-key", "verdict.not_genuine.clone"},
    {"vn-citizen-2021", "card-access-weaker", "verdict.not_genuine.access"},
    {"vn-citizen-2021", "clone-refuses", "verdict.chip_unproven.withheld"},
    {"vn-citizen-2021", "sod-unknown-csca", "verdict.undetermined.anchor"},
    {"vn-citizen-2021", "", "verdict.undetermined.crl", "trust-stale"},
    {"vn-citizen-2021", "card-access-hidden", "verdict.undetermined.access"},
    {"vn-citizen-2021", "dsc-for-passports", "verdict.undetermined.type"},
    {"vn-citizen-2021", "dsc-not-yet-valid", "verdict.undetermined.dates"},
    {"vn-citizen-2021", "dsc-after-csca-period", "verdict.undetermined.dates"},
    {"vn-citizen-bad-dg1", "", "verdict.undetermined.other"},
    {"vn-citizen-unknown-state", "", "verdict.undetermined.state"},
};

class EveryOutcome : public testing::TestWithParam<Said> {};

TEST_P(EveryOutcome, is_told_by_a_sentence_that_is_true_of_it) {
    const auto& said = GetParam();
    const auto specimen = support::specimen(said.specimen, said.variation);
    const bool by_mrz = std::string_view(said.variation) == "card-access-hidden";
    const auto document =
        support::read(specimen, by_mrz ? support::mrz_of(specimen) : support::can_of(specimen));
    const auto trust = said.store
                           ? card::TrustStore::from_directory(support::specimens() / said.store)
                           : support::trust_of(specimen);
    const auto outcome = kiosk::outcome_of(card::verify(document, trust, support::policy_today()),
                                           kiosk::ShownFields(kiosk::Config()));
    EXPECT_EQ(outcome.body_id, said.reason);
}
INSTANTIATE_TEST_SUITE_P(Verdicts, EveryOutcome, testing::ValuesIn(kSaid));

TEST(Outcome, of_a_portrait_that_was_not_read_says_that_not_all_was_checked) {
    const auto specimen = support::specimen("vn-citizen-2021");
    auto document = support::read(specimen, support::can_of(specimen));
    document.files.erase(card::FileId::dg1);
    EXPECT_EQ(kiosk::outcome_of(
                  card::verify(document, support::trust_of(specimen), support::policy_today()),
                  kiosk::ShownFields(kiosk::Config()))
                  .body_id,
              "verdict.undetermined.part");
    auto policy = support::policy_today();
    policy.chip_proofs = card::Policy::ChipProofs::all;
    const auto refuses = specimen.patched({{"behaviour", {{"active_authentication", "refuse"}}}});
    const auto report = card::verify(support::read(refuses, support::can_of(refuses)),
                                     support::trust_of(specimen), policy);
    EXPECT_EQ(kiosk::outcome_of(report, kiosk::ShownFields(kiosk::Config())).body_id,
              "verdict.undetermined.proof");
}

TEST(Outcome, is_never_shown_without_the_sentence_on_loss_and_cancellation) {
    const auto text = [](const char* file) {
        const auto octets =
            support::read_file(std::filesystem::path(CARD_SOURCE_DIR) / "kiosk_app/ui" / file);
        return std::string(card::as_text(octets));
    };
    EXPECT_EQ(card::text("verdict.not_known", card::Language::vi),
              "Thẻ có bị báo mất hoặc bị hủy hay không thì chỉ cơ quan cấp thẻ mới biết.");
    EXPECT_EQ(card::text("verdict.not_known", card::Language::en),
              "Whether the card was reported lost or cancelled is known to the issuer only.");
    EXPECT_NE(text("qml/controls/VerdictDesk.qml").find(".t(\"verdict.not_known\")"),
              std::string::npos)
        << "at a desk";
    EXPECT_NE(text("qml/controls/VerdictColumns.qml").find("text: page.t(\"verdict.not_known\")"),
              std::string::npos)
        << "on other screens";
    EXPECT_NE(text("form_paper.cpp").find("\"verdict.not_known\""), std::string::npos)
        << "on paper";
}

TEST(Outcome, counts_a_chip_that_proved_itself_while_it_was_opened_as_an_original) {
    const auto specimen = support::specimen("passport-cam-dg14");
    const auto report = card::verify(support::read(specimen, support::mrz_of(specimen)),
                                     support::trust_of(specimen), support::policy_today());
    const auto outcome = kiosk::outcome_of(report, kiosk::ShownFields(kiosk::Config()));
    const auto line = std::ranges::find(outcome.checks, std::string("q.ca"), [](const auto& check) {
        return std::string(check.text_id);
    });
    ASSERT_NE(line, outcome.checks.end());
    EXPECT_EQ(line->outcome, kiosk::LineOutcome::passed);
}

}  // namespace

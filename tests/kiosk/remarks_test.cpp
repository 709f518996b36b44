// SPDX-License-Identifier: Apache-2.0
// All that asks for attention is told to the clerk, with what to do about it, and never as a plain
// pass.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/outcome.h"
#include "support/fixtures.h"

namespace {

using kiosk::LineOutcome;

card::Report report_of(const simulated::Specimen& specimen, const std::string& qr = {},
                       card::Policy policy = support::policy_today()) {
    card::Body body;
    if (!qr.empty()) body.qr = qr;
    return card::verify(support::read(specimen, support::can_of(specimen)),
                        support::trust_of(specimen), policy, body);
}

kiosk::Outcome outcome_of(const card::Report& report) {
    return kiosk::outcome_of(report, kiosk::ShownFields(kiosk::Config()));
}

/// "text_id do_id" of each remark.
std::vector<std::string> said(const kiosk::Outcome& outcome) {
    std::vector<std::string> list;
    list.reserve(outcome.remarks.size());
    for (const auto& remark : outcome.remarks) list.push_back(remark.text_id + " " + remark.do_id);
    return list;
}

LineOutcome line(const kiosk::Outcome& outcome, const std::string& text) {
    return std::ranges::find(outcome.checks, text, &kiosk::CheckLine::text_id)->outcome;
}

using Said = std::vector<std::string>;

TEST(Remarks, name_letters_that_the_scanner_lost_and_say_to_compare_by_eye) {
    for (const char* qr :
         {"999099000123|000000001|Nguyn Vn Th|01011999|Nam|S 1 ng Th, Phng Mu, H Ni|02022022",
          "999099000123|000000001|Nguy?n V?n Th?|01011999|Nam|S? 1 ???ng Th?, Ph??ng M?u, H? "
          "N?i|02022022"}) {
        const auto outcome = outcome_of(report_of(support::specimen("vn-citizen-2021"), qr));
        EXPECT_EQ(outcome.plate, kiosk::Plate::genuine) << qr;
        EXPECT_EQ(said(outcome), (Said{"n.letters n.do.letters"})) << qr;
        EXPECT_EQ(line(outcome, "q.printed"), LineOutcome::not_possible) << qr;
    }
}

TEST(Remarks, name_a_residence_that_is_printed_otherwise_and_the_list_calls_it_no_plain_pass) {
    const auto outcome = outcome_of(report_of(
        support::specimen("vn-citizen-2021"),
        "999099000123|000000001|Nguyễn Văn Thử|01011999|Nam|Số 9 Phố Khác, Hà Nội|02022022"));
    EXPECT_EQ(outcome.plate, kiosk::Plate::genuine);
    EXPECT_EQ(said(outcome), (Said{"n.printed n.do.chip"}));
    EXPECT_EQ(line(outcome, "q.printed"), LineOutcome::remark);
}

TEST(Remarks, of_a_card_that_is_not_genuine_never_say_that_one_may_go_on) {
    const auto outcome =
        outcome_of(report_of(support::specimen("vn-citizen-2021", "clone-refuses"),
                             "999099000123|000000001|Nguyn Vn Th|01011999|Nam|S 1|02022022"));
    EXPECT_EQ(outcome.plate, kiosk::Plate::chip_unproven);
    ASSERT_FALSE(outcome.remarks.empty());
    for (const auto& remark : outcome.remarks)
        EXPECT_TRUE(remark.do_id == "n.do.plate" || remark.do_id == "n.do.letters")
            << remark.text_id << ' ' << remark.do_id;
}

/// Each check with attention stands in a remark, but for the expiry that the plate itself tells.
void all_are_told(const std::string& card, const card::Report& report) {
    const auto outcome = outcome_of(report);
    for (const auto* check : report.attention()) {
        const bool told = std::ranges::any_of(outcome.remarks, [&](const kiosk::Remark& remark) {
            return std::ranges::find(remark.checks, check->name) != remark.checks.end();
        });
        const bool on_the_plate = outcome.title_id == "verdict.expired.title" &&
                                  check->name.id == card::CheckId::document_expiry;
        EXPECT_NE(told, on_the_plate) << card << ": " << *check;
    }
    for (const auto& remark : outcome.remarks) {
        EXPECT_TRUE(!remark.why.empty() || !remark.argument.empty() ||
                    remark.text_id == "n.letters")
            << card << ": " << remark.text_id << " says nothing";
        EXPECT_FALSE(remark.do_id.empty()) << card;
    }
}

TEST(Remarks, tell_all_that_asks_for_attention_of_every_specimen_and_every_lie) {
    auto policy = support::policy_today();
    policy.revocation = card::Policy::Revocation::when_available;
    for (const char* card : {"vn-citizen-2021", "vn-citizen-past", "vn-citizen-bad-dg1",
                             "vn-citizen-long-name", "vn-citizen-highlands", "vn-citizen-one-word"})
        for (auto variations = support::specimen("vn-citizen-2021").variations();
             const auto& variation : variations) {
            if (std::string_view(card) != "vn-citizen-2021" && variation != variations.front())
                continue;
            const bool lie = std::string_view(card) == "vn-citizen-2021";
            try {
                all_are_told(card + std::string(",") + (lie ? variation : ""),
                             report_of(support::specimen(card, lie ? variation : ""), {}, policy));
            } catch (const card::Error&) {
                // A card that cannot be read has no result.
            }
        }
}

}  // namespace

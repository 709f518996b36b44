// SPDX-License-Identifier: Apache-2.0
// What a bank's teller may do to a visit, and what becomes of it.
#include <gtest/gtest.h>

#include "kiosk/visit_machine.h"

namespace {

using namespace visits;
namespace visit = kiosk::visit;

TEST(Teller, looks_at_the_older_verdict_first_and_each_is_recorded_once) {
    Machine machine(Profile::bank);
    for (int i = 0; i < 2; ++i) {
        machine.to_result();
        machine.happen(Act::next);
        ASSERT_EQ(machine.page(), Page::handover);
        machine.card(Kind::removed);
        EXPECT_EQ(machine.page(), Page::handover) << "the code is still to be read out";
        machine.happen(Act::next);
        EXPECT_FALSE(machine.effect<visit::Record>()) << "the teller has not decided";
        machine.seconds(10);
    }
    EXPECT_EQ(machine.state.desk.size(), 2U);
    EXPECT_EQ(machine.page(), Page::out_of_service) << "a third verdict would have no place";
    EXPECT_FALSE(visit::holds_visitor(machine.state));
    const auto first = machine.state.desk.front().transaction;
    machine.happen(Act::decide, Source::touch, std::string("same"));
    EXPECT_EQ(machine.state.desk.front().decision, "") << "the visitor decides nothing";
    machine.happen(Act::decide, Source::staff, std::string("same"));
    machine.happen(Act::teller_next, Source::staff);
    const auto* record = machine.effect<visit::Record>();
    ASSERT_TRUE(record);
    EXPECT_EQ(record->visit.transaction, first);
    EXPECT_EQ(record->visit.decision, "same");
    EXPECT_EQ(machine.page(), Page::welcome);
}

TEST(Teller, who_has_done_with_it_ends_the_visit_that_has_come_to_the_teller_and_no_other) {
    Machine machine(Profile::bank);
    machine.to_result();
    machine.happen(Act::decide, Source::staff, std::string("same"));
    machine.happen(Act::teller_next, Source::staff);
    EXPECT_FALSE(machine.effect<visit::Record>());
    EXPECT_EQ(machine.page(), Page::confirmed) << "the visitor has not seen the details yet";
    machine.happen(Act::next);
    ASSERT_EQ(machine.page(), Page::handover);
    machine.happen(Act::teller_next, Source::staff);
    ASSERT_TRUE(machine.effect<visit::Record>());
    EXPECT_TRUE(machine.effect<visit::ForgetDesk>());
    EXPECT_TRUE(machine.state.desk.empty());
    EXPECT_EQ(machine.page(), Page::done) << "the card lies there still";
}

TEST(Teller, cannot_go_on_before_a_portrait_was_compared) {
    Machine machine(Profile::bank);
    machine.to_result(Plate::genuine, {1, 2, 3});
    machine.happen(Act::teller_next, Source::staff);
    EXPECT_TRUE(machine.state.has_result());
}

}  // namespace

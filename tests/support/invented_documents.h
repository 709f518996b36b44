// SPDX-License-Identifier: Apache-2.0
// Documents that the tests make themselves, judged under a store that knows their state.
#pragma once
#include <gtest/gtest.h>

#include "support/csca_parts.h"
#include "support/states.h"

namespace support {

class InventedDocuments : public testing::Test {
protected:
    void SetUp() override {
        store_.pin({root_certificate()});
        store_.take({root().crl({})});
    }
    card::Report judged(const DocumentForm& form) const {
        return store_.judge(root().document(form));
    }
    /// One check, and that no other accuses.
    void expect(const DocumentForm& form, const char* id, card::Outcome outcome,
                const std::vector<card::Because>& why,
                card::Effect effect = card::Effect::none) const {
        const auto report = judged(form);
        const auto* check = report.check(id);
        ASSERT_TRUE(check) << id;
        EXPECT_EQ(check->outcome, outcome) << *check;
        EXPECT_EQ(check->reasons, why) << *check;
        EXPECT_EQ(check->effect, effect) << *check;
        EXPECT_EQ(check->attention, outcome == card::Outcome::passed && !why.empty()) << *check;
        for (const auto& other : report.checks())
            EXPECT_TRUE(other.effect != card::Effect::not_genuine || other.name == check->name)
                << other;
        if (effect != card::Effect::not_genuine) return;
        EXPECT_EQ(report.verdict(), card::Verdict::not_genuine);
    }
    void expect_limit(const DocumentForm& form, const char* id, const card::Because& why) const {
        expect(form, id, card::Outcome::not_possible, {why}, card::Effect::undetermined);
    }
    void expect_wrong(const DocumentForm& form, const char* id, const card::Because& why) const {
        expect(form, id, card::Outcome::failed, {why}, card::Effect::not_genuine);
    }
    ImportedStore store_;
};

}  // namespace support

// SPDX-License-Identifier: Apache-2.0
// The number and the dates of a passport as they are typed.
#include <gtest/gtest.h>

#include "visit/passport_entry.h"

namespace {

using Entry = kiosk::visit::PassportEntry;

/// Doc 9303-4, the specimen of its appendix.
const std::string kNumber = "L898902C3", kBirth = "12081974", kExpiry = "15042012";

void type(Entry& entry, const std::string& text) {
    for (const char c : text) entry.character(c);
}

TEST(PassportEntry, takes_a_number_of_letters_and_digits_and_two_dates_one_after_the_other) {
    Entry entry;
    type(entry, "l898902c3");
    EXPECT_EQ(entry.text(Entry::number), kNumber) << "small letters are the same";
    EXPECT_FALSE(entry.enter());
    EXPECT_EQ(entry.at(), Entry::birth);
    type(entry, "A" + kBirth);
    EXPECT_EQ(entry.text(Entry::birth), kBirth) << "a date has no letters";
    EXPECT_EQ(entry.at(), Entry::birth) << "every field waits to be gone on from";
    EXPECT_FALSE(entry.enter());
    ASSERT_EQ(entry.at(), Entry::expiry);
    type(entry, kExpiry.substr(0, 7));
    EXPECT_FALSE(entry.enter());
    EXPECT_EQ(entry.message(), "k.less.expiry");
    EXPECT_EQ(entry.argument(), "1");
    type(entry, kExpiry.substr(7) + "99");
    EXPECT_EQ(entry.text(Entry::expiry), kExpiry) << "and no more than its length";
    EXPECT_TRUE(entry.enter());
}

TEST(PassportEntry, says_what_is_missing_and_which_day_there_is_not) {
    Entry entry;
    type(entry, "AB1");
    EXPECT_FALSE(entry.enter());
    EXPECT_EQ(entry.message(), "k.less.characters");
    EXPECT_EQ(entry.argument(), "2");
    type(entry, "234");
    entry.enter();
    type(entry, "31021990");
    EXPECT_FALSE(entry.enter());
    EXPECT_EQ(entry.message(), "k.passport.bad");
    EXPECT_EQ(entry.argument(), "31/02/1990");
    EXPECT_EQ(entry.at(), Entry::birth);
    EXPECT_EQ(entry.text(Entry::birth), "");
    entry.erase();
    EXPECT_EQ(entry.at(), Entry::number) << "back to what was typed before";
    EXPECT_EQ(entry.text(Entry::number), "AB1234");
    EXPECT_EQ(entry.argument(), "") << "the date that was none is gone";
}

TEST(PassportEntry, takes_no_two_dates_that_are_swapped_and_keeps_both_to_be_looked_at) {
    Entry entry;
    for (const auto& text : {std::string(kNumber), std::string(kExpiry)}) {
        type(entry, text);
        entry.enter();
    }
    type(entry, kBirth);
    EXPECT_FALSE(entry.enter());
    EXPECT_EQ(entry.message(), "k.date.order");
    EXPECT_EQ(entry.text(Entry::birth), kExpiry);
    EXPECT_EQ(entry.text(Entry::expiry), kBirth);
    entry.go_to(Entry::birth);
    type(entry, kBirth);
    EXPECT_FALSE(entry.enter());
    EXPECT_EQ(entry.at(), Entry::expiry);
    EXPECT_FALSE(entry.enter()) << "both are one day now";
    type(entry, kExpiry);
    EXPECT_TRUE(entry.enter());
}

TEST(PassportEntry, goes_to_a_field_that_was_typed_and_begins_it_anew) {
    Entry entry;
    entry.go_to(Entry::expiry);
    EXPECT_EQ(entry.at(), Entry::number) << "nothing is left out";
    type(entry, kNumber);
    entry.enter();
    type(entry, kBirth);
    entry.enter();
    type(entry, kExpiry);
    entry.go_to(Entry::birth);
    EXPECT_EQ(entry.text(Entry::birth), kBirth) << "it may be looked at only";
    type(entry, "13");
    EXPECT_EQ(entry.text(Entry::birth), "13");
    type(entry, "081974");
    EXPECT_FALSE(entry.enter());
    EXPECT_EQ(entry.text(Entry::expiry), kExpiry) << "the others stay";
    EXPECT_TRUE(entry.enter());
    entry.go_to(Entry::number);
    entry.erase();
    EXPECT_EQ(entry.text(Entry::number), "L898902C") << "one character of it";
    type(entry, "4");
    EXPECT_EQ(entry.text(Entry::number), "L898902C4");
}

TEST(PassportEntry, holds_a_person_s_values_until_every_field_is_empty) {
    Entry entry;
    type(entry, kNumber);
    entry.enter();
    type(entry, "31021990");
    entry.go_to(Entry::number);
    entry.erase_all();
    EXPECT_FALSE(entry.empty()) << "the date is there still";
    entry.wipe();
    EXPECT_TRUE(entry.empty());
}

TEST(PassportEntry, keeps_what_is_being_typed_when_its_field_is_touched) {
    Entry entry;
    type(entry, "L8");
    entry.go_to(Entry::number);
    type(entry, "9");
    EXPECT_EQ(entry.text(Entry::number), "L89");
}

TEST(PassportEntry, takes_no_character_of_another_kind_and_no_more_than_any_number_has) {
    Entry entry;
    for (const char c : {'<', ' ', '-', '\n', '\0', '\x80', '{', '@', '`', '/', ':'})
        EXPECT_FALSE(entry.character(c)) << static_cast<int>(c);
    type(entry, std::string(1000, 'Z'));
    EXPECT_EQ(entry.text(Entry::number), std::string(kiosk::visit::kMostDocumentNumber, 'Z'));
}

}  // namespace

// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>

#include "card/messages.h"

namespace card {
namespace {

TEST(Fields, each_is_found_by_its_name_and_has_a_label_in_both_languages) {
    std::set<std::string_view> names;
    for (const auto& row : all_fields()) {
        EXPECT_EQ(field_from_name(row.name), row.id) << row.name;
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
        for (const auto language : {Language::en, Language::vi})
            EXPECT_NE(label(row.id, language), row.message) << row.name;
    }
    EXPECT_EQ(names.size(), 48U);
}

TEST(Fields, a_name_that_is_no_field_finds_none) {
    for (const auto* name : {"", "full_nam", "full_names", "FULL_NAME", "field_17", "tag_5F99"})
        EXPECT_EQ(field_from_name(name), std::nullopt) << name;
}

TEST(Fields, of_a_person_to_notify_have_the_person_s_number_in_name_and_label) {
    const FieldKey second(FieldId::notify_name, 2);
    EXPECT_EQ(name_of(second), "notify_2_name");
    EXPECT_EQ(key_from_name("notify_2_name"), second);
    EXPECT_EQ(key_from_name("notify_name"), FieldKey(FieldId::notify_name));
    EXPECT_EQ(key_from_name("full_name"), FieldKey(FieldId::full_name));
    for (const auto* name : {"notify_17_name", "notify_0_name", "notify_2_full_name", "2_name"})
        EXPECT_EQ(key_from_name(name), std::nullopt) << name;
    EXPECT_EQ(label(second, Language::en), "Person to notify, name (2)");
    EXPECT_EQ(label(FieldKey(FieldId::notify_name, 1), Language::vi), "Người cần báo tin, họ tên");
}

TEST(Fields, a_form_of_the_mrz_is_that_of_a_field_that_is_its_own_full_form) {
    for (const auto& row : all_fields())
        EXPECT_EQ(row_of(row.in_full).in_full, row.in_full) << row.name;
}

TEST(Messages, a_text_is_found_by_its_id_in_the_language_that_is_asked_for) {
    EXPECT_EQ(text("field.full_name", Language::en), "Full name");
    EXPECT_EQ(text("field.full_name", Language::vi), "Họ và tên");
}

TEST(Messages, an_id_without_a_text_stays_as_it_is) {
    for (const auto* id : {"", "field", "field.full_nam", "field.full_namex", "zzz"})
        EXPECT_EQ(text(id, Language::en), id);
}

TEST(Messages, arguments_take_the_place_of_their_numbers_once) {
    EXPECT_EQ(text("%2, %1", Language::en, {"a", "b"}), "b, a");
    EXPECT_EQ(text("%1 and %1", Language::en, {"%2", "b"}), "%2 and %2");
    EXPECT_EQ(text("%1 %3 100% %", Language::en, {"a", "b"}), "a %3 100% %");
}

}  // namespace
}  // namespace card

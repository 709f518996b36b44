// SPDX-License-Identifier: Apache-2.0
// What DG13 of a citizen card says in part, or wrongly, against DG1.
#include <gtest/gtest.h>

#include <algorithm>

#include "judge/contents.h"
#include "national/vietnam/vietnam.h"

namespace {

using card::FieldId;
using card::national::Fields;

Fields with(FieldId field, std::string_view text) {
    Fields fields{{}, {text}};
    fields.fields.push_back({1, field, 0, 1});
    return fields;
}

TEST(VietnamDg13, a_year_of_birth_alone_is_held_against_the_year_of_the_mrz) {
    card::lds::Mrz mrz;
    mrz.birth_date = "990101";
    const auto differs = [&](const char* birth) {
        const auto list =
            card::national::vietnam::differences(with(FieldId::date_of_birth, birth), mrz, false);
        return std::ranges::find(list, FieldId::date_of_birth) != list.end();
    };
    EXPECT_FALSE(differs("1999"));
    EXPECT_TRUE(differs("1998"));
    EXPECT_TRUE(differs("02/01/1999"));
    EXPECT_FALSE(differs("không rõ"));
    mrz.birth_date = "<<<<<<";
    EXPECT_FALSE(differs("1998"));
}

TEST(VietnamDg13, a_date_of_expiry_that_the_calendar_has_not_leaves_that_of_dg1) {
    card::judge::Contents contents;
    contents.mrz.emplace();
    contents.mrz->expiry_date = "240131";
    bool without_expiry = false;
    for (const char* text : {"31/02/2039", "hết hạn", ""}) {
        contents.dg13.emplace(&card::national::vietnam::kState,
                              with(FieldId::date_of_expiry, text));
        const auto expiry = card::judge::expiry_of(contents, without_expiry);
        ASSERT_TRUE(expiry) << text;
        EXPECT_EQ(*expiry, 1706659200) << text << ": 31/01/2024";
        EXPECT_FALSE(without_expiry);
    }
    contents.dg13.emplace(&card::national::vietnam::kState,
                          with(FieldId::date_of_expiry, "01/02/2024"));
    EXPECT_EQ(card::judge::expiry_of(contents, without_expiry), 1706659200 + 86400);
}

TEST(VietnamDg13, a_name_in_pieces_or_none_at_all_is_no_other_name) {
    // Field 2 as a UTF8String of BER in pieces, 2C: "Ng", "uyen"; field 1 as it should be.
    const auto whole = card::from_hex(
        "6D333031020100060628D31601000831243011020101"
        "0C0C393939303939303030313233"
        "300F020102"
        "2C0A0C024E670C047579656E");
    const auto fields = card::national::vietnam::parse_dg13(whole);
    EXPECT_EQ(fields.text(FieldId::id_number), "999099000123");
    EXPECT_EQ(fields.text(FieldId::full_name), "");
    EXPECT_EQ(fields.odd, (std::vector<std::string>{"field_2"}));
    card::lds::Mrz mrz;
    mrz.optional_data = "999099000123";
    mrz.surname = "NGUYEN";
    EXPECT_EQ(card::national::vietnam::differences(fields, mrz, false), std::vector<FieldId>{});
    EXPECT_EQ(card::national::vietnam::differences(with(FieldId::full_name, "Trần"), mrz, false),
              std::vector<FieldId>{FieldId::full_name});
}

}  // namespace

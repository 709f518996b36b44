// SPDX-License-Identifier: Apache-2.0
#include "lds/dates.h"

#include <gtest/gtest.h>

#include "national/vietnam/vietnam.h"

using card::lds::iso_date;
using card::lds::iso_of_mrz;
using card::lds::iso_of_mrz_birth;

TEST(Dates, of_eight_digits_are_iso_8601_and_leave_out_what_is_not_known) {
    EXPECT_EQ(iso_date("19990228"), "1999-02-28");
    EXPECT_EQ(iso_date("20240229"), "2024-02-29");
    EXPECT_EQ(iso_date("19990200"), "1999-02");
    EXPECT_EQ(iso_date("199902<<"), "1999-02");
    EXPECT_EQ(iso_date("19990000"), "1999");
    EXPECT_EQ(iso_date("1999<<<<"), "1999");
    EXPECT_EQ(iso_date("20211104083000"), "2021-11-04");
}

TEST(Dates, that_are_in_no_calendar_are_none) {
    for (const char* text : {"", "1999", "19990229", "19991301", "19990132", "19990015", "00000101",
                             "1999-01-01", "abcdefgh", "<<<<<<<<"})
        EXPECT_EQ(iso_date(text), "") << text;
}

TEST(Dates, of_an_mrz_need_a_century) {
    EXPECT_EQ(iso_of_mrz("390101", "20"), "2039-01-01");
    EXPECT_EQ(iso_of_mrz("<<<<<<", "20"), "");
    EXPECT_EQ(iso_of_mrz_birth("740812", "2026-11-28"), "1974-08-12");
    EXPECT_EQ(iso_of_mrz_birth("261128", "2026-11-28"), "2026-11-28");
    EXPECT_EQ(iso_of_mrz_birth("261129", "2026-11-28"), "1926-11-29");
    EXPECT_EQ(iso_of_mrz_birth("90<<<<", "2026-11-28"), "1990");
}

TEST(Dates, on_a_vietnamese_card_may_be_a_year_alone) {
    EXPECT_EQ(card::national::vietnam::iso_date("01/02/1999"), "1999-02-01");
    EXPECT_EQ(card::national::vietnam::iso_date("1950"), "1950");
    EXPECT_EQ(card::national::vietnam::iso_date("31/02/1999"), "");
    EXPECT_EQ(card::national::vietnam::iso_date("Không thời hạn"), "");
}

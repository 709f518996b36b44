// SPDX-License-Identifier: Apache-2.0
#include "apdu/apdu.h"

#include <gtest/gtest.h>

#include "card/error.h"

namespace {

using card::Bytes;
using card::from_hex;
using card::to_hex;
using card::apdu::Command;
using card::apdu::Response;

TEST(Apdu, encodes_the_four_cases_in_short_form) {
    EXPECT_EQ(to_hex(Command::case1(0x00, 0xA4, 0x00, 0x0C).encode()), "00A4000C");
    EXPECT_EQ(to_hex(Command::case2(0x00, 0xB0, 0x9C, 0x00, 256).encode()), "00B09C0000");
    EXPECT_EQ(to_hex(Command::case2(0x00, 0xB0, 0x00, 0x00, 4).encode()), "00B0000004");
    EXPECT_EQ(to_hex(Command::case3(0x00, 0xA4, 0x02, 0x0C, from_hex("011E")).encode()),
              "00A4020C02011E");
    EXPECT_EQ(
        to_hex(Command::case4(0x00, 0x88, 0x00, 0x00, from_hex("0102030405060708"), 256).encode()),
        "0088000008010203040506070800");
}

TEST(Apdu, uses_the_extended_form_only_where_the_short_one_cannot_say_it) {
    EXPECT_EQ(to_hex(Command::case2(0x00, 0xB0, 0x00, 0x00, 257).encode()), "00B00000000101");
    EXPECT_EQ(to_hex(Command::case2(0x00, 0xB0, 0x00, 0x00, 65536).encode()), "00B00000000000");
    const Bytes data(256, 0xAA);
    EXPECT_EQ(to_hex(Command::case3(0x00, 0xD6, 0x00, 0x00, data).encode()).substr(0, 16),
              "00D60000000100AA");
    EXPECT_EQ(Command::case4(0x00, 0xCB, 0x00, 0x00, data, 65536).encode().size(),
              4U + 3 + 256 + 2);
    EXPECT_EQ(Command::case4(0x00, 0xCB, 0x00, 0x00, Bytes(255), 256).encode().size(),
              4U + 1 + 255 + 1);
}

TEST(Apdu, parses_every_case_back) {
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{1}, std::size_t{255}, std::size_t{256}, std::size_t{65535}})
        for (const std::size_t ne : {std::size_t{0}, std::size_t{1}, std::size_t{256},
                                     std::size_t{257}, std::size_t{65536}}) {
            const Command command{0x0C, 0xB1, 0x12, 0x34, Bytes(size, 0x77), ne};
            const auto parsed = Command::parse(command.encode());
            EXPECT_EQ(parsed.data, command.data) << size << ' ' << ne;
            EXPECT_EQ(parsed.ne, command.ne) << size << ' ' << ne;
        }
}

TEST(Apdu, refuses_commands_longer_than_an_apdu) {
    EXPECT_THROW(Command::case3(0, 0, 0, 0, Bytes(65536)).encode(), card::Error);
    EXPECT_THROW(Command::case2(0, 0, 0, 0, 65537).encode(), card::Error);
}

TEST(Apdu, takes_fewer_octets_than_a_status_word_for_a_card_that_left) {
    for (const char* text : {"", "90"}) {
        try {
            Response::parse(from_hex(text));
            FAIL();
        } catch (const card::Error& error) {
            EXPECT_EQ(error.code(), card::Errc::card_lost);
        }
    }
    EXPECT_EQ(Response::parse(from_hex("01026282")).sw, 0x6282);
}

}  // namespace

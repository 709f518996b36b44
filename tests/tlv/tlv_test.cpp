// SPDX-License-Identifier: Apache-2.0
#include "tlv/tlv.h"

#include <gtest/gtest.h>

#include "card/error.h"

namespace {

using card::from_hex;
using card::to_hex;
using namespace card::tlv;

TEST(Tlv, reads_tags_of_one_to_three_octets) {
    const auto octets = from_hex("61095F1F03313233020105DF812301AA");
    Reader outer(octets);
    Reader inner(outer.expect(0x61).value);
    EXPECT_EQ(to_hex(inner.expect(0x5F1F).value), "313233");
    EXPECT_EQ(to_hex(inner.expect(0x02).value), "05");
    EXPECT_NO_THROW(inner.expect_end());
    EXPECT_EQ(outer.next().tag, 0xDF8123U);
}

TEST(Tlv, writes_what_it_reads_for_every_form_of_length) {
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{0x7F}, std::size_t{0x80}, std::size_t{0xFF},
          std::size_t{0x100}, std::size_t{0xFFFF}, std::size_t{0x10000}}) {
        const card::Bytes value(size, 0x5A);
        const auto octets = make(0x7F61, value);
        EXPECT_EQ(unwrap(0x7F61, octets).size(), size);
        EXPECT_TRUE(parse_header(octets)->minimal);
    }
}

class MalformedTlv : public testing::TestWithParam<const char*> {};
TEST_P(MalformedTlv, is_an_error_and_never_a_read_beyond_the_end) {
    const auto octets = from_hex(GetParam());
    Reader reader(octets);
    EXPECT_THROW(
        {
            Reader inner(reader.next().value);
            while (!inner.empty()) inner.next();
        },
        card::Error);
}
INSTANTIATE_TEST_SUITE_P(Cases, MalformedTlv,
                         testing::Values("61", "6109", "61095F1F050123456789",
                                         "61085F1F060123456789", "6180", "61805F1F1100",
                                         "6184FFFFFFFF00", "6185010000000000", "1F", "1FFFFFFF0100",
                                         "61015F"));

TEST(Tlv, claims_of_four_gigabytes_take_no_memory) {
    const auto octets = from_hex("6184FFFFFFFF00");
    const auto header = parse_header(octets);
    ASSERT_TRUE(header);
    EXPECT_EQ(header->length, 0xFFFFFFFFU);
    EXPECT_THROW(Reader(octets).next(), card::Error);
}

TEST(Tlv, rewrites_indefinite_lengths_and_joins_octet_strings) {
    bool changed = false;
    EXPECT_EQ(to_hex(to_der(from_hex("30802480040101040102000002010500 00"), changed)),
              "30070402010202"
              "0105");
    EXPECT_TRUE(changed);
    to_der(from_hex("3003020105"), changed);
    EXPECT_FALSE(changed);
    EXPECT_EQ(to_hex(to_der(from_hex("30820003020105"), changed)), "3003020105");
    EXPECT_TRUE(changed);
}

TEST(Tlv, refuses_nesting_beyond_the_limit_instead_of_exhausting_the_stack) {
    card::Bytes octets;
    for (int i = 0; i < 100'000; ++i) {
        octets.push_back(0x30);
        octets.push_back(0x80);
    }
    bool changed = false;
    EXPECT_THROW(to_der(octets, changed), card::Error);
}

TEST(Tlv, refuses_indefinite_lengths_without_end_and_on_primitives) {
    bool changed = false;
    for (const char* text : {"30800201", "3080020105", "0480010000"})
        EXPECT_THROW(to_der(from_hex(text), changed), card::Error) << text;
}

}  // namespace

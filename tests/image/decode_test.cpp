// SPDX-License-Identifier: Apache-2.0
// Pictures that are none, or too large: refused before memory is taken for them.
#include <gtest/gtest.h>

#include "card/error.h"
#include "image/decoders.h"

namespace {

using card::Bytes;
using card::Errc;
using card::Error;

template <class Decode>
std::string refusal_of(Decode decode) {
    try {
        decode();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::malformed);
        return error.what();
    }
    return "";
}

TEST(Decoding, refuses_sides_and_areas_beyond_the_bounds) {
    EXPECT_NO_THROW(card::image::check_size(card::kMaxImageSide, 1));
    EXPECT_NO_THROW(card::image::check_size(4000, 4000));
    for (const auto& [width, height] : {std::pair<unsigned long, unsigned long>{0, 1},
                                        {1, 0},
                                        {card::kMaxImageSide + 1, 1},
                                        {1, card::kMaxImageSide + 1},
                                        {4000, 4001}})
        EXPECT_EQ(refusal_of([&] { card::image::check_size(width, height); }),
                  "the picture's size is out of bounds")
            << width << " x " << height;
}

TEST(Decoding, refuses_what_is_neither_jpeg_nor_jpeg_2000) {
    EXPECT_EQ(refusal_of([] { card::image::decode(card::from_hex("89504E470D0A1A0A")); }),
              "neither JPEG nor JPEG 2000");
    EXPECT_EQ(refusal_of([] { card::image::decode({}); }), "neither JPEG nor JPEG 2000");
}

TEST(Decoding, refuses_a_codestream_that_ends_after_its_first_marker) {
    EXPECT_EQ(refusal_of([] { card::image::decode(card::from_hex("FF4FFF51")); }),
              "the JPEG 2000 picture is damaged");
}

/// SOC and SIZ of a picture of this size in tiles of that size, and nothing behind.
std::string header_of(unsigned side, unsigned tile, unsigned components = 1) {
    Bytes octets = card::from_hex("FF4FFF5100290000");
    const auto put = [&octets](unsigned value, int size) {
        while (size-- > 0) octets.push_back(static_cast<std::uint8_t>(value >> 8 * size));
    };
    for (const unsigned value : {side, side, 0U, 0U, tile, tile, 0U, 0U}) put(value, 4);
    put(components, 2);
    return card::to_hex(octets);
}

TEST(Decoding, refuses_a_header_that_asks_for_room_before_the_library_sees_it) {
    for (const auto& header :
         {header_of(4000, 1), header_of(4000, 100), header_of(1, 0), header_of(100, 100, 5)})
        for (const std::string& boxes :
             {std::string(), "0000000C6A5020200D0A870A" + std::string("000000006A703263"),
              "0000000C6A5020200D0A870A" + std::string("00000001"
                                                       "6A703263"
                                                       "000000000000003A")}) {
            const auto before = card::from_hex(boxes + header);
            EXPECT_NE(refusal_of([&] { card::image::decode_jpeg2000(before); }), "") << boxes;
        }
    EXPECT_EQ(refusal_of([] { card::image::decode(card::from_hex(header_of(5000, 5000))); }),
              "the picture's size is out of bounds");
}

TEST(Decoding, refuses_boxes_without_a_codestream) {
    const std::string signature = "0000000C6A5020200D0A870A";
    std::string many = signature;
    for (int box = 0; box < 100; ++box) many += "0000000866726565";
    for (const auto& boxes : {signature,
                              signature + "00000007"
                                          "66726565",
                              many, signature + "FFFFFFFF66726565", signature + "000000006A703263"})
        EXPECT_EQ(refusal_of([&] { card::image::decode(card::from_hex(boxes)); }),
                  "the JPEG 2000 picture is damaged")
            << boxes;
}

/// Four inks as Adobe writes them, by libjpeg: red and green above, blue and grey below.
constexpr const char* kInks =
    "FFD8FFEE000E41646F626500640000000000FFDB004300010101010101010101010101010101020101010101"
    "02010101020202020202020202030304030303030302020304030304040404040203050504040504040404FF"
    "C000140800200020044311004D11005911004B1100FFC4001F00000105010101010101000000000000000001"
    "02030405060708090A0BFFC400B5100002010303020403050504040000017D01020300041105122131410613"
    "516107227114328191A1082342B1C11552D1F02433627282090A161718191A25262728292A3435363738393A"
    "434445464748494A535455565758595A636465666768696A737475767778797A838485868788898A92939495"
    "969798999AA2A3A4A5A6A7A8A9AAB2B3B4B5B6B7B8B9BAC2C3C4C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE1E2E3"
    "E4E5E6E7E8E9EAF1F2F3F4F5F6F7F8F9FAFFDA000E0443004D0059004B00003F00FE902BF93FAFE3BEBFBF8A"
    "28A28AFF002AFAFF00460AFBC28A28A28AFF00550AFF0039FAF83E8A28A28AFF002AFAFF00460AFBC28A28A2"
    "8AF50AFF003EFAFF004B0A28A28A2BFAC0AFE9C2BF96FA28A28A2BF93FAFE63EBFA90A28A28A2BFAC0AFE9C2"
    "BF96FA28A28A2BFFD9";

TEST(Decoding, makes_light_of_four_inks) {
    const auto image = card::image::decode(card::from_hex(kInks));
    ASSERT_EQ(image.width, 32U);
    static constexpr int kWanted[4][3] = {
        {200, 40, 30}, {30, 180, 60}, {40, 50, 210}, {128, 128, 128}};
    for (unsigned i = 0; i < 4; ++i)
        for (unsigned channel = 0; channel < 3; ++channel)
            EXPECT_NEAR(image.rgb[((i < 2 ? 8U : 24U) * 32U + (i % 2 ? 24U : 8U)) * 3U + channel],
                        kWanted[i][channel], 4)
                << i;
}

}  // namespace

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

}  // namespace

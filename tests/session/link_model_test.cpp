// SPDX-License-Identifier: Apache-2.0
// What the order of a reading and proofs by need are worth on each kind of reader, by the link
// model: from the sizes of APDUs alone, so that every machine finds the same.
#include <gtest/gtest.h>

#include "bench/link_reading.h"

namespace {

constexpr const char* kSpecimen = "vn-citizen-2021";

TEST(LinkModel, proofs_by_need_save_a_signature_of_the_chip_on_every_reader) {
    const bench::Chip chip;
    for (const auto& reader : bench::readers()) {
        const auto whole = [&](card::Proofs proofs) {
            const auto reading = bench::read_recorded(kSpecimen, reader.extended, proofs);
            return bench::reading_ms(reading.exchanges, reader, chip);
        };
        EXPECT_GE(whole(card::Proofs::all) - whole(card::Proofs::sufficient), 150) << reader.name;
    }
}

TEST(LinkModel, the_first_proven_text_does_not_wait_for_the_portrait) {
    for (const auto& reader : bench::readers()) {
        const auto reading =
            bench::read_recorded(kSpecimen, reader.extended, card::Proofs::sufficient);
        ASSERT_TRUE(reading.to_proven_text) << reader.name;
        const bench::Chip chip;
        EXPECT_LT(bench::proven_text_ms(reading, reader, chip),
                  0.6 * bench::reading_ms(reading.exchanges, reader, chip))
            << reader.name;
    }
}

TEST(LinkModel, no_text_is_proven_by_a_chip_that_proves_nothing) {
    EXPECT_FALSE(
        bench::read_recorded("vn-citizen-no-proof", false, card::Proofs::all).to_proven_text);
}

}  // namespace

// SPDX-License-Identifier: Apache-2.0
// Whatever a chip answers, an error names a step of the reading.
#include <gtest/gtest.h>

#include <random>

#include "support/tampering.h"

namespace {

using support::Tampering;

/// A chip in clear whose every READ begins with these octets.
class Beginning final : public card::Transport {
public:
    explicit Beginning(std::string_view start) : answer_(card::from_hex(start)) {}
    card::Bytes transceive(card::ByteView command) override {
        return command[1] == 0xB0 ? answer_ : card::from_hex("6A82");
    }

private:
    card::Bytes answer_;
};

TEST(Steps, a_file_that_begins_with_no_tag_and_length_ends_the_reading_at_its_length) {
    for (const char* start : {"1F8181810100009000", "3185010203040506079000", "0480000000009000"}) {
        Beginning chip(start);
        try {
            card::read(chip, card::AccessKey::from_can("000123"));
            FAIL() << start;
        } catch (const card::Error& error) {
            EXPECT_EQ(error.code(), card::Errc::protocol) << start;
            EXPECT_EQ(error.step(), card::Step::read_length) << start;
        }
    }
}

/// Each octet of an answer with one chance in `one_in`; where a status word is hit, sometimes the
/// rest of the answer goes as well.
void alter(card::Bytes& answer, std::mt19937& chance, std::mt19937::result_type one_in) {
    for (auto& octet : answer)
        if (chance() % one_in == 0) octet = static_cast<std::uint8_t>(chance());
    if (chance() % (4 * one_in) == 0) answer.resize(std::min<std::size_t>(answer.size(), 2));
}

TEST(Steps, however_answers_are_altered_an_error_names_a_step_of_the_reading) {
    constexpr unsigned kRounds = 20;
    for (const char* name : {"vn-citizen-2021", "passport-open", "passport-bac", "passport-cam"}) {
        const auto specimen = support::specimen(name);
        for (unsigned round = 0; round < kRounds; ++round) {
            std::mt19937 chance(round);
            const unsigned one_in = 4U << round % 12;
            Tampering chip(specimen, [&](std::size_t, card::ByteView, card::Bytes& answer) {
                alter(answer, chance, one_in);
            });
            try {
                card::read(chip, support::mrz_of(specimen));
            } catch (const card::Error& error) {
                const auto area = area_of(error.step());
                EXPECT_TRUE(area != card::StepArea::object && area != card::StepArea::input)
                    << name << " " << round << " " << name_of(error.step());
            }
        }
    }
}

}  // namespace

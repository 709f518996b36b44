// SPDX-License-Identifier: Apache-2.0
// Readers by name: which driver a URI opens, and what is said of one that no driver takes.
#include <gtest/gtest.h>

#include "card/error.h"
#include "card/readers.h"
#include "support/fixtures.h"

namespace {

using card::Errc;

TEST(OpenReader, refuses_a_form_that_no_driver_takes_and_names_all_that_there_are) {
    for (const char* uri : {"", "pcscx:", "usb:1"}) {
        try {
            card::open_reader(uri);
            ADD_FAILURE() << uri << " was opened";
        } catch (const card::Error& error) {
            EXPECT_EQ(error.code(), Errc::usage) << uri;
            EXPECT_EQ(std::string(error.what()),
                      "there is no such kind of reader: use one of " + card::reader_forms());
        }
    }
    EXPECT_EQ(card::reader_forms(),
              "pcsc:[NAME], nfc:DRIVER:DEVICE, sim:SPECIMEN[,LIE], replay:FILE");
}

TEST(OpenReader, opens_a_simulated_card_with_a_lie_by_its_name) {
    const auto reader = card::open_reader("sim:vn-citizen-2021,clone-refuses");
    EXPECT_NE(reader->wait_for_card({}, card::Milliseconds(1000)), nullptr);
}

TEST(OpenReader, says_that_a_transcript_is_not_there) {
    try {
        card::open_reader("replay:/no/such/transcript");
        ADD_FAILURE() << "a transcript that is not there was opened";
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), Errc::io);
    }
}

TEST(OpenReader, reads_no_more_of_a_transcript_than_one_can_have) {
    try {
        card::open_reader("replay:/dev/zero");
        ADD_FAILURE() << "what has no end was read";
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), Errc::malformed);
        EXPECT_EQ(std::string(error.what()), "the transcript is too long");
    }
}

}  // namespace

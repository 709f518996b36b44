// SPDX-License-Identifier: Apache-2.0
// What each check does where nothing else is said, written down a second time: a weight that is
// changed by mistake changes a verdict of people.
#include <gtest/gtest.h>

#include <map>

#include "judge/catalogue.h"

namespace {

/// Failed, not possible: N not genuine, U undetermined, a attention, - nothing.
const std::map<std::string, std::string> kWeights{
    {"time.clock", "UU"},
    {"sod.structure", "NU"},
    {"sod.signed_attributes", "NU"},
    {"sod.signature", "NU"},
    {"sod.algorithms", "N-"},
    {"sod.sha1", "UU"},
    {"dsc.chain", "NU"},
    {"dsc.profile", "N-"},
    {"dsc.validity", "UU"},
    {"dsc.usage_period", "a-"},
    {"dsc.revocation", "NU"},
    {"dsc.country", "NU"},
    {"dsc.document_type", "U-"},
    {"csca.validity", "U-"},
    {"csca.usage_period", "U-"},
    {"dg.hash", "NU"},
    {"dg.content", "a-"},
    {"dg.complete", "-a"},
    {"dg.covered", "a-"},
    {"lds.com", "aa"},
    {"lds.version", "aa"},
    {"access.card_access", "Na"},
    {"access.downgrade", "U-"},
    {"chip.ca", "Na"},
    {"chip.aa", "Na"},
    {"chip.card_security", "N-"},
    {"chip.cam", "Na"},
    {"data.mrz_digits", "a-"},
    {"data.dg1_dg13", "a-"},
    {"data.id_number", "a-"},
    {"body.qr", "U-"},
    {"body.mrz", "U-"},
    {"document.deviation", "--"},
    {"document.expiry", "a-"},
    {"chip.state", "--"},
};

char letter_of(card::judge::Weight weight) {
    using card::judge::Weight;
    switch (weight) {
        case Weight::not_genuine: return 'N';
        case Weight::undetermined: return 'U';
        case Weight::attention: return 'a';
        case Weight::none: break;
    }
    return '-';
}

}  // namespace

TEST(Catalogue, gives_every_check_the_weight_that_is_written_here) {
    std::map<std::string, std::string> weights;
    for (const auto& row : card::judge::checks())
        weights[std::string(row.name)] = {letter_of(row.failed), letter_of(row.not_possible)};
    EXPECT_EQ(weights, kWeights);
}

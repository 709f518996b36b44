// SPDX-License-Identifier: Apache-2.0
// Which documents a deviation is about (Doc 9303-12 §10): everything that it names must fit, and it
// must name something.
#include <gtest/gtest.h>

#include "crypto/hash.h"
#include "trust/deviation_list.h"

namespace {

using card::Bytes;
using card::from_hex;
using card::trust::Deviation;
using card::trust::DeviationSubject;

struct Subject {
    Bytes serial = from_hex("1001"), key_identifier = from_hex("AABB"), octets = from_hex("3000");
    card::x509::Certificate signer;
    DeviationSubject subject;
    Subject() {
        signer.serial = serial;
        signer.subject_key_identifier = key_identifier;
        signer.issuer_name = "issuer";
        signer.octets = octets;
        subject = {&signer, "P", "L898902C3", 1000};
    }
};

bool about(auto name) {
    const Subject document;
    Deviation deviation;
    name(deviation);
    return card::trust::is_about(deviation, document.subject);
}

TEST(Deviation, that_names_nothing_is_about_no_document) {
    EXPECT_FALSE(about([](Deviation&) {}));
}

TEST(Deviation, is_about_a_document_when_each_thing_that_it_names_fits) {
    const auto pairs = {
        std::pair<void (*)(Deviation&), void (*)(Deviation&)>{
            [](Deviation& d) { d.document_code = "P"; },
            [](Deviation& d) { d.document_code = "ID"; }},
        {[](Deviation& d) { d.signer_issuer = "issuer", d.signer_serial = from_hex("1001"); },
         [](Deviation& d) { d.signer_issuer = "issuer", d.signer_serial = from_hex("1002"); }},
        {[](Deviation& d) { d.signer_issuer = "issuer", d.signer_serial = from_hex("1001"); },
         [](Deviation& d) { d.signer_issuer = "other", d.signer_serial = from_hex("1001"); }},
        {[](Deviation& d) { d.signer_key_identifier = from_hex("AABB"); },
         [](Deviation& d) { d.signer_key_identifier = from_hex("AABC"); }},
        {[](Deviation& d) {
             d.signer_digest = card::crypto::digest(card::crypto::Hash::sha256, from_hex("3000"));
         },
         [](Deviation& d) { d.signer_digest = Bytes(32, 1); }},
        {[](Deviation& d) { d.first_issued = 900, d.last_issued = 1000; },
         [](Deviation& d) { d.first_issued = 900, d.last_issued = 999; }},
        {[](Deviation& d) { d.first_issued = 1000, d.last_issued = 1100; },
         [](Deviation& d) { d.first_issued = 1001, d.last_issued = 1100; }},
        {[](Deviation& d) { d.document_numbers = {"L898902C3"}; },
         [](Deviation& d) { d.document_numbers = {"L898902C4"}; }},
    };
    int kind = 0;
    for (const auto& [fits, differs] : pairs) {
        EXPECT_TRUE(about(fits)) << kind;
        EXPECT_FALSE(about(differs)) << kind;
        EXPECT_FALSE(about([&](Deviation& deviation) {
            deviation.document_numbers = {"L898902C3"};
            differs(deviation);
        })) << kind
            << ": one thing that fits does not make up for another";
        ++kind;
    }
}

TEST(Deviation, that_names_what_is_not_known_of_the_document_is_not_about_it) {
    Deviation by_date;
    by_date.first_issued = 0;
    by_date.last_issued = 2000;
    Deviation by_signer;
    by_signer.signer_key_identifier = from_hex("AABB");
    const DeviationSubject unknown{nullptr, "P", "L898902C3", {}};
    EXPECT_FALSE(card::trust::is_about(by_date, unknown));
    EXPECT_FALSE(card::trust::is_about(by_signer, unknown));
}

}  // namespace

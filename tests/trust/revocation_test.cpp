// SPDX-License-Identifier: Apache-2.0
// Revocation lists: whose they are, what they name, and what a list that is not whole may say.
#include <gtest/gtest.h>

#include "card/printable.h"
#include "support/fixtures.h"
#include "tlv/tlv.h"
#include "x509/crl.h"

namespace {

using card::Bytes;
using card::from_hex;
using card::tlv::make;
using card::x509::parse_crl;

Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes all;
    for (const auto& part : parts) card::append(all, part);
    return all;
}
Bytes name(const char* text) {
    return make(0x30, make(0x31, make(0x30, joined({from_hex("0603550403"),
                                                    make(0x0C, card::as_octets(text))}))));
}
const Bytes kTime = make(0x17, card::as_octets("260101000000Z")),
            kNext = make(0x17, card::as_octets("460101000000Z")),
            kAlgorithm = from_hex("300A06082A8648CE3D040302");

Bytes extension(const char* oid, const Bytes& value, bool critical = false) {
    return make(0x30, joined({make(0x06, from_hex(oid)), critical ? from_hex("0101FF") : Bytes(),
                              make(0x04, value)}));
}
Bytes entry(const char* serial, const Bytes& extensions = {}) {
    return make(0x30, joined({make(0x02, from_hex(serial)), kTime,
                              extensions.empty() ? Bytes() : make(0x30, extensions)}));
}
Bytes list(const Bytes& entries, const Bytes& extensions = {}, const char* issuer = "A") {
    const Bytes body = joined({from_hex("020101"), kAlgorithm, name(issuer), kTime, kNext,
                               entries.empty() ? Bytes() : make(0x30, entries),
                               extensions.empty() ? Bytes() : make(0xA0, make(0x30, extensions))});
    return make(0x30, joined({make(0x30, body), kAlgorithm, from_hex("030100")}));
}
const char* const kReason = "551D15";
const char* const kDistributionPoint = "551D1C";

bool lists(const Bytes& octets, const char* serial) {
    return parse_crl(octets).lists(from_hex(serial));
}

TEST(RevocationList, names_a_serial_number_however_its_octets_are_written) {
    for (const auto& [in_list, in_certificate] :
         {std::pair{"4D", "004D"}, std::pair{"004D", "4D"}, std::pair{"00CD", "CD"},
          std::pair{"CD", "00CD"}, std::pair{"009A01", "9A01"}})
        EXPECT_TRUE(lists(list(entry(in_list)), in_certificate))
            << in_list << ' ' << in_certificate;
    EXPECT_FALSE(lists(list(entry("4D")), "4E"));
    EXPECT_FALSE(lists(list(entry("4D")), "4D00"));
    EXPECT_TRUE(lists(list(joined({entry("0300"), entry("00"), entry("0102")})), "00"));
}

TEST(RevocationList, takes_reasons_for_what_they_are_and_no_extension_that_it_does_not_know) {
    EXPECT_TRUE(lists(list(entry("4D", extension(kReason, from_hex("0A0101"), true))), "4D"));
    EXPECT_FALSE(lists(list(entry("4D", extension(kReason, from_hex("0A0108")))), "4D"))
        << "removeFromCRL";
    const Bytes removal = extension(kReason, from_hex("0A0108"));
    EXPECT_FALSE(lists(list(joined({entry("4D", joined({removal, removal})), entry("4E")})), "4D"));
    EXPECT_TRUE(lists(list(joined({entry("4E"), entry("4D", joined({removal, removal}))})), "4E"))
        << "it takes nobody else's entry away";
    EXPECT_TRUE(lists(list(entry("4D", extension(kReason, from_hex("0A00")))), "4D"))
        << "no reason at all";
    EXPECT_TRUE(parse_crl(list(entry("4D", extension(kReason, from_hex("0A0101"), true))))
                    .unusable.empty());
    EXPECT_FALSE(parse_crl(list(entry("4D", removal))).partial.empty())
        << "a whole list that takes an entry back clears nobody (RFC 5280 §5.3.1)";
    EXPECT_EQ(
        text_of(parse_crl(list(entry("4D", extension("551D1D", from_hex("3000"), true)))).unusable,
                card::Language::en),
        "an indirect list")
        << "certificateIssuer: another's entry";
    const auto unknown = list(joined({entry("4D"), entry("4E", extension("2A03", {}, true))}));
    EXPECT_TRUE(parse_crl(unknown).unusable.empty());
    EXPECT_EQ(text_of(parse_crl(unknown).partial, card::Language::en),
              "an entry with an unknown critical extension");
    EXPECT_TRUE(lists(unknown, "4D")) << "it withdraws what it names";
}

TEST(RevocationList, that_is_not_whole_says_so) {
    const auto partial = [](const Bytes& extensions) {
        return !parse_crl(list(entry("4D"), extensions)).partial.empty();
    };
    EXPECT_FALSE(partial({}));
    EXPECT_FALSE(partial(extension(kDistributionPoint, from_hex("3000"))));
    EXPECT_TRUE(partial(extension(kDistributionPoint, from_hex("3000"), true)));
    EXPECT_TRUE(partial(extension(kDistributionPoint, from_hex("3004A0028600"))))
        << "of one distribution point, critical or not";
    EXPECT_TRUE(partial(extension(kDistributionPoint, from_hex("30038201FF"))))
        << "CA certificates alone";
    EXPECT_FALSE(partial(extension(kDistributionPoint, from_hex("3003820100"))));
    EXPECT_TRUE(partial(extension(kDistributionPoint, from_hex("300483020640"))))
        << "some reasons alone";
    EXPECT_TRUE(partial(extension("551D1B", from_hex("020101"), true))) << "a delta list";
    EXPECT_TRUE(partial(extension("2A03", from_hex("0500"), true)));
    EXPECT_EQ(text_of(parse_crl(list(entry("4D"),
                                     extension(kDistributionPoint, from_hex("30038401FF"), true)))
                          .unusable,
                      card::Language::en),
              "an indirect list")
        << "indirect";
}

TEST(Printable, text_of_strangers_steers_no_terminal) {
    EXPECT_EQ(card::printable("Nguyễn Văn Thử"), "Nguyễn Văn Thử");
    EXPECT_EQ(card::printable("a\x1b[2J\x7f\n"), "a?[2J??");
    EXPECT_EQ(card::printable("a\u009b2Jb\u202ec\u2028d\u2066e"), "a?2Jb?c?d?e");
    EXPECT_EQ(card::printable("\xff\xc3|\xc0\xaf|\xed\xa0\x80|\xf4\x90\x80\x80|\xe1\xba"),
              "??|??|???|????|??");
}

}  // namespace

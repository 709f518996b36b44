// SPDX-License-Identifier: Apache-2.0
#include "x509/certificate.h"

#include "card/error.h"
#include "crypto/oids.h"
#include "x509/extensions.h"

namespace card::x509 {
namespace {

[[noreturn]] void fail(const char* text) { throw Error(Errc::malformed, Step::certificate, text); }

void parse_to_be_signed(ByteView content, Certificate& certificate, ByteView& inner_algorithm) {
    tlv::Reader reader(content);
    if (const auto version = reader.next_if(0xA0)) {
        const ByteView number = tlv::unwrap(0x02, version->value);
        certificate.version = number.size() == 1 ? number[0] + 1 : 0;
    }
    certificate.serial = reader.expect(0x02).value;
    inner_algorithm = reader.expect(0x30).whole;
    certificate.issuer = reader.expect(0x30).whole;
    tlv::Reader validity(reader.expect(0x30).value);
    certificate.not_before = parse_time(validity.next().whole);
    certificate.not_after = parse_time(validity.next().whole);
    certificate.subject = reader.expect(0x30).whole;
    certificate.public_key = reader.expect(0x30).whole;
    reader.next_if(0x81);  // issuerUniqueID, subjectUniqueID
    reader.next_if(0x82);
    if (const auto extensions = reader.next_if(0xA3))
        parse_extensions(extensions->value, certificate);
    reader.expect_end();
}

}  // namespace

SignedObject parse_signed_object(ByteView octets) {
    tlv::Reader reader(tlv::unwrap(0x30, octets));
    const auto body = reader.expect(0x30);
    const ByteView algorithm = reader.expect(0x30).whole;
    const ByteView bits = reader.expect(0x03).value;
    reader.expect_end();
    if (bits.empty() || bits[0] != 0) fail("unused bits in the signature");
    return {body.whole, body.value, algorithm, bits.subspan(1)};
}

Certificate parse_certificate(ByteView octets) {
    if (octets.size() > kMaxCertificateSize) fail("longer than a certificate can be");
    Certificate certificate;
    certificate.octets = octets;
    static_cast<SignedObject&>(certificate) = parse_signed_object(octets);
    ByteView inner;
    parse_to_be_signed(certificate.content, certificate, inner);
    certificate.algorithm = crypto::parse_signature_algorithm(certificate.signature_algorithm);
    certificate.issuer_name = canonical_name(certificate.issuer);
    certificate.subject_name = canonical_name(certificate.subject);
    certificate.algorithms_agree = oid::same(inner, certificate.signature_algorithm);
    return certificate;
}

bool may_issue(const Certificate& certificate) {
    return certificate.key_usage ? certificate.has_usage(kKeyCertSign) : certificate.is_ca;
}

}  // namespace card::x509

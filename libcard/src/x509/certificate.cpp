// SPDX-License-Identifier: Apache-2.0
#include "x509/certificate.h"

#include <algorithm>

#include "card/error.h"
#include "crypto/oids.h"
#include "x509/extensions.h"

namespace card::x509 {
namespace {

[[noreturn]] void fail(const char* id) {
    throw Error(Errc::malformed, Step::certificate, said(id));
}

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

namespace {

SignedObject parse_der(ByteView octets) {
    tlv::Reader reader(tlv::unwrap(0x30, octets));
    const auto body = reader.expect(0x30);
    const ByteView algorithm = reader.expect(0x30).whole;
    const ByteView bits = reader.expect(0x03).value;
    reader.expect_end();
    if (bits.empty() || bits[0] != 0) fail("defect.signature_bits");
    return {body.whole, body.whole, body.value, algorithm, bits.subspan(1), nullptr};
}

}  // namespace

bool name_the_same(ByteView inner, ByteView outer) {
    if (oid::same(inner, outer)) return true;
    tlv::Reader a(tlv::unwrap(0x30, inner)), b(tlv::unwrap(0x30, outer));
    const auto is_nothing = [](const tlv::Reader& rest) {
        static constexpr std::uint8_t kNull[] = {0x05, 0x00};
        return rest.empty() || oid::same(rest.rest(), kNull);
    };
    return oid::same(a.expect(0x06).value, b.expect(0x06).value) && is_nothing(a) && is_nothing(b);
}

SignedObject parse_signed_object(ByteView octets) {
    if (tlv::is_der(octets)) return parse_der(octets);
    const auto der = std::make_shared<const Bytes>(tlv::to_der(octets));
    auto object = parse_der(*der);
    tlv::Reader found(tlv::unwrap(0x30, octets, tlv::Lengths::any), tlv::Lengths::any);
    object.to_be_signed = found.next().whole;
    object.der = der;
    return object;
}

Certificate parse_certificate(ByteView octets) {
    if (octets.size() > kMaxCertificateSize) fail("defect.certificate_long");
    Certificate certificate;
    certificate.octets = octets;
    static_cast<SignedObject&>(certificate) = parse_signed_object(octets);
    ByteView inner;
    parse_to_be_signed(certificate.content, certificate, inner);
    certificate.algorithm = crypto::parse_signature_algorithm(certificate.signature_algorithm);
    certificate.issuer_name = canonical_name(certificate.issuer);
    certificate.subject_name = canonical_name(certificate.subject);
    certificate.algorithms_agree = name_the_same(inner, certificate.signature_algorithm);
    return certificate;
}

bool Certificate::is_odd(ByteView extension) const {
    return std::ranges::any_of(odd_extensions,
                               [extension](ByteView odd) { return oid::same(odd, extension); });
}

bool may_issue(const Certificate& certificate) {
    return certificate.key_usage ? certificate.has_usage(kKeyCertSign) : certificate.is_ca;
}

}  // namespace card::x509

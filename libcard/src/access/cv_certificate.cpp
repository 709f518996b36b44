// SPDX-License-Identifier: Apache-2.0
#include "access/cv_certificate.h"

#include <algorithm>

#include "card/error.h"
#include "crypto/oids.h"
#include "tlv/tlv.h"

namespace card::access {
namespace {

[[noreturn]] void fail(const char* id) {
    throw Error(Errc::malformed, Step::cv_certificate, said(id));
}

std::string reference(ByteView octets) {
    if (octets.empty() || octets.size() > kMaxReference) fail("defect.reference");
    return std::string(as_text(octets));
}

/// Six octets, a digit each.
std::string date(ByteView octets) {
    std::string text;
    for (const auto digit : octets) {
        if (digit > 9) fail("defect.date");
        text += static_cast<char>('0' + digit);
    }
    if (text.size() != 6) fail("defect.date");
    return text;
}

void parse_authorization(ByteView content, CvCertificate& certificate) {
    static constexpr int kRoleShift = 6;
    tlv::Reader parts(content);
    certificate.kind = to_bytes(parts.expect(0x06).value);
    const ByteView rights = parts.expect(0x53).value;
    if (rights.empty()) fail("defect.no_authorization");
    certificate.role = static_cast<CvCertificate::Role>(rights.front() >> kRoleShift);
    certificate.access_rights = rights.back();
}

/// Of an ECDSA key the point, of an RSA key the modulus; the prime of a curve has the same tag as
/// that.
Bytes public_value(ByteView values) {
    auto value = tlv::find(values, 0x86);
    if (!value) value = tlv::find(values, 0x81);
    if (!value) fail("defect.no_public_key");
    while (!value->empty() && value->front() == 0) value = value->subspan(1);
    return to_bytes(*value);
}

void parse_body(ByteView content, CvCertificate& certificate) {
    tlv::Reader parts(content);
    if (parts.expect(0x5F29).value.size() != 1) fail("defect.profile");
    certificate.authority = reference(parts.expect(0x42).value);
    tlv::Reader key(parts.expect(0x7F49).value);
    certificate.key_algorithm = to_bytes(key.expect(0x06).value);
    certificate.public_key = public_value(key.rest());
    certificate.holder = reference(parts.expect(0x5F20).value);
    parse_authorization(parts.expect(0x7F4C).value, certificate);
    certificate.effective = date(parts.expect(0x5F25).value);
    certificate.expires = date(parts.expect(0x5F24).value);
    parts.next_if(0x65);  // extensions
    parts.expect_end();
}

}  // namespace

std::string day_text(const std::string& digits) {
    return "20" + digits.substr(0, 2) + "-" + digits.substr(2, 2) + "-" + digits.substr(4, 2);
}

CvCertificate parse_cv_certificate(ByteView octets) {
    if (octets.size() > kMaxCvCertificate) fail("defect.certificate_long");
    tlv::Reader parts(tlv::unwrap(0x7F21, octets));
    const auto body = parts.expect(0x7F4E);
    const auto signature = parts.expect(0x5F37);
    parts.expect_end();
    CvCertificate certificate;
    certificate.body = to_bytes(body.whole);
    certificate.signature = to_bytes(signature.whole);
    parse_body(body.value, certificate);
    return certificate;
}

std::vector<std::string> parse_cvca(ByteView file) {
    static constexpr std::size_t kReferences = 2;
    std::vector<std::string> references;
    // Zeros fill the file to its fixed length.
    for (tlv::Reader reader(file);
         !reader.empty() && reader.rest().front() != 0 && references.size() < kReferences;)
        references.push_back(reference(reader.expect(0x42).value));
    return references;
}

std::optional<TerminalSignature> terminal_signature(ByteView oid) {
    static constexpr const char* kEcdsa[] = {"SHA1", "SHA224", "SHA256", "SHA384", "SHA512"};
    static constexpr TerminalSignature kRsa[] = {
        {TerminalKey::Scheme::rsa_pkcs1, "SHA1"},   {TerminalKey::Scheme::rsa_pkcs1, "SHA256"},
        {TerminalKey::Scheme::rsa_pss, "SHA1"},     {TerminalKey::Scheme::rsa_pss, "SHA256"},
        {TerminalKey::Scheme::rsa_pkcs1, "SHA512"}, {TerminalKey::Scheme::rsa_pss, "SHA512"}};
    const std::size_t arcs = oid::kTerminalAuthentication.size();
    if (!oid::below(oid::kTerminalAuthentication, oid) || oid.size() != arcs + 2) return {};
    const std::size_t number = oid[arcs + 1] - std::size_t{1};
    if (oid[arcs] == 1 && number < std::size(kRsa)) return kRsa[number];
    if (oid[arcs] == 2 && number < std::size(kEcdsa))
        return TerminalSignature{TerminalKey::Scheme::ecdsa, kEcdsa[number]};
    return {};
}

}  // namespace card::access

namespace card {

void check_terminal_certificate(ByteView octets) { access::parse_cv_certificate(octets); }

}  // namespace card

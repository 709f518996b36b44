// SPDX-License-Identifier: Apache-2.0
#include "lds/signed_data.h"

#include "card/error.h"
#include "crypto/oids.h"
#include "crypto/public_key.h"
#include "tlv/tlv.h"

namespace card::lds {
namespace {

[[noreturn]] void fail(const char* id) {
    throw Error(Errc::malformed, Step::signed_data, said(id));
}

/// The frame may be BER; what was signed must stay as it is.
tlv::Reader ber(ByteView octets) { return tlv::Reader(octets, tlv::Lengths::any); }

int version_of(ByteView value) {
    while (value.size() > 1 && value[0] == 0) value = value.subspan(1);
    if (value.size() != 1 || value[0] > 0x7F) fail("defect.version_range");
    return value[0];
}

/// An OCTET STRING, whole or in parts.
ByteView octet_string(tlv::Reader& reader, SignedData& data) {
    static constexpr tlv::Tag kInParts = 0x24;
    if (const auto parts = reader.next_if(kInParts)) {
        data.joined.push_back(tlv::to_der(parts->whole));
        return tlv::unwrap(0x04, data.joined.back());
    }
    return reader.expect(0x04).value;
}

/// An algorithm's name in DER: it is no part of what was signed, and stands there in DER again.
ByteView in_der(ByteView object, SignedData& data) {
    if (tlv::is_der(object)) return object;
    data.joined.push_back(tlv::to_der(object));
    return data.joined.back();
}

SignerInfo parse_signer(ByteView content, SignedData& data) {
    SignerInfo signer;
    tlv::Reader reader = ber(content);
    signer.version = version_of(reader.expect(0x02).value);
    if (const auto key_identifier = reader.next_if(0x80)) {
        signer.subject_key_identifier = key_identifier->value;
        if (signer.subject_key_identifier.empty()) fail("defect.signer_identifier");
    } else {
        tlv::Reader id = ber(reader.expect(0x30).value);
        signer.issuer = id.expect(0x30).whole;
        signer.serial = id.expect(0x02).value;
        id.expect_end();
    }
    signer.digest_algorithm = in_der(reader.expect(0x30).whole, data);
    if (const auto attributes = reader.next_if(0xA0)) signer.signed_attributes = attributes->whole;
    signer.signature_algorithm = in_der(reader.expect(0x30).whole, data);
    signer.signature = octet_string(reader, data);
    reader.next_if(0xA1);  // unsignedAttrs: nobody vouches for them, nobody reads them
    reader.expect_end();
    return signer;
}

void parse_content(tlv::Reader& reader, SignedData& data) {
    tlv::Reader content = ber(reader.expect(0x30).value);
    data.content_type = content.expect(0x06).value;
    if (const auto wrapped = content.next_if(0xA0)) {
        data.has_content = true;
        tlv::Reader string = ber(wrapped->value);
        data.content = octet_string(string, data);
        string.expect_end();
    }
    content.expect_end();
}

void parse_certificates(ByteView set, SignedData& data) {
    tlv::Reader certificates = ber(set);
    while (!certificates.empty()) {
        if (data.certificates.size() == kMaxEmbeddedCertificates) fail("defect.many_certificates");
        data.certificates.push_back(certificates.next().whole);
    }
}

void parse_body(ByteView body, SignedData& data) {
    tlv::Reader reader = ber(body);
    data.version = version_of(reader.expect(0x02).value);
    tlv::Reader digests = ber(reader.expect(0x31).value);
    while (!digests.empty()) data.digest_algorithms.push_back(digests.expect(0x30).whole);
    parse_content(reader, data);
    if (const auto certificates = reader.next_if(0xA0))
        parse_certificates(certificates->value, data);
    reader.next_if(0xA1);  // crls: a list inside the signed object proves nothing about its signer
    tlv::Reader signers = ber(reader.expect(0x31).value);
    reader.expect_end();
    while (!signers.empty()) {
        if (data.signers.size() == kMaxSignerInfos) fail("defect.many_signers");
        data.signers.push_back(parse_signer(signers.expect(0x30).value, data));
    }
}

}  // namespace

SignedData parse_signed_data(ByteView content_info) {
    SignedData data;
    data.octets = to_bytes(content_info);
    tlv::Reader outer = ber(data.octets);
    const auto frame = outer.expect(0x30);
    data.trailing_octets = !outer.empty();
    tlv::Reader info = ber(frame.value);
    if (!oid::same(info.expect(0x06).value, oid::kSignedData)) fail("defect.no_signed_data");
    const ByteView wrapped = info.expect(0xA0).value;
    info.expect_end();
    parse_body(tlv::unwrap(0x30, wrapped, tlv::Lengths::any), data);
    data.ber = !tlv::is_der(frame.whole) || !tlv::is_der(data.content);
    return data;
}

SignedData parse_sod(ByteView file) {
    static constexpr tlv::Tag kSod = 0x77, kSequence = 0x30;
    tlv::Reader reader = ber(file);
    if (const auto header = tlv::parse_header(file); header && header->tag == kSequence) {
        auto data = parse_signed_data(file);
        data.untagged = true;
        return data;
    }
    const auto outer = reader.next_if(kSod);
    if (!outer) fail("defect.no_tag_77");
    auto data = parse_signed_data(outer->value);
    const auto header = tlv::parse_header(file);
    data.ber = data.ber || !header->minimal;
    data.trailing_octets = data.trailing_octets || !reader.empty();
    return data;
}

namespace {

/// Where the value of an attribute of this type goes; null for one that nobody here reads.
ByteView* slot_of(ByteView type, SignedAttributes& found) {
    const std::pair<ByteView, ByteView*> slots[] = {
        {oid::kContentType, &found.content_type},
        {oid::kMessageDigest, &found.message_digest},
        {oid::kSigningTime, &found.signing_time},
        {oid::kAlgorithmProtection, &found.algorithm_protection},
        {oid::kSigningCertificate, &found.signing_certificate},
        {oid::kSigningCertificateV2, &found.signing_certificate_v2},
        {oid::kOtherSigningCertificate, &found.other_signing_certificate},
    };
    const auto slot = std::ranges::find_if(
        slots, [type](const auto& entry) { return oid::same(entry.first, type); });
    return slot == std::end(slots) ? nullptr : slot->second;
}

}  // namespace

SignedAttributes parse_signed_attributes(ByteView whole) {
    SignedAttributes found;
    tlv::Reader attributes(tlv::unwrap(0xA0, whole));
    for (std::size_t count = 0; !attributes.empty(); ++count) {
        if (count == kMaxSignedAttributes) fail("defect.many_attributes");
        tlv::Reader attribute(attributes.expect(0x30).value);
        const ByteView type = attribute.expect(0x06).value;
        tlv::Reader values(attribute.expect(0x31).value);
        attribute.expect_end();
        ByteView* slot = slot_of(type, found);
        if (!slot) continue;
        if (!slot->empty()) fail("defect.attribute_twice");
        *slot = values.next().whole;
        values.expect_end();
    }
    return found;
}

namespace {

/// One object at the start, in DER; octets behind it belong to nothing.
ByteView first_object(ByteView content, SecurityObject& object) {
    const auto size = tlv::size_of_element(content);
    if (!size || *size > content.size()) fail("defect.ends_in_object");
    object.stray = *size != content.size();
    content = content.first(*size);
    if (tlv::is_der(content)) return content;
    object.der = std::make_shared<const Bytes>(tlv::to_der(content));
    return *object.der;
}

void parse_hashes(tlv::Reader hashes, SecurityObject& object) {
    while (!hashes.empty()) {
        const auto next = hashes.next_if(0x30);
        object.stray = object.stray || !next;
        if (!next) {
            // What has an entry's content under another tag may be one: it has no one meaning.
            const auto other = hashes.next();
            if (!other.value.empty() && other.value[0] == 0x02) fail("defect.group_entry");
            continue;
        }
        tlv::Reader entry(next->value);
        const int group = version_of(entry.expect(0x02).value);
        const ByteView hash = entry.expect(0x04).value;
        object.stray = object.stray || !entry.empty();
        if (group < 1 || group > kDataGroups) fail("defect.group_number");
        if (!object.hashes.add(group, hash)) fail("defect.group_twice");
    }
}

}  // namespace

SecurityObject parse_security_object(ByteView content) {
    SecurityObject object;
    tlv::Reader reader(tlv::unwrap(0x30, first_object(content, object)));
    object.version = version_of(reader.expect(0x02).value);
    object.hash_algorithm = reader.expect(0x30).whole;
    object.hash = crypto::parse_digest_algorithm(object.hash_algorithm);
    parse_hashes(tlv::Reader(reader.expect(0x30).value), object);
    if (const auto info = reader.next_if(0x30)) {
        tlv::Reader versions(info->value);
        object.lds_version = versions.expect(0x13).value;
        object.unicode_version = versions.expect(0x13).value;
        object.stray = object.stray || !versions.empty();
    }
    object.stray = object.stray || !reader.empty();
    return object;
}

}  // namespace card::lds

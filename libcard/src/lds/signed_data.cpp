// SPDX-License-Identifier: Apache-2.0
#include "lds/signed_data.h"

#include "card/error.h"
#include "crypto/oids.h"
#include "crypto/public_key.h"
#include "tlv/tlv.h"

namespace card::lds {
namespace {

[[noreturn]] void fail(const char* text) { throw Error(Errc::malformed, Step::signed_data, text); }

int version_of(ByteView value) {
    if (value.size() != 1 || value[0] > 0x7F) fail("a version out of range");
    return value[0];
}

SignerInfo parse_signer(ByteView content) {
    SignerInfo signer;
    tlv::Reader reader(content);
    signer.version = version_of(reader.expect(0x02).value);
    if (const auto key_identifier = reader.next_if(0x80)) {
        signer.subject_key_identifier = key_identifier->value;
        if (signer.subject_key_identifier.empty()) fail("an empty signer identifier");
    } else {
        tlv::Reader id(reader.expect(0x30).value);
        signer.issuer = id.expect(0x30).whole;
        signer.serial = id.expect(0x02).value;
        id.expect_end();
    }
    signer.digest_algorithm = reader.expect(0x30).whole;
    if (const auto attributes = reader.next_if(0xA0)) signer.signed_attributes = attributes->whole;
    signer.signature_algorithm = reader.expect(0x30).whole;
    signer.signature = reader.expect(0x04).value;
    reader.next_if(0xA1);  // unsignedAttrs: nobody vouches for them, nobody reads them
    reader.expect_end();
    return signer;
}

void parse_content(tlv::Reader& reader, SignedData& data) {
    tlv::Reader content(reader.expect(0x30).value);
    data.content_type = content.expect(0x06).value;
    if (const auto wrapped = content.next_if(0xA0))
        data.content = tlv::unwrap(0x04, wrapped->value);
    content.expect_end();
}

void parse_certificates(ByteView set, SignedData& data) {
    tlv::Reader certificates(set);
    while (!certificates.empty()) {
        if (data.certificates.size() == kMaxEmbeddedCertificates) fail("too many certificates");
        data.certificates.push_back(certificates.next().whole);
    }
}

void parse_body(ByteView body, SignedData& data) {
    tlv::Reader reader(body);
    data.version = version_of(reader.expect(0x02).value);
    tlv::Reader digests(reader.expect(0x31).value);
    while (!digests.empty()) data.digest_algorithms.push_back(digests.expect(0x30).whole);
    parse_content(reader, data);
    if (const auto certificates = reader.next_if(0xA0))
        parse_certificates(certificates->value, data);
    reader.next_if(0xA1);  // crls: a list inside the signed object proves nothing about its signer
    tlv::Reader signers(reader.expect(0x31).value);
    reader.expect_end();
    while (!signers.empty()) {
        if (data.signers.size() == kMaxSignerInfos) fail("too many signers");
        data.signers.push_back(parse_signer(signers.expect(0x30).value));
    }
}

bool definite_throughout(ByteView octets) {
    // Certificates are DER by their own standard; only the CMS frame may be BER, so a look at the
    // frame is enough: parse_body() refuses an indefinite length wherever it meets one.
    const auto header = tlv::parse_header(octets);
    return header && !header->indefinite;
}

}  // namespace

namespace {
void parse_into(SignedData& data) {
    tlv::Reader outer(data.octets);
    tlv::Reader info(outer.expect(0x30).value);
    data.trailing_octets = !outer.empty();
    if (!oid::same(info.expect(0x06).value, oid::kSignedData)) fail("the content is no SignedData");
    const ByteView wrapped = info.expect(0xA0).value;
    info.expect_end();
    data.digest_algorithms.clear();
    data.certificates.clear();
    data.signers.clear();
    parse_body(tlv::unwrap(0x30, wrapped), data);
}
}  // namespace

SignedData parse_signed_data(ByteView content_info) {
    SignedData data;
    if (definite_throughout(content_info)) {
        data.octets = to_bytes(content_info);
        try {
            parse_into(data);
            return data;
        } catch (const Error&) {
            // Perhaps BER deeper inside: the second reading below tells.
        }
    }
    data.octets = tlv::to_definite(content_info, data.rewritten);
    if (!data.rewritten && definite_throughout(content_info)) data.octets = to_bytes(content_info);
    parse_into(data);
    return data;
}

SignedData parse_sod(ByteView file) {
    const auto header = tlv::parse_header(file);
    if (!header || header->tag != 0x77) fail("tag 77 is missing");
    if (header->indefinite) {
        bool changed = false;
        const Bytes definite = tlv::to_definite(file, changed);
        auto data = parse_signed_data(tlv::unwrap(0x77, definite));
        data.rewritten = true;
        return data;
    }
    return parse_signed_data(tlv::unwrap(0x77, file));
}

SignedAttributes parse_signed_attributes(ByteView whole) {
    SignedAttributes found;
    tlv::Reader attributes(tlv::unwrap(0xA0, whole));
    for (std::size_t count = 0; !attributes.empty(); ++count) {
        if (count == kMaxSignedAttributes) fail("too many signed attributes");
        tlv::Reader attribute(attributes.expect(0x30).value);
        const ByteView type = attribute.expect(0x06).value;
        tlv::Reader values(attribute.expect(0x31).value);
        attribute.expect_end();
        ByteView* slot = oid::same(type, oid::kContentType)     ? &found.content_type
                         : oid::same(type, oid::kMessageDigest) ? &found.message_digest
                         : oid::same(type, oid::kSigningTime)   ? &found.signing_time
                                                                : nullptr;
        if (!slot) continue;
        if (!slot->empty()) fail("a signed attribute that stands twice");
        *slot = values.next().whole;
        values.expect_end();
    }
    return found;
}

SecurityObject parse_security_object(ByteView content) {
    SecurityObject object;
    tlv::Reader reader(tlv::unwrap(0x30, content));
    object.version = version_of(reader.expect(0x02).value);
    object.hash_algorithm = reader.expect(0x30).whole;
    object.hash = crypto::parse_digest_algorithm(object.hash_algorithm);
    tlv::Reader hashes(reader.expect(0x30).value);
    while (!hashes.empty()) {
        tlv::Reader entry(hashes.expect(0x30).value);
        const int group = version_of(entry.expect(0x02).value);
        const ByteView hash = entry.expect(0x04).value;
        entry.expect_end();
        if (group < 1 || group > kDataGroups) fail("a data group number outside 1 to 16");
        if (!object.hashes.add(group, hash)) fail("a data group that stands twice");
    }
    if (const auto info = reader.next_if(0x30)) {
        tlv::Reader versions(info->value);
        object.lds_version = versions.expect(0x13).value;
        object.unicode_version = versions.expect(0x13).value;
        versions.expect_end();
    }
    reader.expect_end();
    return object;
}

}  // namespace card::lds

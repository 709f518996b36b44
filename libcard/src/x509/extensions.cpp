// SPDX-License-Identifier: Apache-2.0
#include "x509/extensions.h"

#include "card/error.h"
#include "crypto/oids.h"

namespace card::x509 {
namespace {

[[noreturn]] void fail(const char* id) {
    throw Error(Errc::malformed, Step::certificate, said(id));
}

void parse_key_usage(ByteView value, Certificate& certificate) {
    const ByteView bits = tlv::unwrap(0x03, value);
    if (bits.size() < 2 || bits[0] > 7) fail("defect.key_usage");
    // What stands in unused bits is no usage.
    const auto mask = static_cast<std::uint8_t>(0xFF << bits[0]);
    const std::size_t last = bits.size() - 1;
    const auto octet = [&](std::size_t at) -> unsigned {
        if (at > last) return 0;
        return at == last ? bits[at] & mask : bits[at];
    };
    certificate.key_usage = static_cast<std::uint16_t>(octet(1) << 8 | octet(2));
}

void parse_basic_constraints(ByteView value, Certificate& certificate) {
    tlv::Reader reader(tlv::unwrap(0x30, value));
    certificate.is_ca = is_set(reader.next_if(0x01));
    reader.next_if(0x02);
    reader.expect_end();
}

void parse_extended_key_usage(ByteView value, Certificate& certificate) {
    tlv::Reader reader(tlv::unwrap(0x30, value));
    while (!reader.empty()) certificate.extended_key_usage.push_back(reader.expect(0x06).value);
}

Time parse_generalized(ByteView value) {
    Bytes element = tlv::make(0x18, value);
    return parse_time(element);
}

void parse_usage_period(ByteView value, Certificate& certificate) {
    tlv::Reader reader(tlv::unwrap(0x30, value));
    std::optional<Time> begin, end;
    if (const auto time = reader.next_if(0x80)) begin = parse_generalized(time->value);
    if (const auto time = reader.next_if(0x81)) end = parse_generalized(time->value);
    reader.expect_end();
    certificate.has_key_usage_period = true;
    certificate.key_usage_begin = begin;
    certificate.key_usage_end = end;
}

/// PrintableString; in others, which have "<", it means the same.
std::string type_of(const tlv::Element& object) {
    static constexpr tlv::Tag kUtf8 = 0x0C, kPrintable = 0x13, kIa5 = 0x16;
    if (object.tag != kUtf8 && object.tag != kPrintable && object.tag != kIa5)
        fail("defect.document_type");
    return std::string(as_text(object.value));
}

/// DocumentTypeListSyntax, Doc 9303-12 §7.1.1.6: version, SET OF PrintableString.
void parse_document_types(ByteView value, Certificate& certificate) {
    static constexpr std::size_t kMaxTypes = 32;
    static constexpr std::uint8_t kPrintableString = 0x13;
    if (!value.empty() && value[0] == kPrintableString) {  // so do one state's signers in the PKD
        certificate.has_document_types = true;
        certificate.document_types.emplace_back(as_text(tlv::unwrap(kPrintableString, value)));
        return;
    }
    tlv::Reader reader(tlv::unwrap(0x30, value));
    // Two states leave out version and SET.
    if (reader.next_if(0x02)) reader = tlv::Reader(reader.expect(0x31).value);
    std::vector<std::string> types;
    while (!reader.empty() && types.size() < kMaxTypes) types.push_back(type_of(reader.next()));
    certificate.has_document_types = true;
    certificate.document_types = std::move(types);
}

void parse_authority_key(ByteView value, Certificate& certificate) {
    tlv::Reader reader(tlv::unwrap(0x30, value));
    if (const auto id = reader.next_if(0x80)) certificate.authority_key_identifier = id->value;
}

/// Three certificates of a real list lack the inner OCTET STRING.
ByteView key_identifier(ByteView value) {
    const bool wrapped = value.size() >= 2 && value[0] == 0x04 && value[1] == value.size() - 2;
    return wrapped ? value.subspan(2) : value;
}

/// Alternative names, policies, distribution points (2.5.29.17, .18, .31, .32) and nameChange (Doc
/// 9303-12 §7.1.1) take no right away, critical or not.
bool is_harmless(ByteView oid) {
    static constexpr std::uint8_t kLastArcs[] = {17, 18, 31, 32};
    if (oid::same(oid, oid::kNameChange)) return true;
    return oid.size() == 3 && oid[0] == 0x55 && oid[1] == 0x1D &&
           std::ranges::find(kLastArcs, oid[2]) != std::end(kLastArcs);
}

/// What says which certificate this is and what its key may do: in another form than its own the
/// certificate cannot be read. Whether the extension is one of these.
bool parse_role(ByteView oid, ByteView value, Certificate& certificate) {
    if (oid::same(oid, oid::kSubjectKeyIdentifier))
        certificate.subject_key_identifier = key_identifier(value);
    else if (oid::same(oid, oid::kAuthorityKeyIdentifier)) parse_authority_key(value, certificate);
    else if (oid::same(oid, oid::kKeyUsage)) parse_key_usage(value, certificate);
    else if (oid::same(oid, oid::kBasicConstraints)) parse_basic_constraints(value, certificate);
    else if (oid::same(oid, oid::kExtendedKeyUsage)) parse_extended_key_usage(value, certificate);
    else return false;
    return true;
}

/// What informs: in another form than its own it is as if it were unknown. Whether the extension is
/// known, in its form.
bool parse_information(ByteView oid, ByteView value, Certificate& certificate) {
    try {
        if (oid::same(oid, oid::kPrivateKeyUsagePeriod)) parse_usage_period(value, certificate);
        else if (oid::same(oid, oid::kDocumentTypeList)) parse_document_types(value, certificate);
        else return is_harmless(oid);
        return true;
    } catch (const Error&) {
        certificate.odd_extensions.push_back(oid);
        return false;
    }
}

void parse_extension(ByteView oid, bool critical, ByteView value, Certificate& certificate) {
    if (parse_role(oid, value, certificate)) return;
    if (!parse_information(oid, value, certificate) && critical)
        certificate.unknown_critical = oid::to_text(oid);
}

}  // namespace

bool is_set(const std::optional<tlv::Element>& flag) {
    return flag && flag->value.size() == 1 && flag->value[0] != 0;
}

void ExtensionNames::add(ByteView oid, Step step) {
    if (seen_.size() == kMaxExtensions)
        throw Error(Errc::malformed, step, said("defect.many_extensions"));
    if (std::ranges::any_of(seen_, [oid](ByteView other) { return oid::same(other, oid); }))
        throw Error(Errc::malformed, step, said("defect.extension_twice"));
    seen_.push_back(oid);
}

void parse_extensions(ByteView list, Certificate& certificate) {
    tlv::Reader extensions(tlv::unwrap(0x30, list));
    ExtensionNames names;
    while (!extensions.empty()) {
        tlv::Reader extension(extensions.expect(0x30).value);
        const ByteView oid = extension.expect(0x06).value;
        names.add(oid, Step::certificate);
        const bool critical = is_set(extension.next_if(0x01));
        const ByteView value = extension.expect(0x04).value;
        extension.expect_end();
        parse_extension(oid, critical, value, certificate);
    }
}

}  // namespace card::x509

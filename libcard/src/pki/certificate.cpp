#include "pki/certificate.h"

#include <algorithm>
#include <chrono>

#include "card/error.h"
#include "card/printable.h"
#include "crypto/oids.h"
#include "tlv/tlv.h"

namespace card::pki {
namespace {

[[noreturn]] void fail(const char* text) { throw Error(Errc::malformed, "certificate", text); }

void parse_key_usage(ByteView value, Certificate& certificate) {
    const ByteView bits = tlv::unwrap(0x03, value);
    if (bits.size() < 2 || bits[0] > 7) fail("a malformed keyUsage");
    certificate.key_usage =
        static_cast<std::uint16_t>(bits[1] << 8 | (bits.size() > 2 ? bits[2] : 0));
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
    certificate.has_key_usage_period = true;
    if (const auto begin = reader.next_if(0x80))
        certificate.key_usage_begin = parse_generalized(begin->value);
    if (const auto end = reader.next_if(0x81))
        certificate.key_usage_end = parse_generalized(end->value);
    reader.expect_end();
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
    reader.expect(0x02);
    tlv::Reader types(reader.expect(0x31).value);
    certificate.has_document_types = true;
    while (!types.empty() && certificate.document_types.size() < kMaxTypes)
        certificate.document_types.emplace_back(as_text(types.next().value));
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

/// Alternative names, policies and distribution points (2.5.29.17, .18, .31, .32) take no right
/// away, critical or not.
bool is_harmless(ByteView oid) {
    static constexpr std::uint8_t kLastArcs[] = {17, 18, 31, 32};
    return oid.size() == 3 && oid[0] == 0x55 && oid[1] == 0x1D &&
           std::ranges::find(kLastArcs, oid[2]) != std::end(kLastArcs);
}

void parse_extension(ByteView oid, bool critical, ByteView value, Certificate& certificate) {
    if (oid::same(oid, oid::kSubjectKeyIdentifier))
        certificate.subject_key_identifier = key_identifier(value);
    else if (oid::same(oid, oid::kAuthorityKeyIdentifier)) parse_authority_key(value, certificate);
    else if (oid::same(oid, oid::kKeyUsage)) parse_key_usage(value, certificate);
    else if (oid::same(oid, oid::kBasicConstraints)) parse_basic_constraints(value, certificate);
    else if (oid::same(oid, oid::kExtendedKeyUsage)) parse_extended_key_usage(value, certificate);
    else if (oid::same(oid, oid::kPrivateKeyUsagePeriod)) parse_usage_period(value, certificate);
    else if (oid::same(oid, oid::kDocumentTypeList)) parse_document_types(value, certificate);
    else if (critical && !is_harmless(oid)) certificate.unknown_critical = oid::to_text(oid);
}

void parse_extensions(ByteView list, Certificate& certificate) {
    tlv::Reader extensions(tlv::unwrap(0x30, list));
    ExtensionNames names;
    while (!extensions.empty()) {
        tlv::Reader extension(extensions.expect(0x30).value);
        const ByteView oid = extension.expect(0x06).value;
        names.add(oid, "certificate");
        const bool critical = is_set(extension.next_if(0x01));
        const ByteView value = extension.expect(0x04).value;
        extension.expect_end();
        parse_extension(oid, critical, value, certificate);
    }
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

bool is_set(const std::optional<tlv::Element>& flag) {
    return flag && flag->value.size() == 1 && flag->value[0] != 0;
}

void ExtensionNames::add(ByteView oid, const char* step) {
    if (seen_.size() == kMaxExtensions) throw Error(Errc::malformed, step, "too many extensions");
    if (std::ranges::any_of(seen_, [oid](ByteView other) { return oid::same(other, oid); }))
        throw Error(Errc::malformed, step, "an extension occurs twice");
    seen_.push_back(oid);
}

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

namespace {

constexpr tlv::Tag kBmpString = 0x1E, kT61String = 0x14;

void append_utf8(std::string& to, unsigned code) {
    if (code < 0x80) {
        to += static_cast<char>(code);
    } else if (code < 0x800) {
        to += static_cast<char>(0xC0 | code >> 6);
        to += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        to += static_cast<char>(0xE0 | code >> 12);
        to += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        to += static_cast<char>(0x80 | (code & 0x3F));
    }
}

std::string string_value(const tlv::Element& value) {
    std::string text;
    const ByteView octets = value.value;
    if (value.tag == kBmpString)
        for (std::size_t i = 0; i + 1 < octets.size(); i += 2)
            append_utf8(text, static_cast<unsigned>(octets[i] << 8 | octets[i + 1]));
    else if (value.tag == kT61String)  // Latin-1 in the practice of all issuers
        for (const auto octet : octets) append_utf8(text, octet);
    else text = as_text(octets);
    return text;
}

/// Calls visit(oid, value) for each attribute of a Name.
template <class Visit>
void for_each_attribute(ByteView name, Visit visit) {
    static constexpr int kMaxAttributes = 64;
    tlv::Reader sets(tlv::unwrap(0x30, name));
    int count = 0;
    while (!sets.empty()) {
        tlv::Reader set(sets.expect(0x31).value);
        while (!set.empty()) {
            if (++count > kMaxAttributes) fail("a name with too many attributes");
            tlv::Reader attribute(set.expect(0x30).value);
            const ByteView oid = attribute.expect(0x06).value;
            visit(oid, attribute.next());
        }
    }
}

/// Appends the text with single blanks, none at its ends, and in small ASCII letters.
void append_folded(std::string& out, std::string_view text) {
    const std::size_t start = out.size();
    bool blank = true;  // drops leading blanks
    for (const char c : text) {
        if (c == ' ') {
            if (!blank) out += ' ';
            blank = true;
            continue;
        }
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        blank = false;
    }
    while (out.size() > start && out.back() == ' ') out.pop_back();
}

}  // namespace

std::string canonical_name(ByteView name) {
    static constexpr std::size_t kUsual = 8;
    std::vector<std::string> parts;
    parts.reserve(kUsual);
    for_each_attribute(name, [&](ByteView oid, const tlv::Element& value) {
        std::string part;
        part.reserve(oid.size() + 1 + value.value.size());
        part.append(as_text(oid)).append(1, '=');
        append_folded(part, string_value(value));
        parts.push_back(std::move(part));
    });
    std::ranges::sort(parts);
    std::string text;
    text.reserve(name.size());
    for (const auto& part : parts) {
        text += part;
        text += '\0';
    }
    return text;
}

std::optional<std::string> name_attribute(ByteView name, ByteView attribute) {
    std::optional<std::string> found;
    for_each_attribute(name, [&](ByteView oid, const tlv::Element& value) {
        if (!found && oid::same(oid, attribute)) found = string_value(value);
    });
    return found;
}

bool may_issue(const Certificate& certificate) {
    return certificate.key_usage ? certificate.has_usage(kKeyCertSign) : certificate.is_ca;
}

std::string country_of(ByteView name) {
    auto country = name_attribute(name, oid::kCountryName).value_or("");
    std::ranges::transform(country, country.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    });
    return country;
}

namespace {
std::string attribute_label(ByteView oid) {
    if (oid.size() == 3 && oid[0] == 0x55 && oid[1] == 0x04) {
        switch (oid[2]) {
            case 3: return "CN";
            case 5: return "serialNumber";
            case 6: return "C";
            case 7: return "L";
            case 10: return "O";
            case 11: return "OU";
            default: break;
        }
    }
    return oid::to_text(oid);
}
}  // namespace

std::string name_text(ByteView name) {
    std::string text;
    text.reserve(name.size());
    for_each_attribute(name, [&](ByteView oid, const tlv::Element& value) {
        if (!text.empty()) text += ", ";
        text += attribute_label(oid) + "=" + string_value(value);
    });
    return printable(text);
}

Time parse_time(ByteView element) {
    tlv::Reader reader(element);
    const auto time = reader.next();
    reader.expect_end();
    const std::size_t year_digits = time.tag == 0x17 ? 2 : time.tag == 0x18 ? 4 : 0;
    std::string_view text = as_text(time.value);
    if (year_digits == 0 || text.empty() || text.back() != 'Z')
        fail("a time in another form than UTCTime or GeneralizedTime");
    text.remove_suffix(1);
    if (const auto fraction = text.find('.'); fraction != std::string_view::npos)
        text = text.substr(0, fraction);
    // Seconds must be there (RFC 5280 §4.1.2.5); some issuers leave them out.
    if (text.size() != year_digits + 10 && text.size() != year_digits + 8)
        fail("a time of the wrong length");
    if (!std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        fail("a time that is no number");
    const auto number = [&text](std::size_t at, std::size_t count) {
        int value = 0;
        for (const char c : text.substr(at, count)) value = value * 10 + (c - '0');
        return value;
    };
    int year = number(0, year_digits);
    if (year_digits == 2) year += year < 50 ? 2000 : 1900;
    const std::size_t at = year_digits;
    const std::chrono::year_month_day day{
        std::chrono::year(year), std::chrono::month(static_cast<unsigned>(number(at, 2))),
        std::chrono::day(static_cast<unsigned>(number(at + 2, 2)))};
    if (!day.ok()) fail("a day that is not in the calendar");
    const Time days = std::chrono::sys_days(day).time_since_epoch().count();
    const int seconds = text.size() == at + 10 ? number(at + 8, 2) : 0;
    return days * 86400 + number(at + 4, 2) * 3600 + number(at + 6, 2) * 60 + seconds;
}

std::string date_text(Time time) {
    const std::chrono::sys_days day{
        std::chrono::days(time >= 0 ? time / 86400 : (time - 86399) / 86400)};
    const std::chrono::year_month_day date(day);
    std::string text = std::to_string(static_cast<int>(date.year()));
    for (const unsigned part :
         {static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())})
        text += (part < 10 ? "-0" : "-") + std::to_string(part);
    return text;
}

}  // namespace card::pki

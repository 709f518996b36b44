// SPDX-License-Identifier: Apache-2.0
#include "x509/crl.h"

#include <algorithm>

#include "card/error.h"
#include "crypto/oids.h"
#include "tlv/tlv.h"
#include "x509/extensions.h"

namespace card::x509 {
namespace {

[[noreturn]] void fail(const char* id) { throw Error(Errc::malformed, Step::crl, said(id)); }

bool is_time(tlv::Reader reader) {
    if (reader.empty()) return false;
    const auto header = tlv::parse_header(reader.rest());
    return header && (header->tag == 0x17 || header->tag == 0x18);
}

/// Whether the entry takes its certificate back from the list (removeFromCRL), which says nothing
/// against it. Only a delta list may have one (RFC 5280 §5.3.1): a whole list that names a
/// certificate and takes it back says nothing that can clear anybody.
bool parse_entry_extensions(ByteView extensions, Crl& crl) {
    static constexpr std::uint8_t kRemoveFromCrl = 8;
    bool removes = false;
    tlv::Reader list(extensions);
    while (!list.empty()) {
        tlv::Reader extension(list.expect(0x30).value);
        const ByteView oid = extension.expect(0x06).value;
        const bool critical = is_set(extension.next_if(0x01));
        const ByteView value = extension.expect(0x04).value;
        if (oid::same(oid, oid::kReasonCode)) {
            const ByteView reason = tlv::unwrap(0x0A, value);
            removes = reason.size() == 1 && reason[0] == kRemoveFromCrl;
        } else if (critical && oid::same(oid, oid::kCertificateIssuer)) {
            crl.unusable = said("store.crl.indirect");  // another's entry (docs/adr/0034)
        } else if (critical && !oid::same(oid, oid::kInvalidityDate)) {
            crl.partial = said("store.crl.entry_critical");
        }
    }
    return removes;
}

void parse_entry(ByteView content, Crl& crl) {
    tlv::Reader entry(content);
    const ByteView serial = entry.expect(0x02).value;
    entry.next();  // revocationDate: ICAO lists name no reason, so any date counts
    const auto extensions = entry.next_if(0x30);
    entry.expect_end();
    if (extensions && parse_entry_extensions(extensions->value, crl))
        crl.partial = said("store.crl.removes");
    else crl.revoked.push_back(serial_number(serial));
}

void parse_revoked(ByteView list, Crl& crl) {
    tlv::Reader entries(list);
    while (!entries.empty()) {
        if (crl.revoked.size() == kMaxRevoked) fail("defect.many_entries");
        parse_entry(entries.expect(0x30).value, crl);
    }
    std::ranges::sort(crl.revoked, serial_less);
}

/// RFC 5280 §5.2.5: a list of CA certificates alone, of some reasons alone or of attribute
/// certificates says nothing of what it does not name.
void parse_distribution_point(ByteView value, Crl& crl) {
    static constexpr tlv::Tag kPoint = 0xA0, kOnlyCa = 0x82, kSomeReasons = 0x83, kIndirect = 0x84,
                              kOnlyAttributes = 0x85;
    tlv::Reader fields(tlv::unwrap(0x30, value));
    while (!fields.empty()) {
        const auto field = fields.next();
        // Critical or not: what is on its issuer's other lists, it does not say.
        if (field.tag == kPoint) crl.partial = said("store.crl.one_point");
        if (field.tag == kSomeReasons ||
            ((field.tag == kOnlyCa || field.tag == kOnlyAttributes) && is_set(field)))
            crl.partial = said("store.crl.some_alone");
        if (field.tag == kIndirect && is_set(field)) crl.unusable = said("store.crl.indirect");
    }
}

void parse_extension(ByteView content, ExtensionNames& names, Crl& crl) {
    tlv::Reader extension(content);
    const ByteView oid = extension.expect(0x06).value;
    names.add(oid, Step::crl);
    const bool critical = is_set(extension.next_if(0x01));
    const ByteView value = extension.expect(0x04).value;
    if (oid::same(oid, oid::kCrlNumber)) crl.number = to_hex(tlv::unwrap(0x02, value));
    else if (oid::same(oid, oid::kAuthorityKeyIdentifier)) {
        tlv::Reader reader(tlv::unwrap(0x30, value));
        if (const auto id = reader.next_if(0x80)) crl.authority_key_identifier = id->value;
    } else if (oid::same(oid, oid::kDeltaCrlIndicator)) crl.partial = said("store.crl.delta");
    else if (oid::same(oid, oid::kIssuingDistributionPoint)) {
        crl.distribution_point = value;
        parse_distribution_point(value, crl);
        if (critical && crl.partial.empty()) crl.partial = said("store.crl.one_point");
    } else if (critical && crl.partial.empty()) crl.partial = said("store.crl.critical");
}

}  // namespace

/// One number, one row of octets: some software writes a leading zero that others leave out, or
/// that a negative number lacks.
ByteView serial_number(ByteView integer) {
    while (integer.size() > 1 && integer[0] == 0) integer = integer.subspan(1);
    return integer;
}

bool serial_less(ByteView a, ByteView b) { return std::ranges::lexicographical_compare(a, b); }

bool Crl::lists(ByteView serial) const {
    const auto wanted = serial_number(serial);
    const auto found = std::ranges::lower_bound(revoked, wanted, serial_less);
    return found != revoked.end() && oid::same(*found, wanted);
}

Crl parse_crl(ByteView octets) {
    if (octets.size() > kMaxCrlSize) fail("defect.too_long");
    Crl crl;
    crl.octets = octets;
    static_cast<SignedObject&>(crl) = parse_signed_object(octets);
    tlv::Reader reader(crl.content);
    reader.next_if(0x02);  // version
    if (!name_the_same(reader.expect(0x30).whole, crl.signature_algorithm))
        fail("defect.algorithms_differ");
    crl.issuer = reader.expect(0x30).whole;
    crl.algorithm = crypto::parse_signature_algorithm(crl.signature_algorithm);
    crl.issuer_name = canonical_name(crl.issuer);
    crl.this_update = parse_time(reader.next().whole);
    if (is_time(reader)) crl.next_update = parse_time(reader.next().whole);
    if (const auto revoked = reader.next_if(0x30)) parse_revoked(revoked->value, crl);
    if (const auto extensions = reader.next_if(0xA0)) {
        tlv::Reader list(tlv::unwrap(0x30, extensions->value));
        ExtensionNames names;
        while (!list.empty()) parse_extension(list.expect(0x30).value, names, crl);
    }
    reader.expect_end();
    return crl;
}

}  // namespace card::x509

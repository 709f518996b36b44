#include "pki/crl.h"

#include <algorithm>

#include "card/error.h"
#include "crypto/oids.h"
#include "tlv/tlv.h"

namespace card::pki {
namespace {

[[noreturn]] void fail(const char* text) { throw Error(Errc::malformed, "crl", text); }

bool less(ByteView a, ByteView b) { return std::ranges::lexicographical_compare(a, b); }

bool is_time(tlv::Reader reader) {
    if (reader.empty()) return false;
    const auto header = tlv::parse_header(reader.rest());
    return header && (header->tag == 0x17 || header->tag == 0x18);
}

void parse_entry(ByteView content, Crl& crl) {
    tlv::Reader entry(content);
    crl.revoked.push_back(entry.expect(0x02).value);
    entry.next();  // revocationDate: ICAO lists name no reason, so any date counts
    const auto extensions = entry.next_if(0x30);
    entry.expect_end();
    if (!extensions) return;
    tlv::Reader list(extensions->value);
    while (!list.empty()) {
        tlv::Reader extension(list.expect(0x30).value);
        extension.expect(0x06);
        const auto critical = extension.next_if(0x01);
        if (critical && critical->value.size() == 1 && critical->value[0] != 0) crl.unusable = "an entry with a critical extension";
    }
}

void parse_revoked(ByteView list, Crl& crl) {
    tlv::Reader entries(list);
    while (!entries.empty()) {
        if (crl.revoked.size() == kMaxRevoked) fail("too many entries");
        parse_entry(entries.expect(0x30).value, crl);
    }
    std::ranges::sort(crl.revoked, less);
}

void parse_extension(ByteView content, ExtensionNames& names, Crl& crl) {
    tlv::Reader extension(content);
    const ByteView oid = extension.expect(0x06).value;
    names.add(oid, "crl");
    const auto flag = extension.next_if(0x01);
    const bool critical = flag && flag->value.size() == 1 && flag->value[0] != 0;
    const ByteView value = extension.expect(0x04).value;
    if (oid::same(oid, oid::kCrlNumber)) crl.number = to_hex(tlv::unwrap(0x02, value));
    else if (oid::same(oid, oid::kDeltaCrlIndicator)) crl.unusable = "a delta list";
    else if (critical && crl.unusable.empty()) crl.unusable = "an unknown critical extension";
}

}  // namespace

bool Crl::lists(ByteView serial) const {
    const auto found = std::ranges::lower_bound(revoked, serial, less);
    return found != revoked.end() && oid::same(*found, serial);
}

Crl parse_crl(ByteView octets) {
    if (octets.size() > kMaxCrlSize) fail("longer than this version reads");
    Crl crl;
    crl.octets = octets;
    static_cast<SignedObject&>(crl) = parse_signed_object(octets);
    tlv::Reader reader(crl.content);
    reader.next_if(0x02);  // version
    if (!oid::same(reader.expect(0x30).whole, crl.signature_algorithm)) fail("inner and outer signature algorithm differ");
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

}  // namespace card::pki

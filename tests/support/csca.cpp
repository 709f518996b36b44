// SPDX-License-Identifier: Apache-2.0
#include "support/csca.h"

#include "crypto/hash.h"
#include "crypto/oids.h"
#include "crypto/plain_signature.h"
#include "support/csca_parts.h"
#include "support/deliveries.h"
#include "tlv/tlv.h"

namespace support {
namespace {

using namespace parts;
using card::append;
using card::as_octets;
using card::from_hex;
using card::tlv::make;

/// ecdsa-with-SHA3-256, which this version does not know.
const Bytes& unknown_algorithm() {
    static const Bytes octets = sequence({oid("60864801650304030A")});
    return octets;
}
/// The same key, said to be on FRP256v1, which OpenSSL does not have.
Bytes on_unknown_curve(const Bytes& public_key) {
    card::tlv::Reader reader(card::tlv::unwrap(0x30, public_key));
    reader.expect(0x30);
    return sequence({sequence({oid("2A8648CE3D0201"), oid("2A817A01815F65820001")}),
                     card::to_bytes(reader.expect(0x03).whole)});
}

/// The same numbers, said to be a point of secp112r1, under which anybody can forge.
Bytes on_small_curve(const Bytes& public_key) {
    card::tlv::Reader reader(card::tlv::unwrap(0x30, public_key));
    reader.expect(0x30);
    return sequence({sequence({oid("2A8648CE3D0201"), oid("2B81040006")}),
                     card::to_bytes(reader.expect(0x03).whole)});
}
/// A key of which the last octet is missing.
Bytes cut(const Bytes& public_key) {
    card::tlv::Reader reader(card::tlv::unwrap(0x30, public_key));
    const auto type = card::to_bytes(reader.expect(0x30).whole);
    const auto bits = reader.expect(0x03).value;
    return sequence({type, make(0x03, bits.first(bits.size() - 1))});
}

Bytes with_longer_length(ByteView element) {
    const auto header = *card::tlv::parse_header(element);
    const auto size = element.size() - header.header_size;
    Bytes longer{element[0], 0x83, static_cast<std::uint8_t>(size >> 16),
                 static_cast<std::uint8_t>(size >> 8), static_cast<std::uint8_t>(size)};
    append(longer, element.subspan(header.header_size));
    return longer;
}

const Bytes& dg1() {
    static const Bytes octets = make(
        0x61, make(0x5F1F, as_octets("I<VNMD231458907<<<<<<<<<<<<<<<7408122F3204159VNM<<<<<<<<<<<6"
                                     "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")));
    return octets;
}

}  // namespace

Csca::Csca(Name name, std::size_t key) : name_(std::move(name)), key_(key) {}

Bytes Csca::root(long serial, Dates dates) const { return certify(*this, serial, dates); }

Bytes Csca::unusable_root(Unusable how, long serial, Dates dates) const {
    const auto& key = key_pair(key_);
    auto extensions = ca_extensions(key.key_id, key.key_id);
    if (how == Unusable::unknown_critical)
        append(extensions, extension("2A0304", from_hex("0500"), true));
    const auto public_key = how == Unusable::unknown_curve ? on_unknown_curve(key.public_key)
                            : how == Unusable::small_curve ? on_small_curve(key.public_key)
                            : how == Unusable::cut_key     ? cut(key.public_key)
                                                           : key.public_key;
    const auto algorithm =
        how == Unusable::unknown_algorithm ? unknown_algorithm() : signature_algorithm(key);
    const auto body = sequence({from_hex("A003020102"), integer(serial), algorithm, encoded(name_),
                                sequence({time(dates.begin), time(dates.end)}), encoded(name_),
                                public_key, make(0xA3, make(0x30, extensions))});
    return sequence({body, algorithm, make(0x03, joined({{0}, sign(key, body)}))});
}

Bytes plainly_signed(ByteView object) {
    card::tlv::Reader reader(card::tlv::unwrap(0x30, object));
    const auto body = reader.expect(0x30).whole, algorithm = reader.expect(0x30).whole;
    const auto plain = card::crypto::plain_of_der(reader.expect(0x03).value.subspan(1), 32);
    return sequence(
        {card::to_bytes(body), card::to_bytes(algorithm), make(0x03, joined({{0}, plain}))});
}

Bytes Csca::certify(const Csca& other, long serial, Dates dates) const {
    const auto& key = key_pair(other.key_);
    return certificate(key_pair(key_), {serial, name_, other.name_, dates, key.public_key,
                                        ca_extensions(key.key_id, key_pair(key_).key_id)});
}

Bytes Csca::certify_with_key_id(const Csca& other, const Csca& whose, long serial) const {
    return certificate(key_pair(key_),
                       {serial,
                        name_,
                        other.name_,
                        {},
                        key_pair(other.key_).public_key,
                        ca_extensions(key_pair(whose.key_).key_id, key_pair(key_).key_id)});
}

Bytes Csca::crl(const Withdrawals& withdrawals) const { return crl_under(name_, withdrawals); }

Bytes Csca::crl_under(const Name& issuer, const Withdrawals& withdrawals) const {
    using Kind = Withdrawals::Kind;
    Bytes entries, remark;
    if (withdrawals.kind == Kind::takes_back)  // reasonCode removeFromCRL
        remark = sequence({extension("551D15", from_hex("0A0108"))});
    for (const long serial : withdrawals.serials)
        append(entries, sequence({integer(serial), time(withdrawals.date), remark}));
    auto extensions = joined({issuer_id_extension(key_pair(key_).key_id),
                              extension("551D14", integer(withdrawals.number))});
    if (withdrawals.kind == Kind::delta) append(extensions, extension("551D1B", integer(1), true));
    if (withdrawals.kind == Kind::unknown_critical)
        append(extensions, extension("2A0304", from_hex("0500"), true));
    return signed_object(key_pair(key_),
                         sequence({integer(1), signature_algorithm(key_pair(key_)), encoded(issuer),
                                   time(withdrawals.date), time(withdrawals.next),
                                   entries.empty() ? Bytes() : make(0x30, entries),
                                   make(0xA0, make(0x30, extensions))}));
}

Bytes Csca::signer(long serial, Dates dates) const {
    return signer_certificate(name_, key_, serial, dates, nullptr);
}

Bytes Csca::root_with(const Bytes& extensions, long serial, Dates dates) const {
    const auto& key = key_pair(key_);
    return certificate(key, {serial, name_, name_, dates, key.public_key, extensions});
}
Bytes Csca::extensions_of_a_ca() const {
    const auto& id = key_pair(key_).key_id;
    return ca_extensions(id, id);
}

card::Document Csca::document(long signer_serial, Dates signer_dates) const {
    return document({.serial = signer_serial, .dates = signer_dates});
}

card::Document Csca::document(const DocumentForm& form) const {
    auto groups = form.groups;
    groups.try_emplace(1, dg1());
    if (groups[1].empty()) groups.erase(1);
    Bytes hashes;
    card::Document document;
    for (const auto& [group, file] : groups) {
        const auto digest = card::crypto::digest(card::crypto::Hash::sha256, file);
        append(hashes, sequence({integer(group), make(0x04, digest)}));
        document.files[card::data_group(group)] = file;
    }
    append(hashes, form.behind_hashes);
    auto content = sequence({integer(0), algorithm(kSha256), make(0x30, hashes)});
    if (form.ber) content = with_longer_length(content);
    append(content, form.behind_object);
    document.files[card::FileId::sod] = make(
        0x77,
        signed_data(form.type, content,
                    signer_certificate(name_, key_, form.serial, form.dates, nullptr, form.signer),
                    name_, form.serial, form.dates.begin, form.signature));
    return document;
}

Bytes Csca::card_security(const Bytes& infos, long serial, const SignedForm& signature,
                          const SignerForm& signer) const {
    static constexpr const char* kType = "04007F0007030201";  // id-SecurityObject
    return signed_data(kType, infos, signer_certificate(name_, key_, serial, {}, nullptr, signer),
                       name_, serial, day(-900), signature);
}

card::Bytes Csca::key_id() const { return key_pair(key_).key_id; }

Bytes in_ber(ByteView object) {
    card::tlv::Reader reader(card::tlv::unwrap(0x30, object));
    Bytes parts = with_longer_length(reader.next().whole);
    append(parts, reader.rest());
    return make(0x30, parts);
}

Bytes list_in_ber(ByteView object) { return with_longer_length(object); }

Bytes Csca::master_list(const std::vector<Bytes>& certificates, std::int64_t signed_on,
                        long signer_serial, const SignedForm& form) const {
    Bytes set;
    for (const auto& octets : certificates) append(set, octets);
    const auto signer = signer_certificate(name_, key_, signer_serial, {}, "678108010103");
    return signed_data(kMasterList, sequence({integer(0), make(0x31, set)}), signer, name_,
                       signer_serial, signed_on, form);
}

Bytes Csca::deviation_list(const std::string& text, std::int64_t signed_on,
                           long signer_serial) const {
    const auto signer = signer_certificate(name_, key_, signer_serial, {}, "678108010108");
    const auto documents = sequence({make(0x80, as_octets("I"))});
    const auto description = sequence({make(0x13, as_octets(text)), oid("67810801010702")});
    const auto content = sequence({integer(0), algorithm(kSha256),
                                   make(0x31, sequence({documents, make(0x31, description)}))});
    return signed_data(kDeviationList, content, signer, name_, signer_serial, signed_on);
}

}  // namespace support

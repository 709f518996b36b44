// SPDX-License-Identifier: Apache-2.0
#include "support/csca.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <chrono>
#include <map>

#include "crypto/hash.h"
#include "crypto/oids.h"
#include "crypto/openssl_ptr.h"
#include "support/deliveries.h"
#include "tlv/tlv.h"

namespace support {
namespace {

using card::append;
using card::as_octets;
using card::Bytes;
using card::ByteView;
using card::from_hex;
using card::tlv::make;

Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes all;
    for (const auto& part : parts) append(all, part);
    return all;
}
Bytes sequence(std::initializer_list<Bytes> parts) { return make(0x30, joined(parts)); }
Bytes oid(const char* hex) { return make(0x06, from_hex(hex)); }

const char* const kCountry = "550406";
const char* const kCommonName = "550403";
const char* const kMasterList = "678108010102";
const char* const kDeviationList = "678108010107";
const char* const kSecurityObject = "678108010101";
const Bytes& signature_algorithm() {
    static const Bytes octets = sequence({oid("2A8648CE3D040302")});  // ecdsa-with-SHA256
    return octets;
}
const Bytes& digest_algorithm() {
    static const Bytes octets = sequence({oid("608648016503040201")});  // SHA-256
    return octets;
}

struct KeyPair {
    card::crypto::Key key;
    Bytes public_key, key_id;
};

/// Made once for all tests of the program.
const KeyPair& key_pair(std::size_t number) {
    static std::map<std::size_t, KeyPair> made;
    auto& pair = made[number];
    if (pair.key) return pair;
    pair.key.reset(EVP_EC_gen("P-256"));
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(pair.key.get(), &der);
    pair.public_key.assign(der, der + size);
    OPENSSL_free(der);
    pair.key_id = card::crypto::digest(card::crypto::Hash::sha256, pair.public_key);
    pair.key_id.resize(20);
    return pair;
}

Bytes sign(const KeyPair& by, ByteView octets) {
    const card::crypto::DigestContext context(EVP_MD_CTX_new());
    std::size_t size = 128;
    Bytes signature(size);
    if (EVP_DigestSignInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, by.key.get(),
                              nullptr) != 1 ||
        EVP_DigestSign(context.get(), signature.data(), &size, octets.data(), octets.size()) != 1)
        throw std::runtime_error("a test key does not sign");
    signature.resize(size);
    return signature;
}

Bytes signed_object(const KeyPair& by, const Bytes& body) {
    return sequence({body, signature_algorithm(), make(0x03, joined({{0}, sign(by, body)}))});
}

Bytes integer(long number) {
    Bytes octets;
    for (auto left = static_cast<unsigned long>(number); left > 0; left >>= 8)
        octets.insert(octets.begin(), static_cast<std::uint8_t>(left));
    if (octets.empty() || (octets[0] & 0x80)) octets.insert(octets.begin(), 0);
    return make(0x02, octets);
}

Bytes time(std::int64_t seconds) {
    const std::chrono::sys_seconds at{std::chrono::seconds(seconds)};
    const auto days = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(days);
    const std::chrono::hh_mm_ss clock(at - days);
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d%02u%02u%02d%02d%02dZ", int(date.year()),
                  unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()),
                  int(clock.minutes().count()), int(clock.seconds().count()));
    return make(0x18, as_octets(text.data()));
}

Bytes attribute(const char* type, card::tlv::Tag tag, const std::string& text) {
    return make(0x31, sequence({oid(type), make(tag, as_octets(text))}));
}
Bytes encoded(const Name& name) {
    return sequence(
        {attribute(kCountry, 0x13, name.country), attribute(kCommonName, 0x0C, name.text)});
}

Bytes extension(const char* type, const Bytes& value, bool critical = false) {
    return sequence({oid(type), critical ? from_hex("0101FF") : Bytes(), make(0x04, value)});
}
Bytes key_id_extension(const Bytes& id) { return extension("551D0E", make(0x04, id)); }
Bytes issuer_id_extension(const Bytes& id) {
    return extension("551D23", sequence({make(0x80, id)}));
}
Bytes ca_extensions(const Bytes& key_id, const Bytes& issuer_id) {
    return joined({extension("551D13", from_hex("30030101FF"), true),
                   extension("551D0F", from_hex("03020106"), true), key_id_extension(key_id),
                   issuer_id_extension(issuer_id)});
}

struct Contents {
    long serial = 0;
    Name issuer, subject;
    Dates dates;
    const KeyPair& key;
    Bytes extensions;
};
Bytes certificate(const KeyPair& by, const Contents& contents) {
    return signed_object(
        by, sequence({from_hex("A003020102"), integer(contents.serial), signature_algorithm(),
                      encoded(contents.issuer),
                      sequence({time(contents.dates.begin), time(contents.dates.end)}),
                      encoded(contents.subject), contents.key.public_key,
                      make(0xA3, make(0x30, contents.extensions))}));
}

/// Document, master list and deviation list signers share one key: nothing here depends on it.
constexpr std::size_t kSignerKey = 1000;

Bytes signer_certificate(const Name& issuer, std::size_t key, long serial, Dates dates,
                         const char* role) {
    auto extensions = joined({extension("551D0F", from_hex("03020780"), true),
                              issuer_id_extension(key_pair(key).key_id)});
    if (role) append(extensions, extension("551D25", sequence({oid(role)}), true));
    return certificate(key_pair(key), {serial,
                                       issuer,
                                       {issuer.country, "Signer " + std::to_string(serial)},
                                       dates,
                                       key_pair(kSignerKey),
                                       extensions});
}

Bytes attribute_of_cms(const char* type, const Bytes& value) {
    return sequence({oid(type), make(0x31, value)});
}

/// CMS SignedData with one signer.
Bytes signed_data(const char* type, const Bytes& content, const Bytes& signer, const Name& issuer,
                  long serial, std::int64_t signed_on) {
    const auto digest = card::crypto::digest(card::crypto::Hash::sha256, content);
    const auto attributes = joined({attribute_of_cms("2A864886F70D010903", oid(type)),
                                    attribute_of_cms("2A864886F70D010905", time(signed_on)),
                                    attribute_of_cms("2A864886F70D010904", make(0x04, digest))});
    const auto info = sequence({integer(1), sequence({encoded(issuer), integer(serial)}),
                                digest_algorithm(), make(0xA0, attributes), signature_algorithm(),
                                make(0x04, sign(key_pair(kSignerKey), make(0x31, attributes)))});
    const auto data = sequence({integer(3), make(0x31, digest_algorithm()),
                                sequence({oid(type), make(0xA0, make(0x04, content))}),
                                make(0xA0, signer), make(0x31, info)});
    return sequence({oid("2A864886F70D010702"), make(0xA0, data)});
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

Bytes Csca::certify(const Csca& other, long serial, Dates dates) const {
    const auto& key = key_pair(other.key_);
    return certificate(key_pair(key_), {serial, name_, other.name_, dates, key,
                                        ca_extensions(key.key_id, key_pair(key_).key_id)});
}

Bytes Csca::certify_with_key_id(const Csca& other, const Csca& whose, long serial) const {
    return certificate(key_pair(key_),
                       {serial,
                        name_,
                        other.name_,
                        {},
                        key_pair(other.key_),
                        ca_extensions(key_pair(whose.key_).key_id, key_pair(key_).key_id)});
}

Bytes Csca::crl(const Withdrawals& withdrawals) const { return crl_under(name_, withdrawals); }

Bytes Csca::crl_under(const Name& issuer, const Withdrawals& withdrawals) const {
    using Kind = Withdrawals::Kind;
    Bytes entries;
    for (const long serial : withdrawals.serials)
        append(entries, sequence({integer(serial), time(withdrawals.date)}));
    auto extensions = joined({issuer_id_extension(key_pair(key_).key_id),
                              extension("551D14", integer(withdrawals.number))});
    if (withdrawals.kind == Kind::delta) append(extensions, extension("551D1B", integer(1), true));
    if (withdrawals.kind == Kind::unknown_critical)
        append(extensions, extension("2A0304", from_hex("0500"), true));
    return signed_object(
        key_pair(key_),
        sequence({integer(1), signature_algorithm(), encoded(issuer), time(withdrawals.date),
                  time(withdrawals.next), entries.empty() ? Bytes() : make(0x30, entries),
                  make(0xA0, make(0x30, extensions))}));
}

Bytes Csca::signer(long serial, Dates dates) const {
    return signer_certificate(name_, key_, serial, dates, nullptr);
}

card::Document Csca::document(long signer_serial, Dates signer_dates) const {
    const auto digest = card::crypto::digest(card::crypto::Hash::sha256, dg1());
    const auto content = sequence(
        {integer(0), digest_algorithm(), sequence({sequence({integer(1), make(0x04, digest)})})});
    card::Document document;
    document.files[card::data_group(1)] = dg1();
    document.files[card::FileId::sod] =
        make(0x77, signed_data(kSecurityObject, content, signer(signer_serial, signer_dates), name_,
                               signer_serial, signer_dates.begin));
    return document;
}

Bytes Csca::master_list(const std::vector<Bytes>& certificates, std::int64_t signed_on,
                        long signer_serial) const {
    Bytes set;
    for (const auto& octets : certificates) append(set, octets);
    const auto signer = signer_certificate(name_, key_, signer_serial, {}, "678108010103");
    return signed_data(kMasterList, sequence({integer(0), make(0x31, set)}), signer, name_,
                       signer_serial, signed_on);
}

Bytes Csca::deviation_list(const std::string& text, std::int64_t signed_on,
                           long signer_serial) const {
    const auto signer = signer_certificate(name_, key_, signer_serial, {}, "678108010108");
    const auto documents = sequence({make(0x80, as_octets("I"))});
    const auto description = sequence({make(0x13, as_octets(text)), oid("67810801010702")});
    const auto content = sequence({integer(0), digest_algorithm(),
                                   make(0x31, sequence({documents, make(0x31, description)}))});
    return signed_data(kDeviationList, content, signer, name_, signer_serial, signed_on);
}

card::TrustImportResult ImportedStore::import(const std::vector<Bytes>& objects,
                                              const std::vector<std::string>& pins) {
    const auto delivery = folder_.path() / "delivery";
    fs::create_directories(delivery);
    card::TrustImportRequest request;
    request.fingerprints = pins;
    request.now = now;
    for (const auto& octets : objects) {
        request.files.push_back(delivery / ("object" + std::to_string(request.files.size())));
        std::ofstream(request.files.back(), std::ios::binary) << card::as_text(octets);
    }
    return import_into(store_, request);
}

card::TrustImportResult ImportedStore::pin(const std::vector<Bytes>& roots) {
    std::vector<std::string> pins;
    for (const auto& root : roots) pins.push_back(card::certificate_fingerprint(root));
    return import(roots, pins);
}
card::TrustImportResult ImportedStore::take(const std::vector<Bytes>& objects) {
    return import(objects, {});
}

card::TrustImportResult ImportedStore::take_ldif(const std::vector<Bytes>& revocation_lists) {
    const auto file = folder_.path() / "lists.ldif";
    {
        std::ofstream out(file);
        out << "version: 1\n";
        for (const auto& octets : revocation_lists) {
            std::string text(octets.size() * 2, '\0');
            const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                             octets.data(), static_cast<int>(octets.size()));
            text.resize(static_cast<std::size_t>(size));
            out << "\ndn: cn=list\ncertificateRevocationList;binary:: " << text << '\n';
        }
    }
    card::TrustImportRequest request;
    request.files = {file};
    request.now = now;
    return import_into(store_, request);
}

card::TrustStore ImportedStore::loaded() const { return card::TrustStore::from_directory(store_); }

card::Report ImportedStore::judge(const card::Document& document, card::Policy policy) const {
    policy.now = now;
    return card::verify(document, loaded(), policy);
}
card::Report ImportedStore::judge(const card::Document& document) const {
    return judge(document, card::Policy());
}

namespace {

std::string told(const card::Check& check) {
    const char* effect = check.effect == card::Effect::not_genuine    ? " N"
                         : check.effect == card::Effect::undetermined ? " U"
                                                                      : "";
    return std::string(card::name_of(check.outcome)) + effect;
}

}  // namespace

std::string revocation(const card::Report& report) { return told(*report.check("dsc.revocation")); }
std::string chain_and_revocation(const card::Report& report) {
    return told(*report.check("dsc.chain")) + ", " + revocation(report);
}

}  // namespace support

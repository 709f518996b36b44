// SPDX-License-Identifier: Apache-2.0
#include "support/csca_parts.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <chrono>
#include <map>

#include "crypto/hash.h"
#include "tlv/tlv.h"

namespace support::parts {

using card::append;
using card::as_octets;
using card::from_hex;
using card::tlv::make;

namespace {

const char* const kCountry = "550406";
const char* const kCommonName = "550403";
const char* const kLocality = "550407";

Bytes attribute(const char* type, card::tlv::Tag tag, const std::string& text) {
    return make(0x31, sequence({oid(type), make(tag, as_octets(text))}));
}
Bytes key_id_extension(const Bytes& id) { return extension("551D0E", make(0x04, id)); }

Bytes attribute_of_cms(const char* type, const Bytes& value) {
    return sequence({oid(type), make(0x31, value)});
}

Bytes attributes_of(const char* type, const Bytes& content, std::int64_t signed_on,
                    const SignedForm& form) {
    const auto digest = card::crypto::digest(form.digested_with, content);
    auto attributes = attribute_of_cms("2A864886F70D010905", time(signed_on));
    const char* named = form.named_type ? form.named_type : type;
    if (*named != '\0') append(attributes, attribute_of_cms("2A864886F70D010903", oid(named)));
    if (form.message_digest)
        append(attributes, attribute_of_cms("2A864886F70D010904", make(0x04, digest)));
    append(attributes, form.more_attributes);
    return attributes;
}

}  // namespace

Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes all;
    for (const auto& part : parts) append(all, part);
    return all;
}
Bytes sequence(std::initializer_list<Bytes> parts) { return make(0x30, joined(parts)); }
Bytes oid(const char* hex) { return make(0x06, from_hex(hex)); }
Bytes algorithm(const char* hex) { return sequence({oid(hex)}); }

const KeyPair& key_pair(std::size_t number) {
    static std::map<std::size_t, KeyPair> made;
    auto& pair = made[number];
    if (pair.key) return pair;
    pair.key.reset(number == kWeakRsaKey ? EVP_RSA_gen(kWeakRsaKey)
                                         : EVP_EC_gen(number == kWeakKey ? "P-192" : "P-256"));
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(pair.key.get(), &der);
    pair.public_key.assign(der, der + size);
    OPENSSL_free(der);
    pair.key_id = card::crypto::digest(card::crypto::Hash::sha256, pair.public_key);
    pair.key_id.resize(20);
    return pair;
}

Bytes sign(const KeyPair& by, ByteView octets, const char* digest) {
    const card::crypto::DigestContext context(EVP_MD_CTX_new());
    std::size_t size = 512;
    Bytes signature(size);
    if (EVP_DigestSignInit_ex(context.get(), nullptr, digest, nullptr, nullptr, by.key.get(),
                              nullptr) != 1 ||
        EVP_DigestSign(context.get(), signature.data(), &size, octets.data(), octets.size()) != 1)
        throw std::runtime_error("a test key does not sign");
    signature.resize(size);
    return signature;
}

Bytes signature_algorithm(const KeyPair& by) {
    static const Bytes rsa = sequence({oid("2A864886F70D01010B"), from_hex("0500")});
    return EVP_PKEY_is_a(by.key.get(), "RSA") ? rsa : algorithm(kEcdsaSha256);
}

Bytes signed_object(const KeyPair& by, const Bytes& body) {
    return sequence({body, signature_algorithm(by), make(0x03, joined({{0}, sign(by, body)}))});
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

Bytes encoded(const Name& name) {
    const auto country = name.country.empty() ? Bytes() : attribute(kCountry, 0x13, name.country);
    const auto locality =
        name.locality.empty() ? Bytes() : attribute(kLocality, 0x13, name.locality);
    return sequence({country, attribute(kCommonName, 0x0C, name.text), locality});
}

Bytes extension(const char* type, const Bytes& value, bool critical) {
    return sequence({oid(type), critical ? from_hex("0101FF") : Bytes(), make(0x04, value)});
}
Bytes issuer_id_extension(const Bytes& id) {
    return extension("551D23", sequence({make(0x80, id)}));
}
Bytes ca_extensions(const Bytes& key_id, const Bytes& issuer_id) {
    return joined({extension("551D13", from_hex("30030101FF"), true),
                   extension("551D0F", from_hex("03020106"), true), key_id_extension(key_id),
                   issuer_id_extension(issuer_id)});
}

Bytes certificate(const KeyPair& by, const Contents& contents) {
    return signed_object(
        by, sequence({from_hex("A003020102"), integer(contents.serial), signature_algorithm(by),
                      encoded(contents.issuer),
                      sequence({time(contents.dates.begin), time(contents.dates.end)}),
                      encoded(contents.subject), contents.public_key,
                      make(0xA3, make(0x30, contents.extensions))}));
}

Bytes signer_certificate(const Name& issuer, std::size_t key, long serial, Dates dates,
                         const char* role, const SignerForm& form) {
    auto extensions =
        joined({extension("551D0F", form.key_usage, true),
                issuer_id_extension(form.issuer_id.empty() ? key_pair(key).key_id : form.issuer_id),
                form.more_extensions});
    if (role) append(extensions, extension("551D25", sequence({oid(role)}), true));
    return certificate(key_pair(key),
                       {serial,
                        issuer,
                        {form.with_country ? issuer.country : "",
                         "Signer " + std::to_string(serial), form.locality},
                        dates,
                        form.public_key.empty() ? key_pair(kSignerKey).public_key : form.public_key,
                        extensions});
}

Bytes signed_data(const char* type, const Bytes& content, const Bytes& signer, const Name& issuer,
                  long serial, std::int64_t signed_on, const SignedForm& form) {
    const auto attributes = attributes_of(type, content, signed_on, form);
    const auto over = form.attributes ? make(0x31, attributes) : content;
    const auto method = algorithm(form.algorithm);
    const auto digest = algorithm(form.digest);
    const auto info = sequence({integer(1), sequence({encoded(issuer), integer(serial)}), digest,
                                form.attributes ? make(0xA0, attributes) : Bytes(), method,
                                make(0x04, sign(key_pair(kSignerKey), over, form.signed_with))});
    const auto wrapped = form.content ? make(0xA0, make(0x04, content)) : Bytes();
    const auto data = sequence({integer(3), make(0x31, digest), sequence({oid(type), wrapped}),
                                make(0xA0, signer), make(0x31, joined({info, form.more_infos}))});
    return sequence({oid("2A864886F70D010702"), make(0xA0, data)});
}

}  // namespace support::parts

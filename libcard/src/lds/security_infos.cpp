// SPDX-License-Identifier: Apache-2.0
#include "lds/security_infos.h"

#include "card/error.h"
#include "crypto/dh_domain.h"
#include "crypto/ec_domain.h"
#include "crypto/oids.h"
#include "crypto/public_key.h"
#include "tlv/tlv.h"

namespace card::lds {
namespace {

using crypto::Symmetric;

[[noreturn]] void fail(const char* text) {
    throw Error(Errc::malformed, Step::security_infos, text);
}

/// A small non-negative INTEGER.
int small_integer(ByteView value) {
    if (value.empty() || value.size() > 3 || (value[0] & 0x80)) fail("a number out of range");
    int number = 0;
    for (const auto octet : value) number = number << 8 | octet;
    return number;
}

Bytes magnitude(ByteView value) {
    if (value.empty() || value.size() > 16 || (value[0] & 0x80))
        fail("a key identifier out of range");
    while (value.size() > 1 && value[0] == 0) value = value.subspan(1);
    return to_bytes(value);
}

std::optional<Symmetric> cipher_of(std::uint8_t last_arc) {
    switch (last_arc) {
        case 1: return Symmetric::des3;
        case 2: return Symmetric::aes128;
        case 3: return Symmetric::aes192;
        case 4: return Symmetric::aes256;
        default: return {};
    }
}

void parse_pace(ByteView oid, ByteView arcs, tlv::Reader& rest, SecurityInfos& infos) {
    // id-PACE.{1 DH-GM, 2 ECDH-GM, 3 DH-IM, 4 ECDH-IM, 6 ECDH-CAM}.cipher; without cipher it is
    // PACEDomainParameterInfo.
    if (arcs.size() != 2) return;
    const auto cipher = cipher_of(arcs[1]);
    if (!cipher) return;
    PaceInfo info;
    info.oid = to_bytes(oid);
    info.cipher = *cipher;
    switch (arcs[0]) {
        case 1:
            info.agreement = Agreement::dh;
            info.mapping = Mapping::generic;
            break;
        case 2:
            info.agreement = Agreement::ecdh;
            info.mapping = Mapping::generic;
            break;
        case 3:
            info.agreement = Agreement::dh;
            info.mapping = Mapping::integrated;
            break;
        case 4:
            info.agreement = Agreement::ecdh;
            info.mapping = Mapping::integrated;
            break;
        case 6:
            info.agreement = Agreement::ecdh;
            info.mapping = Mapping::chip_authentication;
            break;
        default: return;
    }
    info.version = small_integer(rest.expect(0x02).value);
    if (const auto id = rest.next_if(0x02)) info.parameter_id = small_integer(id->value);
    rest.expect_end();
    infos.pace.push_back(std::move(info));
}

void parse_chip_authentication(ByteView oid, ByteView arcs, tlv::Reader& rest,
                               SecurityInfos& infos) {
    if (arcs.size() != 2 || (arcs[0] != 1 && arcs[0] != 2)) return;
    const auto cipher = cipher_of(arcs[1]);
    if (!cipher) return;
    ChipAuthenticationInfo info;
    info.oid = to_bytes(oid);
    info.agreement = arcs[0] == 1 ? Agreement::dh : Agreement::ecdh;
    info.cipher = *cipher;
    info.version = small_integer(rest.expect(0x02).value);
    if (const auto id = rest.next_if(0x02)) info.key_id = magnitude(id->value);
    rest.expect_end();
    infos.chip_authentication.push_back(std::move(info));
}

/// A standardised domain lives as long as the program: nobody owns it.
void use_standardized(int id, ChipAuthenticationPublicKeyInfo& info) {
    const bool is_dh = id <= 2;
    if (is_dh != (info.agreement == Agreement::dh)) return;
    if (const auto* domain = crypto::Domain::by_id(id)) info.domain = {domain, [](const auto*) {}};
    if (info.domain) info.domain_id = id;
}

/// PKCS#3 has p and g, X9.42 p, g and q (§8.5 note 2: such chips exist). Octets after them
/// are ignored.
void use_dh(tlv::Reader parameters, bool with_order, ChipAuthenticationPublicKeyInfo& info) {
    tlv::Reader numbers(parameters.expect(0x30).value);
    const ByteView p = numbers.expect(0x02).value, g = numbers.expect(0x02).value;
    const ByteView q = with_order ? numbers.expect(0x02).value : ByteView{};
    info.domain = crypto::DhDomain::make(p, g, q);
}

/// A point stands bare in the BIT STRING, a DH public value as an INTEGER.
Bytes public_key_of(Agreement agreement, ByteView bits) {
    if (agreement == Agreement::ecdh) return to_bytes(bits);
    ByteView number = tlv::unwrap(0x02, bits);
    while (number.size() > 1 && number[0] == 0) number = number.subspan(1);
    return to_bytes(number);
}

void parse_chip_key(Agreement agreement, tlv::Reader& rest, SecurityInfos& infos) {
    ChipAuthenticationPublicKeyInfo info;
    info.agreement = agreement;
    tlv::Reader key(rest.expect(0x30).value);
    tlv::Reader algorithm(key.expect(0x30).value);
    const ByteView type = algorithm.expect(0x06).value;
    const ByteView bits = key.expect(0x03).value;
    key.expect_end();
    if (bits.empty() || bits[0] != 0) fail("unused bits in a key");
    info.public_key = public_key_of(agreement, bits.subspan(1));
    if (const auto id = rest.next_if(0x02)) info.key_id = magnitude(id->value);
    rest.expect_end();
    if (oid::same(type, oid::kStandardizedDomainParameters)) {
        use_standardized(small_integer(algorithm.expect(0x02).value), info);
    } else if (agreement == Agreement::ecdh && oid::same(type, oid::kEcPublicKey)) {
        if (const auto* curve = crypto::parse_curve(algorithm.rest()))
            use_standardized(curve->id(), info);
    } else if (agreement == Agreement::dh && oid::same(type, oid::kDhKeyAgreement)) {
        use_dh(algorithm, false, info);
    } else if (agreement == Agreement::dh && oid::same(type, oid::kDhPublicNumber)) {
        use_dh(algorithm, true, info);
    }
    infos.chip_keys.push_back(std::move(info));
}

/// BSI TR-03111's plain signatures by their last arc; the X9.62 names are met as well.
std::optional<crypto::Hash> plain_signature_hash(ByteView oid) {
    static constexpr std::optional<crypto::Hash> kByArc[] = {{},
                                                             crypto::Hash::sha1,
                                                             crypto::Hash::sha224,
                                                             crypto::Hash::sha256,
                                                             crypto::Hash::sha384,
                                                             crypto::Hash::sha512};
    if (oid::below(oid::kEcdsaPlain, oid) && oid.back() < std::size(kByArc))
        return kByArc[oid.back()];
    const auto named = crypto::parse_signature_algorithm(tlv::make(0x30, tlv::make(0x06, oid)));
    if (named && named->scheme == crypto::SignatureAlgorithm::Scheme::ecdsa) return named->hash;
    return {};
}

void parse_active_authentication(tlv::Reader& rest, SecurityInfos& infos) {
    small_integer(rest.expect(0x02).value);
    infos.names_active_authentication = true;
    infos.active_authentication_hash = plain_signature_hash(rest.expect(0x06).value);
    rest.expect_end();
}

void parse_info(ByteView content, SecurityInfos& infos, ByteView whole) {
    tlv::Reader rest(content);
    const ByteView oid = rest.expect(0x06).value;
    infos.oids.push_back(oid);
    const std::size_t before = infos.pace.size();
    if (oid::same(oid, oid::kPublicKeyEcdh)) parse_chip_key(Agreement::ecdh, rest, infos);
    else if (oid::same(oid, oid::kPublicKeyDh)) parse_chip_key(Agreement::dh, rest, infos);
    else if (oid::same(oid, oid::kActiveAuthentication)) parse_active_authentication(rest, infos);
    else if (oid::same(oid, oid::kTerminalAuthentication))
        infos.terminal_authentication.push_back({small_integer(rest.expect(0x02).value)});
    else if (oid::below(oid::kPace, oid))
        parse_pace(oid, oid.subspan(oid::kPace.size()), rest, infos);
    else if (oid::below(oid::kChipAuthentication, oid))
        parse_chip_authentication(oid, oid.subspan(oid::kChipAuthentication.size()), rest, infos);
    // An info that is PACE by its arc but not understood still counts when the two files are
    // compared.
    if (infos.pace.size() != before || oid::below(oid::kPace, oid))
        infos.pace_only.push_back(whole);
}

}  // namespace

std::string PaceInfo::mapping_name() const {
    const std::string kind = agreement == Agreement::ecdh ? "ECDH-" : "DH-";
    switch (mapping) {
        case Mapping::generic: return kind + "GM";
        case Mapping::integrated: return kind + "IM";
        case Mapping::chip_authentication: return kind + "CAM";
    }
    return kind;
}

bool is_mapping_key(const SecurityInfos& infos, const ChipAuthenticationPublicKeyInfo& key) {
    return std::ranges::any_of(infos.pace, [&key](const PaceInfo& info) {
        return info.mapping == Mapping::chip_authentication && info.parameter_id == key.domain_id &&
               key.key_id == Bytes{static_cast<std::uint8_t>(key.domain_id)};
    });
}

bool offers_chip_authentication(const SecurityInfos& infos) {
    // An info without a key offers nothing; a key of the mapping counts where an info names it too.
    return std::ranges::any_of(infos.chip_keys, [&infos](const auto& key) {
        return !is_mapping_key(infos, key) ||
               std::ranges::any_of(infos.chip_authentication,
                                   [&key](const auto& info) { return info.key_id == key.key_id; });
    });
}

SecurityInfos parse_security_infos(ByteView set) {
    static constexpr std::size_t kUsual = 8;
    SecurityInfos infos;
    infos.all.reserve(kUsual);
    infos.oids.reserve(kUsual);
    tlv::Reader reader(tlv::unwrap(0x31, set));
    while (!reader.empty()) {
        if (infos.all.size() == kMaxSecurityInfos) fail("too many security infos");
        const auto info = reader.expect(0x30);
        infos.all.push_back(info.whole);
        parse_info(info.value, infos, info.whole);
    }
    std::ranges::sort(infos.all, encoded_before);
    std::ranges::sort(infos.pace_only, encoded_before);
    return infos;
}

SecurityInfos parse_card_access(ByteView file) {
    return parse_security_infos(tlv::Reader(file).expect(0x31).whole);
}

SecurityInfos parse_dg14(ByteView file) { return parse_security_infos(tlv::unwrap(0x6E, file)); }

}  // namespace card::lds

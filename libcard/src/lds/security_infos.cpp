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

[[noreturn]] void fail(const char* id) {
    throw Error(Errc::malformed, Step::security_infos, said(id));
}

/// A small non-negative INTEGER.
int small_integer(ByteView value) {
    if (value.empty() || value.size() > 3 || (value[0] & 0x80)) fail("defect.number_range");
    int number = 0;
    for (const auto octet : value) number = number << 8 | octet;
    return number;
}

Bytes magnitude(ByteView value) {
    if (value.empty() || value.size() > 16 || (value[0] & 0x80)) fail("defect.key_identifier");
    while (value.size() > 1 && value[0] == 0) value = value.subspan(1);
    return to_bytes(value);
}

/// Octets behind all that an entry may have belong to nothing.
void note_rest(const tlv::Reader& rest, SecurityInfos& infos) {
    if (!rest.empty()) infos.odd = true;
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
    note_rest(rest, infos);
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
    note_rest(rest, infos);
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
    note_rest(key, infos);
    if (bits.empty() || bits[0] != 0) fail("defect.key_bits");
    info.public_key = public_key_of(agreement, bits.subspan(1));
    if (const auto id = rest.next_if(0x02)) info.key_id = magnitude(id->value);
    note_rest(rest, infos);
    if (oid::same(type, oid::kStandardizedDomainParameters)) {
        use_standardized(small_integer(algorithm.expect(0x02).value), info);
    } else if (agreement == Agreement::ecdh && oid::same(type, oid::kEcPublicKey)) {
        if (const auto* curve = crypto::find_curve(algorithm.rest()).curve)
            use_standardized(curve->id(), info);
    } else if (agreement == Agreement::dh && oid::same(type, oid::kDhKeyAgreement)) {
        use_dh(algorithm, false, info);
    } else if (agreement == Agreement::dh && oid::same(type, oid::kDhPublicNumber)) {
        use_dh(algorithm, true, info);
    }
    infos.chip_keys.push_back(std::move(info));
}

/// BSI TR-03111's plain signatures by their last arc; the X9.62 names are met as well.
std::optional<crypto::Hash> plain_signature_hash(ByteView oid, bool& unknown) {
    static constexpr std::optional<crypto::Hash> kByArc[] = {{},
                                                             crypto::Hash::sha1,
                                                             crypto::Hash::sha224,
                                                             crypto::Hash::sha256,
                                                             crypto::Hash::sha384,
                                                             crypto::Hash::sha512};
    if (oid::below(oid::kEcdsaPlain, oid) && oid.back() < std::size(kByArc))
        return kByArc[oid.back()];
    const auto named = crypto::parse_signature_algorithm(tlv::make(0x30, tlv::make(0x06, oid)));
    unknown = !named;
    if (named && named->scheme == crypto::SignatureAlgorithm::Scheme::ecdsa) return named->hash;
    return {};
}

void parse_active_authentication(tlv::Reader& rest, SecurityInfos& infos) {
    small_integer(rest.expect(0x02).value);
    bool unknown = false;
    const auto hash = plain_signature_hash(rest.expect(0x06).value, unknown);
    if (hash && !infos.active_authentication_hash) infos.active_authentication_hash = hash;
    // Where one entry names a digest that is known, that one is meant.
    infos.unknown_active_authentication =
        (unknown || infos.unknown_active_authentication) && !infos.active_authentication_hash;
    infos.names_active_authentication = true;
    note_rest(rest, infos);
}

void parse_info(ByteView oid, tlv::Reader& rest, SecurityInfos& infos) {
    if (oid::same(oid, oid::kPublicKeyEcdh)) parse_chip_key(Agreement::ecdh, rest, infos);
    else if (oid::same(oid, oid::kPublicKeyDh)) parse_chip_key(Agreement::dh, rest, infos);
    else if (oid::same(oid, oid::kActiveAuthentication)) parse_active_authentication(rest, infos);
    else if (oid::same(oid, oid::kTerminalAuthentication))
        infos.terminal_authentication.push_back({small_integer(rest.expect(0x02).value)});
    else if (oid::below(oid::kPace, oid))
        parse_pace(oid, oid.subspan(oid::kPace.size()), rest, infos);
    else if (oid::below(oid::kChipAuthentication, oid))
        parse_chip_authentication(oid, oid.subspan(oid::kChipAuthentication.size()), rest, infos);
}

/// One entry, as far as it can be read.
void take_info(ByteView whole, SecurityInfos& infos) {
    ByteView oid;
    try {
        tlv::Reader rest(tlv::unwrap(0x30, whole));
        oid = rest.expect(0x06).value;
        infos.oids.push_back(oid);
        // An info that is PACE by its arcs but not understood still counts when the two files are
        // compared. PACEDomainParameterInfo, one arc below (Doc 9303-11 §9.2.1), offers nothing.
        if (oid::below(oid::kPace, oid) && oid.size() > oid::kPace.size() + 1)
            infos.pace_only.push_back(whole);
        parse_info(oid, rest, infos);
    } catch (const Error&) {
        infos.odd = infos.unreadable = true;
        if (oid::same(oid, oid::kPublicKeyEcdh) || oid::same(oid, oid::kPublicKeyDh))
            infos.odd_chip_key = true;
        else if (oid::below(oid::kChipAuthentication, oid)) infos.odd_chip_authentication = true;
    }
}

/// As DER would have it, where it was BER.
ByteView canonical(ByteView entry, SecurityInfos& infos) {
    try {
        bool changed = false;
        Bytes definite = tlv::to_der(entry, changed);
        if (!changed) return entry;
        infos.odd = true;
        if (!infos.definite) infos.definite = std::make_shared<std::deque<Bytes>>();
        return infos.definite->emplace_back(std::move(definite));
    } catch (const Error&) {
        return entry;  // nested too deeply, or a key that only looks like one
    }
}

std::optional<std::size_t> size_of(ByteView octets) {
    try {
        const auto size = tlv::size_of_element(octets);
        return size && *size <= octets.size() ? size : std::nullopt;
    } catch (const Error&) {
        return {};
    }
}

/// What stands inside the container; all of `set` where the infos have none.
ByteView entries_of(ByteView set, SecurityInfos& infos) {
    const auto size = size_of(set);
    if (!size || (set[0] != 0x31 && set[0] != 0x30)) fail("defect.no_security_infos");
    const auto header = *tlv::parse_header(set);
    const std::size_t end = *size - (header.indefinite ? 2 : 0);
    const ByteView content = set.subspan(header.header_size, end - header.header_size);
    if (set[0] != 0x31 || !header.minimal || *size != set.size()) infos.odd = true;
    const bool is_entry = set[0] == 0x30 && !content.empty() && content[0] == 0x06;
    return is_entry ? set : content;
}

/// It is a set: what stands twice in it is there once. Whether something did.
bool sort_once_each(std::vector<ByteView>& infos) {
    std::ranges::sort(infos, encoded_before);
    const auto twice = std::ranges::unique(infos, oid::same);
    const bool found = !twice.empty();
    infos.erase(twice.begin(), twice.end());
    return found;
}

}  // namespace

std::string PaceInfo::mapping_name() const {
    std::string kind = agreement == Agreement::ecdh ? "ECDH-" : "DH-";
    switch (mapping) {
        case Mapping::generic: return kind + "GM";
        case Mapping::integrated: return kind + "IM";
        case Mapping::chip_authentication: return kind + "CAM";
    }
    return kind;
}

bool can_run(const PaceInfo& info) {
    if (info.version != 2 || !info.parameter_id) return false;
    const auto* domain = crypto::Domain::by_id(*info.parameter_id);
    const bool is_dh = *info.parameter_id <= 2;
    if (!domain || is_dh != (info.agreement == Agreement::dh)) return false;
    // Doc 9303-11, table 3 has no chip authentication mapping with 3DES.
    if (info.mapping == Mapping::chip_authentication) return info.cipher != Symmetric::des3;
    return info.mapping != Mapping::integrated || domain->has_integrated_mapping();
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
    ByteView rest = entries_of(set, infos);
    while (!rest.empty()) {
        if (infos.all.size() == kMaxSecurityInfos) fail("defect.many_security_infos");
        const auto size = size_of(rest);
        if (!size || rest[0] != 0x30) infos.odd = infos.unreadable = true;
        if (!size) break;
        if (rest[0] == 0x30) {
            infos.all.push_back(canonical(rest.first(*size), infos));
            take_info(infos.all.back(), infos);
        }
        rest = rest.subspan(*size);
    }
    const bool twice = sort_once_each(infos.all);
    infos.odd = sort_once_each(infos.pace_only) || twice || infos.odd;
    return infos;
}

SecurityInfos parse_card_access(ByteView file) {
    const auto size = size_of(file);
    return parse_security_infos(size && file[0] == 0x31 ? file.first(*size) : file);
}

SecurityInfos parse_dg14(ByteView file) {
    const auto size = size_of(file);
    if (!size || file[0] != 0x6E) fail("defect.no_dg14");
    const auto header = *tlv::parse_header(file);
    const std::size_t end = *size - (header.indefinite ? 2 : 0);
    auto infos = parse_security_infos(file.subspan(header.header_size, end - header.header_size));
    if (!header.minimal || *size != file.size()) infos.odd = true;
    return infos;
}

}  // namespace card::lds

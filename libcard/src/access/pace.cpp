#include "access/access.h"
#include "card/error.h"
#include "channel/iso7816.h"
#include "crypto/hash.h"
#include "tlv/tlv.h"

namespace card::access {
namespace {

using crypto::Curve;

/// Password references of MSE:Set AT (§4.4.4.1).
constexpr std::uint8_t kMrzReference = 0x01, kCanReference = 0x02;

[[noreturn]] void refused(const char* step, const apdu::Response& response, const char* what) {
    throw Error(Errc::protocol, step, std::string("the card refused ") + what + " with " + apdu::status_text(response.sw),
                response.sw);
}

/// The content of the one data object inside DO'7C'.
Bytes dynamic_data(const char* step, const apdu::Response& response, tlv::Tag tag, const char* what) {
    if (!response.ok()) refused(step, response, what);
    try {
        return to_bytes(tlv::unwrap(tag, tlv::unwrap(0x7C, response.data)));
    } catch (const Error&) {
        throw Error(Errc::protocol, step, std::string("the card's answer to ") + what + " is malformed");
    }
}

crypto::Point point_of(const char* step, const Curve& curve, ByteView encoded) {
    try {
        return curve.decode(encoded);
    } catch (const Error&) {
        throw Error(Errc::protocol, step, "the card sent a point that is not on the curve");
    }
}

void select(Channel& channel, const AccessKey& key, const lds::PaceInfo& info, bool name_parameters) {
    const std::uint8_t reference[] = {key.kind() == AccessKey::Kind::can ? kCanReference : kMrzReference};
    Bytes objects = tlv::make(0x80, info.oid);
    tlv::write(objects, 0x83, reference);
    const std::uint8_t parameters[] = {static_cast<std::uint8_t>(*info.parameter_id)};
    if (name_parameters) tlv::write(objects, 0x84, parameters);
    const auto response = channel.transmit(iso7816::mse_set_at(0xC1, objects));
    // Nothing was tried yet, so only "no attempt left" says something about attempts.
    if (response.sw == 0x6983 || response.sw == 0x63C0) check_attempt("access.pace.select", response.sw);
    if (!response.ok()) refused("access.pace.select", response, "PACE");
}

SecretBytes nonce(Channel& channel, const AccessKey& key, const lds::PaceInfo& info) {
    const auto response = channel.transmit(iso7816::general_authenticate({}, false));
    const Bytes encrypted = dynamic_data("access.pace.nonce", response, 0x80, "the request for a nonce");
    if (encrypted.size() != crypto::kNonceSize)
        throw Error(Errc::protocol, "access.pace.nonce", "the card's nonce has the wrong length");
    crypto::Cipher cipher(info.cipher, crypto::derive_key(info.cipher, key.password().view(), 3));
    return SecretBytes(cipher.decrypt(encrypted, Bytes(crypto::block_size(info.cipher))));
}

/// Generic mapping, §4.4.3.3.1: G' = s·G + H.
crypto::Point map(Channel& channel, const Curve& curve, const SecretBytes& s, Random& random) {
    const auto own_secret = curve.random_scalar(random);
    const Bytes own = curve.encode(*curve.times_generator(*own_secret));
    const auto response = channel.transmit(iso7816::general_authenticate(tlv::make(0x81, own), false));
    const Bytes theirs = dynamic_data("access.pace.mapping", response, 0x82, "the mapping");
    const auto their_point = point_of("access.pace.mapping", curve, theirs);
    if (theirs == own) throw Error(Errc::protocol, "access.pace.mapping", "the card sent the reader's own key back");
    const auto h = curve.times(*their_point, *own_secret);
    return curve.add(*curve.times_generator(*curve.scalar(s.view())), *h);
}

struct Agreed {
    SecretBytes secret;
    Bytes own, theirs;
};

Agreed agree(Channel& channel, const Curve& curve, const EC_POINT& generator, Random& random) {
    static constexpr const char* kStep = "access.pace.agreement";
    const auto own_secret = curve.random_scalar(random);
    Bytes own;
    try {
        own = curve.encode(*curve.times(generator, *own_secret));
    } catch (const Error&) {
        throw Error(Errc::protocol, kStep, "the mapping led to the point at infinity");
    }
    const auto response = channel.transmit(iso7816::general_authenticate(tlv::make(0x83, own), false));
    Bytes theirs = dynamic_data(kStep, response, 0x84, "the key agreement");
    const auto their_point = point_of(kStep, curve, theirs);
    // §4.4.3.1 step 3 c: both public keys must differ.
    if (theirs == own) throw Error(Errc::protocol, kStep, "the card sent the reader's own key back");
    return {curve.x_coordinate(*curve.times(*their_point, *own_secret)), std::move(own), std::move(theirs)};
}

/// §4.4.3.4: the MAC over the other side's public key as a public key data object.
Bytes token(crypto::Mac& mac, const lds::PaceInfo& info, ByteView public_key) {
    Bytes content = tlv::make(0x06, info.oid);
    tlv::write(content, 0x86, public_key);
    Bytes input = tlv::make(0x7F49, content);
    if (info.cipher == crypto::Symmetric::des3) crypto::pad(input, 8);
    return mac.compute(input);
}

[[noreturn]] void token_refused(const apdu::Response& response) {
    check_attempt("access.pace.token", response.sw);
    refused("access.pace.token", response, "the authentication token");
}

}  // namespace

bool supported(const lds::PaceInfo& info) {
    return info.agreement == lds::Agreement::ecdh && info.mapping == lds::Mapping::generic && info.version == 2 &&
           info.parameter_id && Curve::by_id(*info.parameter_id);
}

SessionKeys pace(Channel& channel, const AccessKey& key, const lds::PaceInfo& info, Random& random, bool name_parameters) {
    const Curve& curve = *Curve::by_id(info.parameter_id.value());
    select(channel, key, info, name_parameters);
    const SecretBytes s = nonce(channel, key, info);
    const auto generator = map(channel, curve, s, random);
    const Agreed agreed = agree(channel, curve, *generator, random);
    SessionKeys keys = SessionKeys::from_secret(info.cipher, agreed.secret);
    crypto::Mac mac(info.cipher, keys.mac);
    const Bytes own_token = token(mac, info, agreed.theirs);
    const auto response = channel.transmit(iso7816::general_authenticate(tlv::make(0x85, own_token), true));
    if (!response.ok()) token_refused(response);
    const Bytes their_token = dynamic_data("access.pace.token", response, 0x86, "the authentication token");
    if (!crypto::equal_constant_time(their_token, token(mac, info, agreed.own)))
        throw Error(Errc::protocol, "access.pace.token", "the card does not know the number that it was given");
    return keys;
}

}  // namespace card::access

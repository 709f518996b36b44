// SPDX-License-Identifier: Apache-2.0
#include "sm/secure_messaging.h"

#include "card/error.h"
#include "crypto/hash.h"
#include "tlv/tlv.h"

namespace card {
namespace {

constexpr tlv::Tag kCryptogram = 0x87;     // with padding indicator
constexpr tlv::Tag kCryptogramOdd = 0x85;  // odd INS, without
constexpr tlv::Tag kExpectedLength = 0x97;
constexpr tlv::Tag kStatus = 0x99;
constexpr tlv::Tag kChecksum = 0x8E;
constexpr std::uint8_t kPaddingIndicator = 0x01;  // ISO 9797-1 padding method 2

[[noreturn]] void fail(Step step, const char* text, std::uint16_t sw) {
    throw Error(Errc::protocol, step, text, sw);
}

/// The data objects of a protected response, in the order they must have.
struct ProtectedResponse {
    std::optional<tlv::Element> cryptogram, status, checksum;
};

ProtectedResponse parse(ByteView data, bool odd_instruction) {
    tlv::Reader reader(data);
    ProtectedResponse parts;
    parts.cryptogram = reader.next_if(odd_instruction ? kCryptogramOdd : kCryptogram);
    parts.status = reader.next_if(kStatus);
    parts.checksum = reader.next_if(kChecksum);
    reader.expect_end();
    return parts;
}

}  // namespace

SessionKeys SessionKeys::from_secret(crypto::Symmetric algorithm, const SecretBytes& secret) {
    return {algorithm, crypto::derive_key(algorithm, secret.view(), 1),
            crypto::derive_key(algorithm, secret.view(), 2), Bytes(crypto::block_size(algorithm))};
}

SecureMessaging::SecureMessaging(Channel& below, const SessionKeys& keys)
    : below_(below),
      cipher_(keys.algorithm, keys.encryption),
      mac_(keys.algorithm, keys.mac),
      algorithm_(keys.algorithm),
      block_(crypto::block_size(keys.algorithm)),
      counter_(keys.send_sequence_counter) {}

std::size_t SecureMessaging::max_short_block() const noexcept {
    // 256 octets less DO'8E' (10), DO'99' (4), the header of DO'87' (3 + 1), in whole blocks with
    // padding.
    return (256 - 18) / block_ * block_ - 1;
}

void SecureMessaging::increment_counter() {
    for (auto octet = counter_.rbegin(); octet != counter_.rend(); ++octet)
        if (++*octet != 0) return;
}

/// §9.8.6.1: AES encrypts under IV = E(K_enc, SSC); 3DES under zeros.
Bytes SecureMessaging::initial_vector() {
    Bytes zero(block_);
    return algorithm_ == crypto::Symmetric::des3 ? zero : cipher_.encrypt(counter_, zero);
}

Bytes SecureMessaging::mac_over(Bytes input) {
    crypto::pad(input, block_);
    return mac_.compute(input);
}

apdu::Command SecureMessaging::protect(const apdu::Command& plain) {
    const bool odd = plain.ins & 1;
    Bytes objects;
    objects.reserve(plain.data.size() + 64);
    if (!plain.data.empty()) {
        Bytes padded = plain.data;
        crypto::pad(padded, block_);
        Bytes cryptogram = cipher_.encrypt(padded, initial_vector());
        if (!odd) cryptogram.insert(cryptogram.begin(), kPaddingIndicator);
        tlv::write(objects, odd ? kCryptogramOdd : kCryptogram, cryptogram);
    }
    if (plain.ne != 0) {
        Bytes le{static_cast<std::uint8_t>(plain.ne)};
        if (plain.ne > apdu::kMaxShortNe)
            le.insert(le.begin(), static_cast<std::uint8_t>(plain.ne >> 8));
        tlv::write(objects, kExpectedLength, le);
    }
    Bytes header{static_cast<std::uint8_t>(plain.cla | 0x0C), plain.ins, plain.p1, plain.p2};
    Bytes input = counter_;
    append(input, header);
    crypto::pad(input, block_);
    append(input, objects);
    // §9.8.4: without data objects the MAC covers the padded header alone.
    const Bytes checksum = objects.empty() ? mac_.compute(input) : mac_over(std::move(input));
    tlv::write(objects, kChecksum, checksum);
    const std::size_t ne = plain.ne > apdu::kMaxShortNe || objects.size() > apdu::kMaxShortData
                               ? apdu::kMaxExtendedNe
                               : apdu::kMaxShortNe;
    return apdu::Command::case4(header[0], header[1], header[2], header[3], objects, ne);
}

apdu::Response SecureMessaging::transmit(const apdu::Command& plain) {
    before_last_ = counter_;
    increment_counter();
    const auto response = below_.transmit(protect(plain));
    const bool error_in_clear = response.data.empty() && !response.ok() && response.sw1() != 0x61;
    if (error_in_clear) {
        apdu::Response refused = response;
        refused.is_protected = false;
        return refused;
    }
    increment_counter();
    return unprotect(response, plain.ins & 1);
}

namespace {

/// Objects of secure messaging whose last one runs out before its length: what a reader cut off,
/// not what a chip said.
bool is_cut_short(ByteView data) {
    try {
        while (!data.empty()) {
            if (data[0] != 0x87 && data[0] != 0x85 && data[0] != 0x99 && data[0] != 0x8E)
                return false;
            const auto header = tlv::parse_header(data);
            if (!header || header->header_size + header->length > data.size()) return true;
            data = data.subspan(header->header_size + header->length);
        }
    } catch (const Error&) {
        return false;  // malformed in another way
    }
    return false;
}

}  // namespace

apdu::Response SecureMessaging::unprotect(const apdu::Response& response, bool odd_instruction) {
    if (is_cut_short(response.data)) fail_cut_short(response.sw);
    ProtectedResponse parts;
    try {
        parts = parse(response.data, odd_instruction);
    } catch (const Error&) {
        fail(Step::sm_unprotected,
             "the chip answered without protection inside the protected session", response.sw);
    }
    if (!parts.cryptogram && !parts.status && !parts.checksum)
        fail(Step::sm_unprotected,
             "the chip answered without protection inside the protected session", response.sw);
    if (!parts.checksum) fail(Step::sm_mac, "the chip's answer carries no checksum", response.sw);
    Bytes input = counter_;
    if (parts.cryptogram) append(input, parts.cryptogram->whole);
    if (parts.status) append(input, parts.status->whole);
    if (!crypto::equal_constant_time(mac_over(std::move(input)), parts.checksum->value))
        fail(Step::sm_mac, "the checksum of the chip's answer is wrong", response.sw);
    if (!parts.status || parts.status->value.size() != 2)
        fail(Step::sm_status, "the chip's answer carries no protected status", response.sw);
    const ByteView inner = parts.status->value;
    apdu::Response plain;
    plain.sw = static_cast<std::uint16_t>(inner[0] << 8 | inner[1]);
    if (plain.sw != response.sw)
        fail(Step::sm_status, "the protected status differs from the outer one", response.sw);
    if (parts.cryptogram) plain.data = decrypt(parts.cryptogram->value, !odd_instruction);
    return plain;
}

Bytes SecureMessaging::decrypt(ByteView cryptogram, bool has_indicator) {
    static constexpr const char* kText = "the protected content of the chip's answer is malformed";
    if (has_indicator) {
        if (cryptogram.empty() || cryptogram[0] != kPaddingIndicator)
            fail(Step::sm_data, kText, 0x9000);
        cryptogram = cryptogram.subspan(1);
    }
    if (cryptogram.empty() || cryptogram.size() % block_ != 0) fail(Step::sm_data, kText, 0x9000);
    Bytes padded = cipher_.decrypt(cryptogram, initial_vector());
    try {
        padded.resize(crypto::unpadded_size(padded));
    } catch (const Error&) {
        fail(Step::sm_data, kText, 0x9000);
    }
    return padded;
}

}  // namespace card

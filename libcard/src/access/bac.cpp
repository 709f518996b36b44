// SPDX-License-Identifier: Apache-2.0
#include "access/access.h"
#include "card/error.h"
#include "channel/iso7816.h"
#include "crypto/hash.h"

namespace card::access {
namespace {

constexpr std::size_t kChallenge = 8;
constexpr std::size_t kKeyMaterial = 16;
constexpr crypto::Symmetric kBacCipher = crypto::Symmetric::des3;

[[noreturn]] void refused(const apdu::Response& response) {
    check_attempt(Step::access_bac_answer, response.sw);
    // Chips say a wrong MRZ in several ways (Doc 9303-11 §4.3.3 leaves the status open).
    if (response.sw == 0x6982 || response.sw == 0x6988)
        check_attempt(Step::access_bac_answer, 0x6300);
    throw Error(Errc::protocol, Step::access_bac_answer,
                "the card refused access with " + apdu::status_text(response.sw), response.sw);
}

}  // namespace

void check_attempt(Step step, std::uint16_t status) {
    const bool none_left = status == 0x63C0 || status == 0x6983;
    if (none_left)
        throw Error(Errc::card_asks_wait, step, "the card asks to wait before the next attempt",
                    status);
    if (status == 0x6300 || (status & 0xFFF0) == 0x63C0)
        throw Error(Errc::wrong_key, step,
                    "the number does not match this card: check it and try once more", status);
}

SessionKeys bac(Channel& channel, const AccessKey& key, Random& random) {
    // §4.3.2: K_seed is the first half of SHA-1 over the MRZ information.
    const ByteView seed = key.password().view().first(kKeyMaterial);
    crypto::Cipher cipher(kBacCipher, crypto::derive_key(kBacCipher, seed, 1));
    crypto::Mac mac(kBacCipher, crypto::derive_key(kBacCipher, seed, 2));

    const auto challenge = channel.transmit(iso7816::get_challenge(kChallenge));
    if (!challenge.ok() || challenge.data.size() != kChallenge)
        throw Error(Errc::protocol, Step::access_bac_challenge,
                    "the card gave no challenge: " + apdu::status_text(challenge.sw), challenge.sw);
    const Bytes& rnd_ic = challenge.data;

    SecretBytes own(kChallenge + kKeyMaterial);
    random.fill(own.writable());
    const ByteView rnd_ifd = own.view().first(kChallenge), k_ifd = own.view().last(kKeyMaterial);
    Bytes plain = to_bytes(rnd_ifd);
    append(plain, rnd_ic);
    append(plain, k_ifd);
    const Bytes zero(8);
    const auto with_mac = [&mac](Bytes cryptogram) {
        Bytes padded = cryptogram;
        crypto::pad(padded, 8);
        append(cryptogram, mac.compute(padded));
        return cryptogram;
    };
    const Bytes command = with_mac(cipher.encrypt(plain, zero));
    const auto response = channel.transmit(iso7816::external_authenticate(command, command.size()));
    if (!response.ok()) refused(response);

    const auto wrong = [](const char* text) {
        throw Error(Errc::protocol, Step::access_bac_answer, text);
    };
    if (response.data.size() != command.size()) wrong("the card's answer has the wrong length");
    const ByteView cryptogram = ByteView(response.data).first(plain.size());
    if (!crypto::equal_constant_time(with_mac(to_bytes(cryptogram)), response.data))
        wrong("the checksum of the card's answer is wrong");
    const Bytes answer = cipher.decrypt(cryptogram, zero);
    if (!crypto::equal_constant_time(ByteView(answer).first(kChallenge), rnd_ic) ||
        !crypto::equal_constant_time(ByteView(answer).subspan(kChallenge, kChallenge), rnd_ifd))
        wrong("the card did not answer this challenge");

    SecretBytes secret(kKeyMaterial);
    for (std::size_t i = 0; i < kKeyMaterial; ++i)
        secret.writable()[i] = static_cast<std::uint8_t>(k_ifd[i] ^ answer[2 * kChallenge + i]);
    SessionKeys keys = SessionKeys::from_secret(kBacCipher, secret);
    // §9.8.6.3: the counter starts with the last halves of both challenges.
    keys.send_sequence_counter = to_bytes(ByteView(rnd_ic).last(4));
    append(keys.send_sequence_counter, rnd_ifd.last(4));
    return keys;
}

}  // namespace card::access

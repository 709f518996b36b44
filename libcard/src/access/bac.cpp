// SPDX-License-Identifier: Apache-2.0
#include "access/bac.h"

#include "card/error.h"
#include "channel/iso7816.h"
#include "crypto/hash.h"

namespace card::access {
namespace {

constexpr std::size_t kChallenge = 8;
constexpr std::size_t kKeyMaterial = 16;
constexpr crypto::Symmetric kBacCipher = crypto::Symmetric::des3;

}  // namespace

void check_tries_left(Step step, std::uint16_t status) {
    if (status == 0x63C0 || status == 0x6983)
        throw Error(Errc::card_asks_wait, step,
                    "the card has locked itself after wrong numbers: no further one is tried",
                    status);
    if (status == 0x63C1)
        throw Error(Errc::card_asks_wait, step,
                    "wrong numbers have left this card one try: it is not spent here", status);
}

void refuse_number(Step step, std::uint16_t status) {
    check_tries_left(step, status);
    throw Error(Errc::wrong_key, step,
                "the number does not match this card: check it and try once more", status);
}

namespace {

/// The two halves of EXTERNAL AUTHENTICATE, §4.3.4.
class Bac {
public:
    /// §4.3.2: K_seed is the first half of SHA-1 over the MRZ information.
    Bac(const AccessKey& key, Bytes challenge)
        : rnd_ic_(std::move(challenge)),
          cipher_(kBacCipher, crypto::derive_key(kBacCipher, seed_of(key), 1)),
          mac_(kBacCipher, crypto::derive_key(kBacCipher, seed_of(key), 2)) {}

    Bytes command(Random& random) {
        random.fill(own_.writable());
        Bytes plain = to_bytes(rnd_ifd());
        append(plain, rnd_ic_);
        append(plain, k_ifd());
        return with_mac(cipher_.encrypt(plain, kZero));
    }

    /// The session's keys, from the chip's answer to that command.
    SessionKeys keys(const Bytes& answer) {
        const Bytes plain = decrypted(answer);
        SecretBytes secret(kKeyMaterial);
        for (std::size_t i = 0; i < kKeyMaterial; ++i)
            secret.writable()[i] =
                static_cast<std::uint8_t>(k_ifd()[i] ^ plain[2 * kChallenge + i]);
        SessionKeys keys = SessionKeys::from_secret(kBacCipher, secret);
        // §9.8.6.3: the counter starts with the last halves of both challenges.
        keys.send_sequence_counter = to_bytes(ByteView(rnd_ic_).last(4));
        append(keys.send_sequence_counter, rnd_ifd().last(4));
        return keys;
    }

private:
    static constexpr std::uint8_t kZero[8]{};
    static constexpr std::size_t kCryptogram = 2 * kChallenge + kKeyMaterial, kMac = 8;

    static ByteView seed_of(const AccessKey& key) {
        return key.password().view().first(kKeyMaterial);
    }
    ByteView rnd_ifd() const { return own_.view().first(kChallenge); }
    ByteView k_ifd() const { return own_.view().last(kKeyMaterial); }

    Bytes with_mac(Bytes cryptogram) {
        Bytes padded = cryptogram;
        crypto::pad(padded, 8);
        append(cryptogram, mac_.compute(padded));
        return cryptogram;
    }

    [[noreturn]] static void wrong(const char* text) {
        throw Error(Errc::protocol, Step::access_bac_answer, text);
    }

    Bytes decrypted(const Bytes& answer) {
        if (answer.size() != kCryptogram + kMac) wrong("the card's answer has the wrong length");
        const ByteView cryptogram = ByteView(answer).first(kCryptogram);
        if (!crypto::equal_constant_time(with_mac(to_bytes(cryptogram)), answer))
            wrong("the checksum of the card's answer is wrong");
        Bytes plain = cipher_.decrypt(cryptogram, kZero);
        if (!crypto::equal_constant_time(ByteView(plain).first(kChallenge), rnd_ic_) ||
            !crypto::equal_constant_time(ByteView(plain).subspan(kChallenge, kChallenge),
                                         rnd_ifd()))
            wrong("the card did not answer this challenge");
        return plain;
    }

    Bytes rnd_ic_;
    SecretBytes own_{kChallenge + kKeyMaterial};  ///< RND.IFD || K.IFD
    crypto::Cipher cipher_;
    crypto::Mac mac_;
};

}  // namespace

SessionKeys bac(Channel& channel, const AccessKey& key, Random& random) {
    auto challenge = channel.transmit(iso7816::get_challenge(kChallenge));
    if (!challenge.ok() || challenge.data.size() != kChallenge)
        throw Error(Errc::protocol, Step::access_bac_challenge,
                    "the card gave no challenge: " + apdu::status_text(challenge.sw), challenge.sw);
    Bac run(key, std::move(challenge.data));
    const Bytes command = run.command(random);
    const auto response = channel.transmit(iso7816::external_authenticate(command, command.size()));
    if (!response.ok()) refuse_number(Step::access_bac_answer, response.sw);
    return run.keys(response.data);
}

}  // namespace card::access

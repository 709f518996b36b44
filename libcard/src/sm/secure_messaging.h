// SPDX-License-Identifier: Apache-2.0
// Secure messaging, Doc 9303-11 §9.8: a Channel laid inside a Channel.
#pragma once
#include "channel/channel.h"
#include "crypto/symmetric.h"

namespace card {

struct SessionKeys {
    crypto::Symmetric algorithm = crypto::Symmetric::aes128;
    SecretBytes encryption, mac;
    Bytes send_sequence_counter;  ///< one block; BAC starts it from the challenges, all others at
                                  ///< zero

    /// KS_enc and KS_mac of a shared secret, counter at zero (§9.7.1, §9.8.2).
    static SessionKeys from_secret(crypto::Symmetric algorithm, const SecretBytes& secret);
};

class SecureMessaging final : public Channel {
public:
    SecureMessaging(Channel& below, const SessionKeys& keys);
    /// Throws Error{protocol} with step sm.unprotected, sm.mac, sm.status or sm.data. An error
    /// status that comes in clear and without data is returned with is_protected = false: the
    /// session then counts as lost, unless repeat_last().
    apdu::Response transmit(const apdu::Command& command) override;
    /// A chip that refuses before it unwraps has not counted the command. Only for sending the same
    /// command again, perhaps with a smaller Le: under a used counter the answer to one command
    /// would pass for the answer to another.
    void repeat_last() { counter_ = before_last_; }

    /// Most octets that one short READ BINARY can bring back: 223 with AES, 231 with 3DES.
    std::size_t max_short_block() const noexcept;

private:
    apdu::Command protect(const apdu::Command& command);
    apdu::Response unprotect(const apdu::Response& response, bool odd_instruction);
    Bytes decrypt(ByteView cryptogram, bool has_indicator);
    void increment_counter();
    Bytes initial_vector();
    Bytes mac_over(Bytes padded_input);

    Channel& below_;
    crypto::Cipher cipher_;
    crypto::Mac mac_;
    crypto::Symmetric algorithm_;
    std::size_t block_;
    Bytes counter_, before_last_;
};

}  // namespace card

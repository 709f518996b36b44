// SPDX-License-Identifier: Apache-2.0
#include "access/chip_proofs.h"

#include "channel/iso7816.h"
#include "crypto/oids.h"
#include "tlv/tlv.h"

namespace card::access {

namespace {

/// Chips of the first years give a key and no info: it is 3DES then (BSI TR-03110 1.11 §A.1.1.2).
std::optional<ChipAuthenticationChoice> by_key_alone(const lds::SecurityInfos& infos) {
    for (const auto& key : infos.chip_keys) {
        if (!key.domain || lds::is_mapping_key(infos, key)) continue;
        Bytes oid = to_bytes(oid::kChipAuthentication);
        oid.push_back(key.agreement == lds::Agreement::dh ? 1 : 2);
        oid.push_back(1);
        return ChipAuthenticationChoice{
            {std::move(oid), key.agreement, crypto::Symmetric::des3, 1, key.key_id}, key};
    }
    return {};
}

}  // namespace

std::optional<ChipAuthenticationChoice> choose_chip_authentication(
    const lds::SecurityInfos& infos) {
    std::optional<ChipAuthenticationChoice> best;
    if (infos.chip_authentication.empty())  // what an info that cannot be read asks for is not 3DES
        return infos.odd_chip_authentication ? std::nullopt : by_key_alone(infos);
    const auto rank = [](const lds::ChipAuthenticationInfo& info,
                         const lds::ChipAuthenticationPublicKeyInfo& key) {
        return std::pair(info.cipher, key.domain->strength());
    };
    for (const auto& info : infos.chip_authentication) {
        if (info.version != 1) continue;
        for (const auto& key : infos.chip_keys) {
            if (!key.domain || key.agreement != info.agreement || key.key_id != info.key_id)
                continue;
            if (!best || rank(info, key) > rank(best->info, best->key))
                best = ChipAuthenticationChoice{info, key};
        }
    }
    return best;
}

std::size_t longest_command(const ChipAuthenticationChoice& choice) {
    static constexpr std::size_t kFrame = 24;  // DO'7C' or DO'91' around the key, a key identifier
    return choice.key.public_key.size() + kFrame;
}

namespace {

/// §6.2.4.2: MSE:Set AT and GENERAL AUTHENTICATE.
apdu::Response by_general_authenticate(Channel& channel, const ChipAuthenticationChoice& choice,
                                       ByteView own) {
    Bytes objects = tlv::make(0x80, choice.info.oid);
    if (const auto& id = choice.info.key_id) tlv::write(objects, 0x84, *id);
    auto response = channel.transmit(iso7816::mse_set_at(0x41, objects));
    if (response.ok())
        response = channel.transmit(iso7816::general_authenticate(tlv::make(0x80, own), true));
    return response;
}

/// §6.2.4.1: one MSE:Set KAT with 3DES. Chips have been issued that know only the other sequence
/// (§8.5 note 1): a refusal before the key was looked at leaves the session as it was, so it is
/// asked for in that way, once.
apdu::Response send_key(Channel& channel, const ChipAuthenticationChoice& choice,
                        ChipAuthenticationResult& result) {
    const ByteView own = result.ephemeral_public_key;
    if (choice.info.cipher != crypto::Symmetric::des3)
        return by_general_authenticate(channel, choice, own);
    Bytes objects = tlv::make(0x91, own);
    if (const auto& id = choice.info.key_id) tlv::write(objects, 0x84, *id);
    auto response = channel.transmit(iso7816::mse_set_kat(objects));
    const bool unknown_command =
        response.sw == 0x6D00 || response.sw == 0x6A86 || response.sw == 0x6A81;
    if (!unknown_command || !response.is_protected) return response;
    result.by_general_authenticate = true;
    return by_general_authenticate(channel, choice, own);
}

}  // namespace

ChipAuthenticationResult chip_authentication(Channel& channel,
                                             const ChipAuthenticationChoice& choice,
                                             Random& random) {
    const auto& domain = *choice.key.domain;
    ChipAuthenticationResult result;
    const auto secret = domain.random_secret(random);
    const SecretBytes shared =
        domain.agree(choice.key.public_key, *secret);  // throws for a key that is none of the group
    result.ephemeral_public_key = domain.public_key(*secret);
    const auto response = send_key(channel, choice, result);
    if (!response.ok()) {
        result.status = response.sw;
        return result;
    }
    result.keys = SessionKeys::from_secret(choice.info.cipher, shared);
    return result;
}

}  // namespace card::access

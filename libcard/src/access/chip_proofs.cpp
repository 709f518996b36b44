#include "access/access.h"
#include "channel/iso7816.h"
#include "tlv/tlv.h"

namespace card::access {
namespace {

bool usable(const lds::ChipAuthenticationPublicKeyInfo& key) {
    return key.agreement == lds::Agreement::ecdh && key.curve != nullptr;
}

}  // namespace

std::optional<ChipAuthenticationChoice> choose_chip_authentication(const lds::SecurityInfos& infos) {
    std::optional<ChipAuthenticationChoice> best;
    for (const auto& info : infos.chip_authentication) {
        if (info.agreement != lds::Agreement::ecdh || info.version != 1) continue;
        for (const auto& key : infos.chip_keys) {
            if (!usable(key) || key.key_id != info.key_id) continue;
            if (!best || info.cipher > best->info.cipher) best = ChipAuthenticationChoice{info, key};
        }
    }
    return best;
}

namespace {

/// §6.2.4.1: one MSE:Set KAT with 3DES; MSE:Set AT and GENERAL AUTHENTICATE with AES.
apdu::Response send_key(Channel& channel, const ChipAuthenticationChoice& choice, ByteView own) {
    const auto& id = choice.info.key_id;
    if (choice.info.cipher == crypto::Symmetric::des3) {
        Bytes objects = tlv::make(0x91, own);
        if (id) tlv::write(objects, 0x84, *id);
        return channel.transmit(iso7816::mse_set_kat(objects));
    }
    Bytes objects = tlv::make(0x80, choice.info.oid);
    if (id) tlv::write(objects, 0x84, *id);
    auto response = channel.transmit(iso7816::mse_set_at(0x41, objects));
    if (response.ok()) response = channel.transmit(iso7816::general_authenticate(tlv::make(0x80, own), true));
    return response;
}

}  // namespace

ChipAuthenticationResult chip_authentication(Channel& channel, const ChipAuthenticationChoice& choice, Random& random) {
    const crypto::Curve& curve = *choice.key.curve;
    ChipAuthenticationResult result;
    const auto chip_key = curve.decode(choice.key.point);
    const auto secret_scalar = curve.random_scalar(random);
    result.ephemeral_public_key = curve.encode(*curve.times_generator(*secret_scalar));
    const auto response = send_key(channel, choice, result.ephemeral_public_key);
    if (!response.ok()) {
        result.status = response.sw;
        return result;
    }
    const SecretBytes secret = curve.x_coordinate(*curve.times(*chip_key, *secret_scalar));
    result.keys = SessionKeys::from_secret(choice.info.cipher, secret);
    return result;
}

apdu::Response internal_authenticate(Channel& channel, ByteView challenge, std::size_t ne) {
    return channel.transmit(iso7816::internal_authenticate(challenge, ne));
}

}  // namespace card::access

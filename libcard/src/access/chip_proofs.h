// SPDX-License-Identifier: Apache-2.0
// Chip and active authentication as functions over a Channel: each returns a value, none changes
// the channel.
#pragma once
#include "card/random.h"
#include "channel/channel.h"
#include "lds/security_infos.h"
#include "sm/secure_messaging.h"

namespace card::access {

/// What a chip authentication needs: one info with the key it refers to.
struct ChipAuthenticationChoice {
    lds::ChipAuthenticationInfo info;
    lds::ChipAuthenticationPublicKeyInfo key;
};
/// The strongest offer that this version can run.
std::optional<ChipAuthenticationChoice> choose_chip_authentication(const lds::SecurityInfos& infos);

struct ChipAuthenticationResult {
    std::optional<SessionKeys> keys;  ///< empty: refused, see status
    std::uint16_t status = 0;
    Bytes ephemeral_public_key;
    bool by_general_authenticate =
        false;  ///< 3DES, where the chip had refused MSE:Set KAT (§8.5 note 1)
};
/// Octets of the longest command: what the reader must carry.
std::size_t longest_command(const ChipAuthenticationChoice& choice);
/// Chip authentication version 1, Doc 9303-11 §6.2, up to the new keys; only the first answer under
/// them proves the chip.
ChipAuthenticationResult chip_authentication(Channel& channel,
                                             const ChipAuthenticationChoice& choice,
                                             Random& random);

}  // namespace card::access

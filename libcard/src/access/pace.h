// SPDX-License-Identifier: Apache-2.0
// Password Authenticated Connection Establishment, Doc 9303-11 §4.4: generic, integrated and chip
// authentication mapping, over elliptic curves and DH groups.
#pragma once
#include "card/access_key.h"
#include "card/document.h"
#include "card/random.h"
#include "channel/channel.h"
#include "lds/security_infos.h"
#include "sm/secure_messaging.h"

namespace card::access {

/// Octets of the longest command that a run sends, roughly: what the reader must carry.
std::size_t longest_command(const lds::PaceInfo& info);

struct PaceOptions {
    bool name_parameters = false;  ///< the card offers several sets of domain parameters: the one
                                   ///< meant is named in DO'84' (§4.4.4.1)
    bool ask_authorities = false;  ///< the chip shall name the authorities it trusts in terminals'
                                   ///< certificates (§4.4.5)
};

struct PaceResult {
    SessionKeys keys;
    Bytes chip_key,
        own_key;  ///< ephemeral public keys: names of chip and terminal in terminal authentication
    std::vector<std::string> authorities;  ///< certification authority references, the newest first
    ChipAuthenticationMappingRecord chip_mapping;  ///< chip authentication mapping only
    bool named_parameters = false;  ///< the chip asked for DO'84' although it offers one set only
};

/// Throws Error with step access.pace.select, .nonce, .mapping, .agreement or .token;
/// Errc::wrong_key when the number does not match.
PaceResult pace(Channel& channel, const AccessKey& key, const lds::PaceInfo& info, Random& random,
                const PaceOptions& options = {});

}  // namespace card::access

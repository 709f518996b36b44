// SPDX-License-Identifier: Apache-2.0
// Basic Access Control, Doc 9303-11 §4.3: a function over a Channel that returns the session's
// keys.
#pragma once
#include "card/access_key.h"
#include "card/random.h"
#include "channel/channel.h"
#include "sm/secure_messaging.h"

namespace card::access {

/// Throws Error{wrong_key} for a status that says the number is wrong, Error{card_asks_wait} for
/// one that says no attempt is left or allowed now (63C0, 6983); returns for every other status.
void check_attempt(Step step, std::uint16_t status);

/// Basic Access Control, Doc 9303-11 §4.3. The application must be selected.
/// Throws Error with step access.bac.challenge or access.bac.answer; Errc::wrong_key when the
/// number does not match.
SessionKeys bac(Channel& channel, const AccessKey& key, Random& random);

}  // namespace card::access

// SPDX-License-Identifier: Apache-2.0
// Basic Access Control, Doc 9303-11 §4.3: a function over a Channel that returns the session's
// keys.
#pragma once
#include "card/access_key.h"
#include "card/random.h"
#include "channel/channel.h"
#include "sm/secure_messaging.h"

namespace card::access {

/// Throws Error{card_asks_wait} for a status that says the card has locked itself (63C0, 6983), or
/// that one try is left (63C1): it is not spent here. Returns for every other status.
void check_tries_left(Step step, std::uint16_t status);
/// A chip refused the step that proves the number. Chips say a wrong one in many ways (Doc 9303-11
/// §4.3.3 leaves the status open), so every status says it. Throws Error{wrong_key}, or what
/// check_tries_left() throws.
[[noreturn]] void refuse_number(Step step, std::uint16_t status);

/// Basic Access Control, Doc 9303-11 §4.3. The application must be selected.
/// Throws Error with step access.bac.challenge or access.bac.answer; Errc::wrong_key when the
/// number does not match.
SessionKeys bac(Channel& channel, const AccessKey& key, Random& random);

}  // namespace card::access

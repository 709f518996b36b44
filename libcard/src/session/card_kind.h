// SPDX-License-Identifier: Apache-2.0
// Which other card lies on the reader where no eMRTD answers: each mix-up has its own sentence.
#pragma once
#include "channel/channel.h"

namespace card {

/// Throws Error{not_supported} with step card.storage for a card that only stores data (ATR of
/// PC/SC part 3 §3.1.3.2.3.2).
void refuse_storage_card(const LinkTraits& link);
/// After the application was refused: throws Error{not_supported} with step card.bank or
/// card.no_application.
[[noreturn]] void refuse_other_application(Channel& channel, std::uint16_t status);

/// One of the errors above: no number was tried on this card.
bool is_other_card(const Error& error);

}  // namespace card

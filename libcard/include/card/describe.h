// SPDX-License-Identifier: Apache-2.0
// Any elementary file as text for people who look into a card: structure and fields, no judgement.
#pragma once
#include <string>

#include "card/bytes.h"
#include "card/messages.h"

namespace card {

/// Lines of at most 80 columns; the holder's fields with their labels in `language`. Throws
/// Error{malformed} for octets that are no EF of an eMRTD.
CARD_API std::string describe(ByteView file, Language language = Language::en);

}  // namespace card

// SPDX-License-Identifier: Apache-2.0
// Any elementary file as text for people who look into a card: structure and fields, no judgement.
#pragma once
#include <cstddef>
#include <string>

#include "card/bytes.h"
#include "card/messages.h"

namespace card {

/// Of a terminal. No width, the largest of size_t, keeps each value in one line.
inline constexpr std::size_t kScreenWidth = 80;
/// Lines of at most `width` columns; the holder's fields with their labels in `language`. Throws
/// Error{malformed} for octets that are no EF of an eMRTD.
CARD_API std::string describe(ByteView file, Language language = Language::en,
                              std::size_t width = kScreenWidth);

}  // namespace card

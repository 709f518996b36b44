// SPDX-License-Identifier: Apache-2.0
// Transcripts of conversations with a card: text lines, "> command" and "< answer" in hexadecimal,
// "* atr ATR".
#pragma once
#include "drivers.h"

namespace card {

inline constexpr std::size_t kMaxTranscript = 16 * 1024 * 1024;
inline constexpr std::size_t kMaxExchanges = 100'000;
inline constexpr std::size_t kMaxCards = 64;

std::unique_ptr<Reader> open_replay(const std::string& file);

}  // namespace card

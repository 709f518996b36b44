// SPDX-License-Identifier: Apache-2.0
// Transcripts of conversations with a card: text lines, "> command" and "< answer" in hexadecimal,
// "* atr ATR".
#pragma once
#include "card/readers.h"

namespace card {

inline constexpr std::size_t kMaxTranscript = std::size_t{16} * 1024 * 1024;
inline constexpr std::size_t kMaxExchanges = 100'000;
inline constexpr std::size_t kMaxCards = 64;

/// Answers of the first card from a transcript; a command that differs from the recorded one is
/// Error{protocol} with step replay.
std::unique_ptr<Transport> replay_transcript(std::string_view text);
std::unique_ptr<Reader> open_replay(const std::string& file);

}  // namespace card

// SPDX-License-Identifier: Apache-2.0
#include "card/error.h"

namespace card {

std::string_view name_of(Errc code) {
    switch (code) {
        case Errc::usage: return "usage";
        case Errc::malformed: return "malformed";
        case Errc::wrong_key: return "wrong_key";
        case Errc::card_asks_wait: return "card_asks_wait";
        case Errc::protocol: return "protocol";
        case Errc::not_supported: return "not_supported";
        case Errc::card_lost: return "card_lost";
        case Errc::reader_lost: return "reader_lost";
        case Errc::timed_out: return "timed_out";
        case Errc::stopped: return "stopped";
        case Errc::io: return "io";
    }
    return "unknown";
}

Error::Error(Errc code, Step step, const std::string& text, std::optional<std::uint16_t> status)
    : std::runtime_error(text),
      code_(code),
      step_(step),
      status_(status),
      sentence_(std::make_shared<Sentence>(text)) {}
Error::Error(Errc code, Step step, Sentence sentence, std::optional<std::uint16_t> status)
    : std::runtime_error(text_of(sentence, Language::en)),
      code_(code),
      step_(step),
      status_(status),
      sentence_(std::make_shared<Sentence>(std::move(sentence))) {}
Error::~Error() = default;

}  // namespace card

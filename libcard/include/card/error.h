// SPDX-License-Identifier: Apache-2.0
// The one exception of the library: the conversation cannot go on. A defect of a document is never
// thrown by read() or verify(); it is a Check in the Report.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "card/export.h"
#include "card/sentence.h"
#include "card/step.h"

namespace card {

enum class Errc {
    usage,           ///< the caller's input is wrong: key, option, file name
    malformed,       ///< octets that do not have the structure they must have
    wrong_key,       ///< the number does not match this card
    card_asks_wait,  ///< the card has locked itself, or has one try left: no further number
    protocol,        ///< the chip broke a protocol: the step says which
    not_supported,   ///< something this version cannot do
    card_lost,       ///< no card, or it left the field
    reader_lost,     ///< no reader, or its service is gone
    timed_out,       ///< no card, or no end of its reading, within the time that was given
    stopped,         ///< the caller asked to stop
    io,              ///< a file could not be read or written
};

/// "usage", "wrong_key", ...: the enumerator's own name.
CARD_API std::string_view name_of(Errc code);

/// step() says where it happened; what() is one sentence for a person, without any personal value.
class CARD_API Error : public std::runtime_error {
public:
    /// `text` is one sentence without personal values.
    Error(Errc code, Step step, const std::string& text, std::optional<std::uint16_t> status = {});
    /// The same as a value: what() is its English.
    Error(Errc code, Step step, Sentence sentence, std::optional<std::uint16_t> status = {});
    ~Error() override;
    /// What what() says, for any language that it is known in.
    const Sentence& sentence() const noexcept { return *sentence_; }
    /// What kind of error it is.
    Errc code() const noexcept { return code_; }
    /// Where it happened.
    Step step() const noexcept { return step_; }
    /// The chip's status word, where one caused the error.
    std::optional<std::uint16_t> status() const noexcept { return status_; }

private:
    Errc code_;
    Step step_;
    std::optional<std::uint16_t> status_;
    std::shared_ptr<const Sentence> sentence_;  ///< copying an error must not throw
};

}  // namespace card

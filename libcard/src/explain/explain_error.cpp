// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <variant>

#include "card/explain.h"

namespace card {
namespace {

/// Where an error happened: at one step, anywhere in an area, or anywhere.
using Place = std::variant<std::monostate, Step, StepArea>;

struct ErrorRow {
    Place place;
    Errc code;
    std::string_view headline, advice = {};
    std::uint16_t status = 0;  ///< the chip's; 0: any
};

constexpr std::string_view kOtherMeans = "error.advice.other_means", kAgain = "error.advice.again";

constexpr std::uint16_t kOneTryLeft = 0x63C1;  // ISO/IEC 7816-4 table 6

/// The first that fits: the close ones stand before the wide ones, every code has one.
constexpr ErrorRow kErrors[] = {
    {Step::card_bank, Errc::not_supported, "error.card.bank"},
    {Step::card_storage, Errc::not_supported, "error.card.storage", kOtherMeans},
    {Step::card_no_application, Errc::not_supported, "error.card.no_application", kOtherMeans},
    {StepArea::pace, Errc::not_supported, "error.pace.not_supported", kOtherMeans},
    {{}, Errc::not_supported, "error.not_supported", kOtherMeans},
    {Step::card_several, Errc::card_lost, "error.card.several"},
    {Step::card_dead, Errc::card_lost, "error.card.dead"},
    {{}, Errc::card_lost, "error.card_lost"},
    {{}, Errc::wrong_key, "error.wrong_key"},
    {{}, Errc::card_asks_wait, "error.card_last_try", "error.advice.no_more", kOneTryLeft},
    {{}, Errc::card_asks_wait, "error.card_asks_wait", "error.advice.no_more"},
    {Step::read_time, Errc::timed_out, "error.read_time"},
    {{}, Errc::timed_out, "error.timed_out"},
    {StepArea::pace, Errc::protocol, "error.pace", kAgain},
    {StepArea::bac, Errc::protocol, "error.bac", kAgain},
    {StepArea::sm, Errc::protocol, "error.sm", kAgain},
    {Step::replay, Errc::protocol, "error.replay"},
    {Step::read_sod, Errc::protocol, "error.no_sod", kAgain},
    {{}, Errc::protocol, "error.protocol", kAgain},
    {{}, Errc::stopped, "error.stopped"},
    {{}, Errc::reader_lost, "error.reader_lost"},
    {{}, Errc::usage, "error.usage"},
    {{}, Errc::malformed, "error.malformed"},
    {{}, Errc::io, "error.io"},
};

bool is_at(const Place& place, Step step) {
    if (const auto* exactly = std::get_if<Step>(&place)) return *exactly == step;
    if (const auto* area = std::get_if<StepArea>(&place)) return *area == area_of(step);
    return true;
}

constexpr std::string_view kDefect = "defect.";

/// It has a message, and is no English alone.
bool is_in_words(const Sentence& sentence) {
    return !sentence.id.empty() || std::ranges::any_of(sentence.arguments, is_in_words);
}

}  // namespace

ErrorExplanation explain(const Error& error) {
    const auto found = std::ranges::find_if(kErrors, [&error](const ErrorRow& row) {
        return row.code == error.code() && is_at(row.place, error.step()) &&
               (row.status == 0 || row.status == error.status());
    });
    const auto& sentence = error.sentence();
    const auto closer = is_in_words(sentence) ? sentence : Sentence();
    if (found == std::end(kErrors)) return {"error.protocol", kAgain, closer};
    return {found->headline, found->advice, closer};
}

std::string text_of(const ErrorExplanation& explanation, Language language) {
    std::string headline(text(explanation.headline, language));
    if (explanation.closer.empty()) return headline;
    const auto closer = text_of(explanation.closer, language);
    // What is wrong within a structure says nothing alone.
    return explanation.closer.id.starts_with(kDefect) ? headline + " (" + closer + ")" : closer;
}

}  // namespace card

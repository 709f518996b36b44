// SPDX-License-Identifier: Apache-2.0
#include "exit_codes.h"

#include <algorithm>

namespace cardtool {
namespace {

using card::Errc;
using card::Step;

struct ExitRow {
    Errc code{};
    std::optional<Step> step;  ///< nothing: wherever it happened
    Exit exit{};
};
/// The first that fits; what fits none is kNoRead.
constexpr ExitRow kExits[]{
    {Errc::usage, {}, kWrongUse},
    {Errc::wrong_key, {}, kWrongNumber},
    {Errc::reader_lost, {}, kNoReader},
    {Errc::io, Step::replay, kNoReader},
    {Errc::io, Step::vpcd, kNoReader},
    {Errc::card_lost, {}, kCardLost},
    {Errc::timed_out, {}, kCardLost},
    {Errc::io, Step::trust_store, kNoStore},
    {Errc::malformed, Step::trust_store, kNoStore},
    {Errc::io, Step::file, kNotWritten},
    {Errc::io, Step::output, kNotWritten},
    {Errc::io, Step::record, kNotWritten},
    {Errc::io, Step::save, kNotWritten},
    {Errc::stopped, {}, kStopped},
};

}  // namespace

int exit_code_of(const card::Error& error) {
    const auto found = std::ranges::find_if(kExits, [&error](const ExitRow& row) {
        return row.code == error.code() && (!row.step || *row.step == error.step());
    });
    return found == std::end(kExits) ? kNoRead : found->exit;
}

}  // namespace cardtool

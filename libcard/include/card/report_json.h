// SPDX-License-Identifier: Apache-2.0
// A report, or the error that came instead of one, as JSON: format 2, docs/report.schema.json. One
// object is one line, for one document and for many.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "card/error.h"
#include "card/random.h"
#include "card/report.h"

namespace card {

/// What the JSON says of a verification and the report cannot know.
struct Origin {
    std::array<std::uint8_t, 16> report_id{};  ///< random: no two reports are the same
    std::int64_t judged_at = 0;                ///< seconds since 1970
    std::optional<std::int64_t> read_at;       ///< likewise, the chip; nothing for saved files
    std::string reader;                        ///< its name; empty for saved files
    std::string document;                      ///< the folder or file; empty for a chip
};
/// An origin with a report_id of its own and nothing else. Throws what `random` throws.
CARD_API Origin new_origin(Random& random, std::int64_t judged_at);

/// One line without an end of line. Holds the holder's data.
CARD_API std::string to_json(const Report& report, const Origin& origin);
/// The same for what could not be read or judged. The text may name a file or a reader.
CARD_API std::string to_json(const Error& error, const Origin& origin);

}  // namespace card

// SPDX-License-Identifier: Apache-2.0
// Times of certificates and lists.
#pragma once
#include <cstdint>
#include <string>

#include "card/bytes.h"

namespace card::x509 {

/// Seconds since 1970-01-01 UTC.
using Time = std::int64_t;

/// UTCTime or GeneralizedTime (whole element). Throws Error{malformed}.
Time parse_time(ByteView element);
/// "2026-11-01"
std::string date_text(Time time);
/// "2026-11-01T08:30:00Z"
std::string time_text(Time time);

}  // namespace card::x509

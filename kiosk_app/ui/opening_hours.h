// SPDX-License-Identifier: Apache-2.0
// When the kiosk serves: "07:00-11:30 13:00-16:30".
#pragma once
#include <QTime>

#include <string>

namespace kiosk {

/// Empty hours: always. What cannot be read counts as open: a slip in the configuration closes no
/// hospital's door.
bool is_open(const std::string& hours, QTime now);

}  // namespace kiosk

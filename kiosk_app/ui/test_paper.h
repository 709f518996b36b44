// SPDX-License-Identifier: Apache-2.0
// A page for whoever sets up the printer: whose machine, when, and letters with two marks. Nothing
// of any visitor.
#pragma once
#include <QByteArray>

#include "core/config.h"
#include "ui/texts.h"

namespace kiosk {

/// As wide as what this profile prints: 80 mm at a hospital, A4 elsewhere; `now` in seconds since
/// 1970.
QByteArray test_pdf(const Config& config, const Texts& texts, std::int64_t now);

}  // namespace kiosk

// SPDX-License-Identifier: Apache-2.0
// The form of a visit on paper: what was found, who decided what, and a place to sign.
#pragma once
#include <QByteArray>

#include "ui/result.h"

namespace kiosk {

/// A PDF of one or more pages A4; of what is shown, with all that asks for attention; `now`:
/// seconds since 1970.
QByteArray form_pdf(const Result& result, std::int64_t now, const Config& config,
                    const Texts& texts);

}  // namespace kiosk

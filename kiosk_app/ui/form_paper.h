// SPDX-License-Identifier: Apache-2.0
// The form of a visit on paper: what was found, who decided what, and a place to sign.
#pragma once
#include <QByteArray>

#include "ui/flow.h"

namespace kiosk {

/// A PDF of one or more pages A4; of the result that `flow` holds, with all it asks attention for.
QByteArray form_pdf(const Flow& flow, const Config& config, const Texts& texts);

}  // namespace kiosk

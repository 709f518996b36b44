// SPDX-License-Identifier: Apache-2.0
// The ticket on paper: number, clinic, time and a QR code of a random number. No name, no ID
// number, no portrait.
#pragma once
#include <QByteArray>
#include <QImage>

#include "core/ticket_office.h"
#include "ui/texts.h"

namespace kiosk {

/// A QR code of this text, a point a module, black on white; null when it is too long.
QImage qr_image(const QString& text);
/// "floor 2, room 204"; empty where the configuration names neither.
QString place_of(const Clinic& clinic, const Texts& texts);
/// 80 mm wide; searchable text.
QByteArray ticket_pdf(const Ticket& ticket, const Clinic& clinic, const Config& config,
                      const Texts& texts);

}  // namespace kiosk

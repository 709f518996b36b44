// SPDX-License-Identifier: Apache-2.0
#include "ui/opening_hours.h"

#include <QString>
#include <QStringList>

namespace kiosk {

bool is_open(const std::string& hours, QTime now) {
    bool any = false;
    for (const auto& span :
         QString::fromStdString(hours).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const auto ends = span.split(QLatin1Char('-'));
        const auto from = QTime::fromString(ends.value(0), QStringLiteral("HH:mm")),
                   to = QTime::fromString(ends.value(1), QStringLiteral("HH:mm"));
        if (!from.isValid() || !to.isValid()) continue;
        any = true;
        if (now >= from && now < to) return true;
    }
    return !any;
}

}  // namespace kiosk

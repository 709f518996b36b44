// SPDX-License-Identifier: Apache-2.0
#include "ui/passport_form.h"

#include <utility>

namespace kiosk {

PassportForm::PassportForm(Flow& flow, QObject* parent) : QObject(parent), flow_(flow) {
    connect(&flow, &Flow::keyChanged, this, [this] {
        const bool more = count() > std::exchange(count_, count());
        emit changed();
        if (more) emit typed();
    });
}

QStringList PassportForm::texts() const {
    using Entry = visit::PassportEntry;
    return {QString::fromStdString(entry().text(Entry::number)),
            QString::fromStdString(visit::with_slashes(entry().text(Entry::birth))),
            QString::fromStdString(visit::with_slashes(entry().text(Entry::expiry)))};
}

QList<bool> PassportForm::reachable() const {
    using Entry = visit::PassportEntry;
    return {entry().may_go_to(Entry::number), entry().may_go_to(Entry::birth),
            entry().may_go_to(Entry::expiry)};
}

}  // namespace kiosk

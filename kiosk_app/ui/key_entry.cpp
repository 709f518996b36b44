// SPDX-License-Identifier: Apache-2.0
#include "ui/key_entry.h"

namespace kiosk {

KeyEntry::KeyEntry(Flow& flow, QObject* parent) : QObject(parent), flow_(flow) {
    connect(&flow, &Flow::keyChanged, this, [this] {
        const auto& dates = pad().dates();
        const auto typed_so_far = pad().digits().size() + dates[0].size() + dates[1].size();
        const bool more = typed_so_far > count_;
        count_ = typed_so_far;
        emit changed();
        if (more) emit typed();
    });
}

QString KeyEntry::mode() const {
    switch (pad().mode()) {
        case visit::KeyMode::scan: return QStringLiteral("scan");
        case visit::KeyMode::type: return QStringLiteral("type");
        case visit::KeyMode::dates: return QStringLiteral("dates");
    }
    return {};
}

QString KeyEntry::digits() const {
    static constexpr std::size_t kGroup = 3;
    const auto& digits = pad().digits();
    QString text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i != 0 && i % kGroup == 0) text += QChar(0x2009);
        const bool hidden = digits.size() > visit::kCanLength && i < visit::kCanLength;
        text += hidden ? QChar(0x2022) : QChar(QLatin1Char(digits[i]));
    }
    return text;
}

QStringList KeyEntry::dates() const {
    QStringList list;
    for (const auto& date : pad().dates())
        list.append(QString::fromStdString(visit::with_slashes(date)));
    return list;
}

void KeyEntry::digit(const QString& digit) {
    if (digit.size() == 1) flow_.act(visit::Act::digit, digit[0].unicode() - '0');
}

void KeyEntry::setMode(const QString& mode) {
    flow_.act(mode == QLatin1String("scan") ? visit::Act::scan_mode : visit::Act::type_mode);
}

}  // namespace kiosk

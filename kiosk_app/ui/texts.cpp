// SPDX-License-Identifier: Apache-2.0
#include "ui/texts.h"

#include <QFile>
#include <QTextStream>

#include "card/messages.h"

namespace kiosk {
Texts::Texts(QObject* parent) : QObject(parent) {
    QFile file(QStringLiteral(":/kiosk/strings.tsv"));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text)) return;
    QTextStream lines(&file);
    while (!lines.atEnd()) {
        const auto parts = lines.readLine().split(QLatin1Char('\t'));
        if (parts.size() == 4) pairs_.insert(parts[0], {parts[2], parts[3]});
    }
}

void Texts::setVietnamese(bool vietnamese) {
    if (vietnamese_ == vietnamese) return;
    vietnamese_ = vietnamese;
    emit languageChanged();
}

QString Texts::text(const QString& id, const QString& first, const QString& second) const {
    const auto found = pairs_.constFind(id);
    const auto spoken = vietnamese_ ? card::Language::vi : card::Language::en;
    const auto own = id.toStdString();
    const auto message = found == pairs_.constEnd() ? card::text(own, spoken) : std::string_view();
    if (message == own) return id;
    QString text = found == pairs_.constEnd()
                       ? QString::fromUtf8(message.data(), static_cast<qsizetype>(message.size()))
                       : (vietnamese_ ? found->vi : found->en);
    // Where a text has both a value and a number, the number is the second.
    const QString& number = text.contains(QLatin1String("%1")) ? second : first;
    const bool one = number == QLatin1String("1");
    text.replace(QLatin1String("y(ies)"), one ? QStringLiteral("y") : QStringLiteral("ies"))
        .replace(QLatin1String("(s)"), one ? QString() : QStringLiteral("s"));
    return text.replace(QLatin1String("%n"), number)
        .replace(QLatin1String("%1"), first)
        .replace(QLatin1String("%2"), second);
}

QString Texts::of(const std::vector<card::Because>& reasons) const {
    QStringList texts;
    for (const auto& because : reasons)
        texts.append(QString::fromStdString(
            card::text_of(because, vietnamese_ ? card::Language::vi : card::Language::en)));
    return texts.join(QStringLiteral("; "));
}

QString Texts::id_of(const QString& text) const {
    for (auto pair = pairs_.cbegin(); pair != pairs_.cend(); ++pair)
        if ((vietnamese_ ? pair->vi : pair->en) == text) return pair.key();
    return {};
}

QString Texts::label(const QString& field) const {
    const auto key = card::key_from_name(field.toStdString());
    if (!key) return field;
    const auto language = vietnamese_ ? card::Language::vi : card::Language::en;
    return QString::fromStdString(card::label(*key, language));
}

}  // namespace kiosk

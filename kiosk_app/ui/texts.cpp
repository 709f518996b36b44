// SPDX-License-Identifier: Apache-2.0
#include "ui/texts.h"

#include <QFile>
#include <QTextStream>

namespace kiosk {
namespace {

struct Label {
    const char *field, *vi, *en;
};
/// As printed on the card of 2021; the MRZ's for cards without DG13.
const Label kLabels[]{
    {"id_number", "Số định danh", "ID number"},
    {"full_name", "Họ và tên", "Full name"},
    {"date_of_birth", "Ngày sinh", "Date of birth"},
    {"sex", "Giới tính", "Sex"},
    {"nationality", "Quốc tịch", "Nationality"},
    {"ethnicity", "Dân tộc", "Ethnicity"},
    {"religion", "Tôn giáo", "Religion"},
    {"place_of_origin", "Quê quán", "Place of origin"},
    {"place_of_residence", "Nơi thường trú", "Place of residence"},
    {"personal_identification", "Đặc điểm nhân dạng", "Personal identification"},
    {"date_of_issue", "Ngày cấp", "Date of issue"},
    {"date_of_expiry", "Có giá trị đến", "Date of expiry"},
    {"parents", "Cha, mẹ", "Parents"},
    {"spouse", "Vợ, chồng", "Spouse"},
    {"old_id_number", "Số CMND cũ", "Old ID number"},
    {"document_number", "Số giấy tờ", "Document number"},
    {"mrz_surname", "Họ", "Surname"},
    {"mrz_given_names", "Tên", "Given names"},
    {"mrz_date_of_birth", "Ngày sinh", "Date of birth"},
    {"mrz_sex", "Giới tính", "Sex"},
    {"mrz_nationality", "Quốc tịch", "Nationality"},
    {"mrz_date_of_expiry", "Hết hạn", "Date of expiry"},
};

}  // namespace

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
    if (found == pairs_.constEnd()) return id;
    QString text = vietnamese_ ? found->vi : found->en;
    // Where a text has both a value and a number, the number is the second.
    const QString& number = text.contains(QLatin1String("%1")) ? second : first;
    const bool one = number == QLatin1String("1");
    text.replace(QLatin1String("y(ies)"), one ? QStringLiteral("y") : QStringLiteral("ies"))
        .replace(QLatin1String("(s)"), one ? QString() : QStringLiteral("s"));
    return text.replace(QLatin1String("%n"), number)
        .replace(QLatin1String("%1"), first)
        .replace(QLatin1String("%2"), second);
}

QString Texts::id_of(const QString& text) const {
    for (auto pair = pairs_.cbegin(); pair != pairs_.cend(); ++pair)
        if ((vietnamese_ ? pair->vi : pair->en) == text) return pair.key();
    return {};
}

QString Texts::label(const QString& field) const {
    for (const auto& label : kLabels)
        if (field == QLatin1String(label.field))
            return QString::fromUtf8(vietnamese_ ? label.vi : label.en);
    return field;
}

}  // namespace kiosk

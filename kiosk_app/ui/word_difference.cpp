// SPDX-License-Identifier: Apache-2.0
#include "ui/word_difference.h"

#include <QStringList>

#include <algorithm>

namespace kiosk {
namespace {

/// Texts of a card are short; of a longer one (a code can hold anything) the end is marked whole.
constexpr qsizetype kMostWords = 100;

bool is_ascii(QChar letter) { return letter.unicode() < 0x80; }

/// The letter without its marks; Đ has none in Unicode's eyes.
QChar bare(QChar letter) {
    if (letter == QChar(0x0110)) return QLatin1Char('D');
    if (letter == QChar(0x0111)) return QLatin1Char('d');
    return QString(letter).normalized(QString::NormalizationForm_D).at(0);
}

/// Whether `printed` from `at` on is what a scanner leaves of `chip` from `of` on.
bool is_left(const QString& printed, qsizetype at, const QString& chip, qsizetype of) {
    if (of == chip.size()) return at == printed.size();
    const bool more = at < printed.size();
    if (is_ascii(chip[of]))
        return more && printed[at] == chip[of] && is_left(printed, at + 1, chip, of + 1);
    const bool replaced =
        more && (printed[at] == bare(chip[of]) || printed[at] == QLatin1Char('?'));
    return (replaced && is_left(printed, at + 1, chip, of + 1)) ||
           is_left(printed, at, chip, of + 1);
}

bool is_same(const QString& printed, const QString& chip) {
    if (printed == chip) return true;
    static constexpr qsizetype kLongestWord = 20;  // each lost letter may double the ways
    return !printed.isEmpty() && chip.size() <= kLongestWord &&
           std::ranges::all_of(printed, is_ascii) && is_left(printed, 0, chip, 0);
}

QStringList words_of(const QString& text) {
    return text.normalized(QString::NormalizationForm_C)
        .split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

/// common[i][j]: how many words the ends from i and from j share, in order.
std::vector<std::vector<int>> common_of(const QStringList& printed, const QStringList& chip) {
    const auto rows = static_cast<std::size_t>(std::min(printed.size(), kMostWords));
    const auto columns = static_cast<std::size_t>(std::min(chip.size(), kMostWords));
    std::vector<std::vector<int>> common(rows + 1, std::vector<int>(columns + 1, 0));
    for (auto i = rows; i-- > 0;)
        for (auto j = columns; j-- > 0;)
            common[i][j] =
                is_same(printed[static_cast<qsizetype>(i)], chip[static_cast<qsizetype>(j)])
                    ? common[i + 1][j + 1] + 1
                    : std::max(common[i + 1][j], common[i][j + 1]);
    return common;
}

}  // namespace

MarkedTexts mark_differences(const QString& printed, const QString& chip) {
    MarkedTexts marked;
    const auto left = words_of(printed), right = words_of(chip);
    const auto common = common_of(left, right);
    std::size_t i = 0, j = 0;
    const auto only_printed = [&] {
        marked.printed.push_back({left[static_cast<qsizetype>(i++)], true});
    };
    const auto only_chip = [&] {
        marked.chip.push_back({right[static_cast<qsizetype>(j++)], true});
    };
    while (i + 1 < common.size() && j + 1 < common[0].size()) {
        const auto at = static_cast<qsizetype>(i), of = static_cast<qsizetype>(j);
        if (is_same(left[at], right[of])) {
            marked.printed.push_back({left[at], false});
            marked.chip.push_back({right[of], false});
            ++i;
            ++j;
        } else if (common[i + 1][j] >= common[i][j + 1]) {
            only_printed();
        } else {
            only_chip();
        }
    }
    while (static_cast<qsizetype>(i) < left.size()) only_printed();
    while (static_cast<qsizetype>(j) < right.size()) only_chip();
    return marked;
}

}  // namespace kiosk

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/layout.h"

#include <QAccessible>
#include <QFontMetricsF>
#include <QHash>
#include <QQuickItem>

#include <cmath>

namespace walk {
namespace {

struct Box {
    QQuickItem* item = nullptr;
    QRectF area;  ///< in the window
    QRectF seen;  ///< what its clipping ancestors leave of it
    bool action = false;
    bool scrolls = false;
    QString name;
};

bool is_text(const QQuickItem& item) { return item.inherits("QQuickText"); }
bool is_action(const QQuickItem& item) { return item.property("isAction").toBool(); }

void collect(QQuickItem& item, QRectF clip, bool scrolls, bool in_action, std::vector<Box>& boxes) {
    if (!item.isVisible() || item.opacity() == 0) return;
    const auto area = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()));
    if (item.clip()) clip = clip.intersected(area);
    scrolls = scrolls || item.clip();
    const bool action = is_action(item);
    const bool text = is_text(item) && !item.property("text").toString().trimmed().isEmpty();
    if ((action || (text && !in_action)) && area.width() > 0) {
        const auto name =
            action ? item.property(item.property("text").isValid() ? "text" : "spoken").toString()
                   : item.property("text").toString();
        boxes.push_back({&item, area, area.intersected(clip), action, scrolls, name});
    }
    for (auto* child : item.childItems())
        collect(*child, clip, scrolls, in_action || action, boxes);
}

std::vector<Box> boxes_of(QQuickWindow& window) {
    std::vector<Box> boxes;
    collect(*window.contentItem(), QRectF(0, 0, window.width(), window.height()), false, false,
            boxes);
    return boxes;
}

void all_texts(QQuickItem& item, std::vector<QQuickItem*>& texts) {
    if (!item.isVisible() || item.opacity() == 0) return;
    if (is_text(item) && !item.property("text").toString().trimmed().isEmpty())
        texts.push_back(&item);
    for (auto* child : item.childItems()) all_texts(*child, texts);
}

QString shown(const QString& text) { return QLatin1Char('"') + text.left(30) + QLatin1Char('"'); }

void check_text(const QQuickItem& text, const QQuickWindow& window, int letters,
                QStringList& problems) {
    static constexpr double kRounding = 1.5;
    const auto words = shown(text.property("text").toString());
    if (text.property("truncated").toBool()) problems.append(words + QStringLiteral(" is cut"));
    if (text.property("contentWidth").toDouble() > text.width() + kRounding)
        problems.append(words + QStringLiteral(" is wider than its place"));
    const QFontMetricsF metrics(text.property("font").value<QFont>());
    for (const auto& word : text.property("text").toString().split(QLatin1Char(' ')))
        if (metrics.horizontalAdvance(word) > text.width() + kRounding)
            problems.append(words + QStringLiteral(" is broken in the midst of ") + word +
                            QStringLiteral(", %1 px wide in %2")
                                .arg(metrics.horizontalAdvance(word))
                                .arg(text.width()));
    if (text.property("contentHeight").toDouble() > text.height() + kRounding)
        problems.append(words + QStringLiteral(" is higher than its place"));
    const auto area = text.mapRectToScene(QRectF(0, 0, text.width(), text.height()));
    if (area.left() < -kRounding || area.right() > window.width() + kRounding)
        problems.append(words + QStringLiteral(" is off the screen"));
    if (text.property("font").value<QFont>().pixelSize() < letters)
        problems.append(words + QStringLiteral(" is too small"));
}

void check_target(const Box& box, double target_mm, const kiosk::Comfort& comfort,
                  const QQuickWindow& window, QStringList& problems) {
    static constexpr double kRounding = 0.6;
    const double least = target_mm * comfort.pixelsPerMm() - kRounding;
    if (box.area.width() < least || box.area.height() < least)
        problems.append(shown(box.name) +
                        QStringLiteral(" is %1 x %2 mm")
                            .arg(box.area.width() / comfort.pixelsPerMm(), 0, 'f', 1)
                            .arg(box.area.height() / comfort.pixelsPerMm(), 0, 'f', 1));
    if (box.area.left() < -kRounding || box.area.right() > window.width() + kRounding)
        problems.append(shown(box.name) + QStringLiteral(" is off the screen"));
    if (!box.scrolls &&
        (box.area.top() < -kRounding || box.area.bottom() > window.height() + kRounding))
        problems.append(shown(box.name) + QStringLiteral(" is above or below the screen"));
}

void check_pair(const Box& a, const Box& b, double gap_mm, const kiosk::Comfort& comfort,
                QStringList& problems) {
    static constexpr double kTouching = 1.5;
    if (a.item->isAncestorOf(b.item) || b.item->isAncestorOf(a.item)) return;
    const auto both = a.seen.intersected(b.seen);
    if (both.width() > kTouching && both.height() > kTouching)
        problems.append(shown(a.name) + QStringLiteral(" lies on ") + shown(b.name));
    if (!a.action || !b.action || a.seen.isEmpty() || b.seen.isEmpty()) return;
    const double x =
        std::max(a.area.left(), b.area.left()) - std::min(a.area.right(), b.area.right());
    const double y =
        std::max(a.area.top(), b.area.top()) - std::min(a.area.bottom(), b.area.bottom());
    const double gap = std::max(x, y);
    // What is partly scrolled under a bar has its gap when it is scrolled into sight.
    if (a.scrolls == b.scrolls && gap < gap_mm * comfort.pixelsPerMm() - kTouching)
        problems.append(
            shown(a.name) +
            QStringLiteral(" is %1 mm from ").arg(gap / comfort.pixelsPerMm(), 0, 'f', 1) +
            shown(b.name));
}

double luminance(const QColor& colour) {
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(QRgb a, QRgb b) {
    const double one = luminance(QColor(a)), two = luminance(QColor(b));
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

/// Ground: the commonest colour. Words: of the colours that cover at least a two thousandth of the
/// place, the one farthest from it.
double contrast_in(const QImage& picture, const QRect& place) {
    QHash<QRgb, int> counts;
    for (int y = place.top(); y <= place.bottom(); ++y)
        for (int x = place.left(); x <= place.right(); ++x) ++counts[picture.pixel(x, y)];
    QRgb ground = 0;
    int most = 0;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        if (it.value() > most) {
            most = it.value();
            ground = it.key();
        }
    double best = 1;
    const int least = std::max(4, place.width() * place.height() / 2000);
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        if (it.value() >= least) best = std::max(best, contrast(ground, it.key()));
    return best;
}

}  // namespace

QStringList layout_problems(QQuickWindow& window, const kiosk::Comfort& comfort,
                            const Least& least) {
    QStringList problems;
    std::vector<QQuickItem*> texts;
    all_texts(*window.contentItem(), texts);
    for (const auto* text : texts) check_text(*text, window, least.letters, problems);
    const auto boxes = boxes_of(window);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const bool key = boxes[i].action && boxes[i].name.size() == 1 && boxes[i].name[0].isDigit();
        if (key && boxes[i].seen != boxes[i].area)
            problems.append(boxes[i].name + QStringLiteral(" of the pad is scrolled away"));
        // A demonstration's own hand is no control of the kiosk.
        if (boxes[i].action && !boxes[i].item->property("ofDemo").toBool())
            check_target(boxes[i], least.target, comfort, window, problems);
        for (std::size_t j = i + 1; j < boxes.size(); ++j)
            check_pair(boxes[i], boxes[j], least.gap, comfort, problems);
    }
    return problems;
}

namespace {

/// Where a text's words stand in its own place.
QRectF words_of(const QQuickItem& text) {
    const double width = std::min(text.width(), text.property("contentWidth").toDouble());
    const int aligned = text.property("horizontalAlignment").toInt();
    const double left = aligned == Qt::AlignHCenter ? (text.width() - width) / 2
                        : aligned == Qt::AlignRight ? text.width() - width
                                                    : 0;
    return text.mapRectToScene(QRectF(left, 0, width, text.height()));
}

/// Buttons, tiles, ticks, keys: their words, and their borders or grounds against what is around
/// them (WCAG 1.4.3, 1.4.11).
void check_actions(QQuickWindow& window, const QImage& picture, QStringList& problems) {
    static constexpr double kWords = 7, kParts = 3;
    std::vector<QQuickItem*> texts;
    all_texts(*window.contentItem(), texts);
    for (const auto& box : boxes_of(window)) {
        if (!box.action || box.seen != box.area) continue;
        for (const auto* text : texts) {
            if (!box.item->isAncestorOf(text)) continue;
            const auto place = words_of(*text).toAlignedRect().intersected(picture.rect());
            if (place.width() < 4 || place.height() < 8) continue;
            const double ratio = contrast_in(picture, place);
            if (ratio < kWords)
                problems.append(
                    shown(box.name) +
                    QStringLiteral(" has words of contrast %1: ").arg(ratio, 0, 'f', 1) +
                    shown(text->property("text").toString()));
        }
        if (box.item->inherits("QQuickColumn")) continue;  // a picture
        const auto place =
            box.area.adjusted(-3, -3, 3, 3).toAlignedRect().intersected(picture.rect());
        const QRect edge(place.left(), place.center().y(), std::min(place.width(), 12), 1);
        double best = 1;
        for (int x = edge.left() + 1; x <= edge.right(); ++x)
            best = std::max(best, contrast(picture.pixel(edge.left(), edge.top()),
                                           picture.pixel(x, edge.top())));
        if (best < kParts)
            problems.append(shown(box.name) +
                            QStringLiteral(" has an edge of contrast %1").arg(best, 0, 'f', 1));
    }
}

}  // namespace

QStringList contrast_problems(QQuickWindow& window, const QImage& picture) {
    static constexpr double kWords = 7;
    QStringList problems;
    check_actions(window, picture, problems);
    for (const auto& box : boxes_of(window)) {
        // Where a text fills only the beginning of its place the rest is ground: look at the words.
        const bool left = box.item->property("horizontalAlignment").toInt() == Qt::AlignLeft;
        if (box.action) continue;
        const double words =
            !left ? box.area.width()
                  : std::min(box.area.width(), box.item->property("contentWidth").toDouble());
        const auto place =
            QRectF(box.seen.topLeft(), QSizeF(std::min(words, box.seen.width()), box.seen.height()))
                .toAlignedRect()
                .intersected(picture.rect());
        if (place.height() < box.area.height() - 2 || place.width() < 8) continue;
        const double ratio = contrast_in(picture, place);
        if (ratio < kWords)
            problems.append(shown(box.name) +
                            QStringLiteral(" has a contrast of %1").arg(ratio, 0, 'f', 1));
    }
    return problems;
}

namespace {

/// A mark before a text stands for a state, which its name tells in words behind it.
bool same_words(const QString& name, const QString& text) {
    static const QString kMarks = QStringLiteral("✓▸· ");
    auto words = text;
    while (!words.isEmpty() && kMarks.contains(words[0])) words.remove(0, 1);
    return name == text || name == words || name.startsWith(words + QLatin1Char(','));
}

}  // namespace

QStringList accessibility_problems(QQuickWindow& window) {
    QStringList problems;
    for (const auto& box : boxes_of(window)) {
        // What was typed is told by its field, which says how many digits there are.
        const auto* field = box.item->parentItem();
        if (field && field->property("isField").toBool()) continue;
        auto* face = QAccessible::queryAccessibleInterface(box.item);
        if (!face) {
            problems.append(shown(box.name) +
                            QStringLiteral(" cannot be reached by a screen reader"));
            continue;
        }
        const auto name = face->text(QAccessible::Name);
        const bool ignored = face->state().invisible;
        const bool symbol = box.name == QStringLiteral("▲") || box.name == QStringLiteral("▼");
        // A control may say more than it shows, behind what it shows: which field is copied, where
        // a clinic is.
        if (box.action && (symbol ? name.isEmpty() : !name.startsWith(box.name)))
            problems.append(shown(box.name) + QStringLiteral(" is called ") + shown(name));
        if (box.action && !face->actionInterface())
            problems.append(shown(box.name) +
                            QStringLiteral(" cannot be pressed by a screen reader"));
        if (!box.action && !ignored && !same_words(name, box.name))
            problems.append(shown(box.name) + QStringLiteral(" is read as ") + shown(name));
    }
    return problems;
}

namespace {

void add_places(QQuickItem& item, QRectF clip, QMultiHash<QString, QRect>& places) {
    if (!item.isVisible() || item.opacity() == 0) return;
    const auto area = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()));
    if (item.clip()) clip = clip.intersected(area);
    const auto words = item.property("text").toString();
    if ((is_text(item) || is_action(item)) && !words.trimmed().isEmpty() && clip.contains(area))
        places.insert(words, area.toAlignedRect());
    for (auto* child : item.childItems()) add_places(*child, clip, places);
}

}  // namespace

QMultiHash<QString, QRect> places(QQuickWindow& window) {
    QMultiHash<QString, QRect> places;
    add_places(*window.contentItem(), QRectF(0, 0, window.width(), window.height()), places);
    return places;
}

QStringList visible_texts(QQuickWindow& window) {
    QStringList list;
    for (const auto& box : boxes_of(window)) list.append(box.name);
    return list;
}

}  // namespace walk

// SPDX-License-Identifier: Apache-2.0
#include "ui/result.h"

#include "ui/word_difference.h"

namespace kiosk {
namespace {

QString masked(const std::string& number, bool shown) {
    static constexpr std::size_t kSeen = 3;
    if (shown || number.size() <= kSeen) return QString::fromStdString(number);
    return QString(static_cast<qsizetype>(number.size() - kSeen), QChar(0x2022)) +
           QString::fromStdString(number.substr(number.size() - kSeen));
}

/// A number that names the holder or the document is covered until it is asked for.
QString covered(card::FieldId field, const std::string& text, bool shown) {
    return masked(text, shown || !card::row_of(field).is(card::FieldTrait::identifying));
}

const char* name_of(LineOutcome outcome) {
    switch (outcome) {
        case LineOutcome::passed: return "q.pass";
        case LineOutcome::remark: return "q.att";
        case LineOutcome::failed: return "q.fail";
        case LineOutcome::not_possible: return "q.cannot";
        case LineOutcome::not_offered: return "q.none";
    }
    return "";
}

}  // namespace

Result::Result(Flow& flow, const Texts& texts, Of of, QObject* parent)
    : QObject(parent), flow_(flow), texts_(texts), of_(of) {
    connect(&flow, &Flow::resultChanged, this, &Result::changed);
    connect(&texts, &Texts::languageChanged, this, &Result::changed);
    connect(&flow, &Flow::fieldsChanged, this, &Result::fieldsChanged);
    connect(&flow, &Flow::decisionChanged, this, &Result::decisionChanged);
    // A clerk's or teller's own choice stays, everybody else's is gone with the visit.
    if (!flow.staff() && of == Of::visit)
        connect(&flow, &Flow::cleared, this, [this] { showNumber(false); });
}

const visit::Held* Result::held() const {
    const auto& state = flow_.state();
    return of_ == Of::teller ? state.tellers() : &state.held;
}

int Result::waiting() const {
    const auto& state = flow_.state();
    const auto all = state.desk.size() + (state.has_result() ? 1 : 0);
    return teller() && all > 0 ? static_cast<int>(all) - 1 : 0;
}

const std::vector<Field>& Result::values() const {
    static const std::vector<Field> kNone;
    const auto* of = held();
    return of ? of->fields : kNone;
}

QString Result::decision() const {
    return held() ? QString::fromStdString(held()->decision) : QString();
}

void Result::decide(const QString& decision) {
    const auto who = of_ == Of::teller ? visit::Source::staff : flow_.hand();
    flow_.happen(visit::Act::decide, who, decision.toStdString());
}

void Result::showNumber(bool shown) {
    number_shown_ = shown;
    flow_.touched();
    emit fieldsChanged();
    emit changed();  // differences have numbers as well
}

void Result::correct(bool right) {
    flow_.act(right ? visit::Act::right_details : visit::Act::wrong_details);
}

QVariantList Result::fields(bool number_shown) const {
    QVariantList list;
    for (const auto& field : values())
        list.append(
            QVariantMap{{QStringLiteral("id"), QString::fromStdString(card::name_of(field.key))},
                        {QStringLiteral("text"), covered(field.key.id, field.text, number_shown)}});
    return list;
}

QVariantList Result::checks() const {
    QVariantList list;
    if (there())
        for (const auto& line : outcome()->checks)
            list.append(
                QVariantMap{{QStringLiteral("text"), QString::fromStdString(line.text_id)},
                            {QStringLiteral("outcome"), QLatin1String(name_of(line.outcome))},
                            {QStringLiteral("reason"), texts_.of(line.why)}});
    return list;
}

QVariantList Result::remarks() const {
    QVariantList list;
    if (!there()) return list;
    for (const auto& remark : outcome()->remarks) {
        const auto what = remark.argument.empty() ? texts_.of(remark.why)
                                                  : QString::fromStdString(remark.argument);
        list.append(QVariantMap{{QStringLiteral("id"), QString::fromStdString(remark.text_id)},
                                {QStringLiteral("value"), what},
                                {QStringLiteral("advice"), QString::fromStdString(remark.do_id)}});
    }
    return list;
}

QVariantList Result::differences() const {
    QVariantList list;
    if (!there()) return list;
    for (const auto& difference : outcome()->differences) {
        const auto marked = mark_differences(QString::fromStdString(difference.printed),
                                             QString::fromStdString(difference.chip));
        const auto words = [&](const std::vector<MarkedWord>& side) {
            QVariantList list_of_side;
            for (const auto& word : side)
                list_of_side.append(
                    QVariantMap{{QStringLiteral("text"),
                                 covered(difference.field, word.text.toStdString(), number_shown_)},
                                {QStringLiteral("differs"), word.differs}});
            return list_of_side;
        };
        list.append(
            QVariantMap{{QStringLiteral("id"), QLatin1String(card::name_of(difference.field))},
                        {QStringLiteral("printed"), words(marked.printed)},
                        {QStringLiteral("chip"), words(marked.chip)}});
    }
    return list;
}

/// Octets of the outcome, which outlives the picture by being copied.
QImage Result::portrait() const {
    if (!hasPortrait()) return {};
    const auto& of = *outcome();
    return QImage(of.portrait.data(), static_cast<int>(of.portrait_width),
                  static_cast<int>(of.portrait_height),
                  3 * static_cast<qsizetype>(of.portrait_width), QImage::Format_RGB888)
        .copy();
}

QString Result::reason() const {
    if (!there()) return {};
    return outcome()->because.empty() ? QString::fromStdString(outcome()->argument)
                                      : texts_.of(outcome()->because);
}

QString Result::transaction() const {
    static constexpr std::size_t kShown = 8, kGroup = 4;
    static const QString kNoBreak(QChar(0x00A0));
    const auto whole = held() ? held()->transaction : std::string();
    if (whole.size() < kShown) return {};
    return QString::fromStdString(whole.substr(0, kGroup)) + kNoBreak +
           QString::fromStdString(whole.substr(kGroup, kShown - kGroup));
}

}  // namespace kiosk

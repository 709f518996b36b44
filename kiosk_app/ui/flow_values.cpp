// SPDX-License-Identifier: Apache-2.0
// What the pages read of a visit.
#include "ui/flow.h"

#include <algorithm>

#include "ui/word_difference.h"

namespace kiosk {
namespace {

/// Stages of the reading page, as their texts are named.
constexpr const char* kStages[]{"r.open", "r.sig", "r.text", "r.photo", "r.chip"};
/// The order in which the pages list them; the chip proves itself before the texts come.
constexpr Stage kStageOrder[]{Stage::open, Stage::signature, Stage::chip, Stage::text,
                              Stage::photo};
/// What a stage weighs in the whole, by the octets and answers it takes.
constexpr int kStageWeight[]{10, 12, 18, 8, 52};
/// Before this no rate can be told.
constexpr qint64 kLeastMeasured = 500;

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

QVariantMap box(const char* text, const QString& argument, const QString& purpose, bool required) {
    return {{QStringLiteral("text"), QLatin1String(text)},
            {QStringLiteral("argument"), argument},
            {QStringLiteral("purpose"), purpose},
            {QStringLiteral("required"), required}};
}

}  // namespace

const char* plate_name(Plate plate) {
    switch (plate) {
        case Plate::genuine: return "genuine";
        case Plate::chip_unproven: return "chip";
        case Plate::undetermined: return "undetermined";
        case Plate::failed: return "failed";
    }
    return "";
}

QString Flow::purpose() const {
    const auto own = parts_.texts.pick(config_.purpose);
    return own.isEmpty() ? parts_.texts.text(QStringLiteral("c.purpose.") + profile()) : own;
}

QString Flow::consent(const QString& what) const {
    const auto& text = what == QLatin1String("used")      ? config_.used
                       : what == QLatin1String("unused")  ? config_.unused
                       : what == QLatin1String("kept_at") ? config_.kept_at
                                                          : config_.kept_for;
    const auto own = parts_.texts.pick(text);
    return own.isEmpty() && what == QLatin1String("used")
               ? parts_.texts.text(QStringLiteral("c.used.") + profile())
               : own;
}

QVariantList Flow::boxes() const {
    QVariantList list{box("c.box.read", {}, QStringLiteral("read"), true)};
    if (parts_.sink.sends() && !config_.send_to.vi.empty())
        list.append(
            box("c.box.send", parts_.texts.pick(config_.send_to), QStringLiteral("send"), true));
    for (std::size_t i = 0; i < config_.optional_purposes.size(); ++i)
        list.append(box("c.box.optional", parts_.texts.pick(config_.optional_purposes[i]),
                        QStringLiteral("optional.%1").arg(i), false));
    for (qsizetype i = 0; i < list.size(); ++i) {
        auto entry = list[i].toMap();
        entry[QStringLiteral("ticked")] =
            static_cast<std::size_t>(i) < ticked_.size() && ticked_[static_cast<std::size_t>(i)];
        list[i] = entry;
    }
    return list;
}

bool Flow::mayAgree() const {
    return std::ranges::all_of(boxes(), [](const QVariant& entry) {
        return !entry.toMap()[QStringLiteral("required")].toBool() ||
               entry.toMap()[QStringLiteral("ticked")].toBool();
    });
}

QVariantList Flow::stages() const {
    QVariantList list;
    bool reached = !stage_.has_value();
    for (const auto stage : kStageOrder) {
        if (stage == Stage::photo && !reads_portrait()) continue;
        const bool now = stage_ == stage;
        list.append(
            QVariantMap{{QStringLiteral("text"), QLatin1String(kStages[static_cast<int>(stage)])},
                        {QStringLiteral("state"), now       ? QStringLiteral("now")
                                                  : reached ? QStringLiteral("waiting")
                                                            : QStringLiteral("done")},
                        {QStringLiteral("percent"), now ? percent_ : 0}});
        reached = reached || now;
    }
    return list;
}

int Flow::remaining() const {
    if (!stage_ || !since_reading_.isValid() || since_reading_.elapsed() < kLeastMeasured) return 0;
    int done = 0, all = 0;
    for (std::size_t i = 0; i < std::size(kStageOrder); ++i)
        all += kStageOrder[i] == Stage::photo && !reads_portrait() ? 0 : kStageWeight[i];
    for (std::size_t i = 0; kStageOrder[i] != *stage_; ++i) done += kStageWeight[i];
    done += kStageWeight[static_cast<std::size_t>(std::ranges::find(kStageOrder, *stage_) -
                                                  kStageOrder)] *
            percent_ / 100;
    return done == 0
               ? 0
               : static_cast<int>((since_reading_.elapsed() * (all - done) / done + 999) / 1000);
}

QVariantList Flow::fields(bool number_shown) const {
    QVariantList list;
    for (const auto& field : fields_)
        list.append(
            QVariantMap{{QStringLiteral("id"), QString::fromStdString(card::name_of(field.key))},
                        {QStringLiteral("text"), covered(field.key.id, field.text, number_shown)}});
    return list;
}

QVariantList Flow::checks() const {
    QVariantList list;
    if (outcome_)
        for (const auto& line : outcome_->checks)
            list.append(
                QVariantMap{{QStringLiteral("text"), QString::fromStdString(line.text_id)},
                            {QStringLiteral("outcome"), QLatin1String(name_of(line.outcome))},
                            {QStringLiteral("reason"), parts_.texts.of(line.why)}});
    return list;
}

QVariantList Flow::remarks() const {
    QVariantList list;
    if (!outcome_) return list;
    for (const auto& remark : outcome_->remarks) {
        const auto what = remark.argument.empty() ? parts_.texts.of(remark.why)
                                                  : QString::fromStdString(remark.argument);
        list.append(QVariantMap{{QStringLiteral("id"), QString::fromStdString(remark.text_id)},
                                {QStringLiteral("value"), what},
                                {QStringLiteral("advice"), QString::fromStdString(remark.do_id)}});
    }
    return list;
}

QVariantList Flow::differences() const {
    QVariantList list;
    if (!outcome_) return list;
    for (const auto& difference : outcome_->differences) {
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

QString Flow::reason() const {
    if (!outcome_) return {};
    return outcome_->because.empty() ? QString::fromStdString(outcome_->argument)
                                     : parts_.texts.of(outcome_->because);
}

QString Flow::transaction() const {
    static constexpr std::size_t kShown = 8, kGroup = 4;
    static const QString kNoBreak(QChar(0x00A0));
    if (transaction_.size() < kShown) return {};
    return QString::fromStdString(transaction_.substr(0, kGroup)) + kNoBreak +
           QString::fromStdString(transaction_.substr(kGroup, kShown - kGroup));
}

}  // namespace kiosk

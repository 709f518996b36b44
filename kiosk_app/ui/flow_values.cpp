#include "ui/flow.h"

namespace kiosk {
namespace {

/// Stages of the reading page, as their texts are named.
constexpr const char* kStages[]{"r.open", "r.sig", "r.text", "r.photo", "r.chip"};
/// The order in which the pages list them; the chip proves itself before the texts come.
constexpr Stage kStageOrder[]{Stage::open, Stage::signature, Stage::chip, Stage::text, Stage::photo};

QString masked(const std::string& number, bool shown) {
    static constexpr std::size_t kSeen = 3;
    if (shown || number.size() <= kSeen) return QString::fromStdString(number);
    return QString(static_cast<qsizetype>(number.size() - kSeen), QChar(0x2022)) + QString::fromStdString(number.substr(number.size() - kSeen));
}

const char* name_of(LineOutcome outcome) {
    switch (outcome) {
        case LineOutcome::passed: return "q.pass";
        case LineOutcome::failed: return "q.fail";
        case LineOutcome::not_possible: return "q.cannot";
        case LineOutcome::not_offered: return "q.none";
    }
    return "";
}

QString pick(const Bilingual& text, bool vietnamese) { return QString::fromStdString(vietnamese ? text.vi : text.en); }

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

QString Flow::profile() const {
    return config_.profile == Profile::counter ? QStringLiteral("counter") : config_.profile == Profile::hospital ? QStringLiteral("hospital") : QStringLiteral("bank");
}
QString Flow::operatorName() const { return pick(config_.operator_name, texts_.vietnamese()); }
QString Flow::desk() const { return pick(config_.desk, texts_.vietnamese()); }
QString Flow::purpose() const {
    const auto own = pick(config_.purpose, texts_.vietnamese());
    return own.isEmpty() ? texts_.text(QStringLiteral("c.purpose.") + profile()) : own;
}

QString Flow::consent(const QString& what) const {
    const auto& text = what == QLatin1String("used") ? config_.used : what == QLatin1String("unused") ? config_.unused : what == QLatin1String("kept_at") ? config_.kept_at : config_.kept_for;
    return pick(text, texts_.vietnamese());
}

QString Flow::digits() const {
    // In groups of three; of a whole number only the last six, which open the chip, stay readable while they are typed.
    QString text;
    for (std::size_t i = 0; i < digits_.size(); ++i) {
        if (i != 0 && i % 3 == 0) text += QChar(0x2009);
        const bool hidden = digits_.size() > kCanLength && i < kCanLength;
        text += hidden ? QChar(0x2022) : QChar(QLatin1Char(digits_[i]));
    }
    return text;
}

QVariantList Flow::stages() const {
    QVariantList list;
    bool reached = !stage_.has_value();
    for (const auto stage : kStageOrder) {
        const bool now = stage_ == stage;
        list.append(QVariantMap{{QStringLiteral("text"), QLatin1String(kStages[static_cast<int>(stage)])},
                                {QStringLiteral("state"), now ? QStringLiteral("now") : reached ? QStringLiteral("waiting") : QStringLiteral("done")},
                                {QStringLiteral("percent"), now ? percent_ : 0}});
        reached = reached || now;
    }
    return list;
}

QVariantList Flow::fields() const {
    QVariantList list;
    for (const auto& field : fields_) {
        const bool number = field.id == "id_number" || field.id == "document_number" || field.id == "old_id_number";
        list.append(QVariantMap{{QStringLiteral("id"), QString::fromStdString(field.id)},
                                {QStringLiteral("text"), number ? masked(field.text, number_shown_) : QString::fromStdString(field.text)}});
    }
    return list;
}

QVariantList Flow::checks() const {
    QVariantList list;
    if (outcome_)
        for (const auto& line : outcome_->checks)
            list.append(QVariantMap{{QStringLiteral("text"), QString::fromStdString(line.text_id)}, {QStringLiteral("outcome"), QLatin1String(name_of(line.outcome))}});
    return list;
}

QVariantMap Flow::result() const {
    if (!outcome_) return {};
    return {{QStringLiteral("plate"), QLatin1String(plate_name(outcome_->plate))}, {QStringLiteral("title"), QString::fromStdString(outcome_->title_id)},
            {QStringLiteral("body"), QString::fromStdString(outcome_->body_id)}, {QStringLiteral("action"), QString::fromStdString(outcome_->do_id)},
            {QStringLiteral("argument"), QString::fromStdString(outcome_->argument)}, {QStringLiteral("hidden"), outcome_->fields_hidden},
            {QStringLiteral("expired"), outcome_->expired}};
}

}  // namespace kiosk

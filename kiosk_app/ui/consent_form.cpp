// SPDX-License-Identifier: Apache-2.0
#include "ui/consent_form.h"

#include <algorithm>

namespace kiosk {
namespace {

const char* box_text(const visit::Purpose& purpose) {
    if (purpose.name == "read") return "c.box.read";
    return purpose.name == "send" ? "c.box.send" : "c.box.optional";
}

}  // namespace

ConsentForm::ConsentForm(const Config& config, Flow& flow, const Texts& texts, QObject* parent)
    : QObject(parent), config_(config), flow_(flow), texts_(texts) {
    connect(&flow, &Flow::consentChanged, this, &ConsentForm::changed);
    connect(&texts, &Texts::languageChanged, this, &ConsentForm::changed);
}

QString ConsentForm::purpose() const {
    const auto own = texts_.pick(config_.purpose);
    return own.isEmpty() ? texts_.text(QStringLiteral("c.purpose.") + flow_.profile()) : own;
}

QString ConsentForm::sent_to() const {
    const auto& purposes = flow_.rules().purposes;
    const bool sends =
        std::ranges::any_of(purposes, [](const auto& purpose) { return purpose.name == "send"; });
    const bool own = config_.kept_at.vi != Config{}.kept_at.vi;
    return sends && !own ? texts_.pick(config_.send_to) : QString();
}

QString ConsentForm::words(const QString& what) const {
    if (what == QLatin1String("sent_to")) return sent_to();
    const auto& text = what == QLatin1String("used")      ? config_.used
                       : what == QLatin1String("unused")  ? config_.unused
                       : what == QLatin1String("kept_at") ? config_.kept_at
                                                          : config_.kept_for;
    const auto own = texts_.pick(text);
    return own.isEmpty() && what == QLatin1String("used")
               ? texts_.text(QStringLiteral("c.used.") + flow_.profile())
               : own;
}

QVariantList ConsentForm::boxes() const {
    QVariantList list;
    const auto& rules = flow_.rules();
    for (std::size_t i = 0; i < rules.purposes.size(); ++i) {
        const auto& purpose = rules.purposes[i];
        if (!rules.boxed(i)) continue;
        const auto& ticked = flow_.state().held.ticked;
        list.append(QVariantMap{{QStringLiteral("text"), QLatin1String(box_text(purpose))},
                                {QStringLiteral("argument"), argument_of(purpose)},
                                {QStringLiteral("required"), purpose.required},
                                {QStringLiteral("index"), static_cast<int>(i)},
                                {QStringLiteral("ticked"), i < ticked.size() && ticked[i]}});
    }
    return list;
}

/// Who gets what is sent, or what the operator asks for beside.
QString ConsentForm::argument_of(const visit::Purpose& purpose) const {
    if (purpose.name == "send") return texts_.pick(config_.send_to);
    const auto dot = purpose.name.find('.');
    return dot == std::string::npos
               ? QString()
               : texts_.pick(config_.optional_purposes[std::stoul(purpose.name.substr(dot + 1))]);
}

bool ConsentForm::forAnother() const {
    const auto by = flow_.state().held.asked;
    return by == Consent::By::parent || by == Consent::By::companion;
}

}  // namespace kiosk

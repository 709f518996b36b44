// SPDX-License-Identifier: Apache-2.0
// How far a reading has come.
#include <algorithm>

#include "ui/flow.h"

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

}  // namespace

QVariantList Flow::stages() const {
    QVariantList list;
    bool reached = !state_.stage.has_value();
    for (const auto stage : kStageOrder) {
        if (stage == Stage::photo && !rules_.portrait()) continue;
        const bool now = state_.stage == stage;
        list.append(
            QVariantMap{{QStringLiteral("text"), QLatin1String(kStages[static_cast<int>(stage)])},
                        {QStringLiteral("state"), now       ? QStringLiteral("now")
                                                  : reached ? QStringLiteral("waiting")
                                                            : QStringLiteral("done")},
                        {QStringLiteral("percent"), now ? state_.percent : 0}});
        reached = reached || now;
    }
    return list;
}

int Flow::remaining() const {
    const auto& stage = state_.stage;
    const auto now =
        std::chrono::duration_cast<std::chrono::milliseconds>(parts_.clock().time_since_epoch());
    const auto elapsed = (now - state_.reading_since).count();
    if (!stage || elapsed < kLeastMeasured) return 0;
    int done = 0, all = 0;
    for (std::size_t i = 0; i < std::size(kStageOrder); ++i)
        all += kStageOrder[i] == Stage::photo && !rules_.portrait() ? 0 : kStageWeight[i];
    for (std::size_t i = 0; kStageOrder[i] != *stage; ++i) done += kStageWeight[i];
    done += kStageWeight[static_cast<std::size_t>(std::ranges::find(kStageOrder, *stage) -
                                                  kStageOrder)] *
            state_.percent / 100;
    return done == 0 ? 0 : static_cast<int>((elapsed * (all - done) / done + 999) / 1000);
}

}  // namespace kiosk

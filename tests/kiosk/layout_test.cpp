// SPDX-License-Identifier: Apache-2.0
// Every scene on every screen, at every text size and in both languages: judged by program.
#include <gtest/gtest.h>

#include <QSet>

#include "kiosk/layout.h"
#include "kiosk/scenes.h"

namespace {

struct Screen {
    const char* name;
    int width, height;
    double width_mm, distance_mm;
};
constexpr Screen kScreens[]{{"7 inch", 1024, 600, 154, 400},
                            {"7 inch upright", 600, 1024, 90, 400},
                            {"10 inch", 1280, 800, 217, 450},
                            {"15 inch", 1920, 1080, 344, 550},
                            {"21 inch upright", 1080, 1920, 268, 650},
                            {"32 inch upright", 1080, 1920, 398, 650},
                            {"desk", 1280, 800, 339, 600}};
constexpr double kSizes[]{1, 1.4, 2};

class Scenes : public testing::TestWithParam<walk::Scene> {};

TEST_P(Scenes, clip_nothing_overlap_nothing_and_have_targets_for_fingers) {
    walk::Kiosk kiosk(GetParam().options);
    ASSERT_TRUE(GetParam().reach(kiosk)) << "page " << kiosk.flow.page().toStdString();
    for (const auto& screen : kScreens)
        for (const double size : kSizes)
            for (const bool vietnamese : {true, false}) {
                kiosk.app.texts().setVietnamese(vietnamese);
                kiosk.app.comfort().setDistanceMm(screen.distance_mm);
                kiosk.app.comfort().set(QStringLiteral("light"), size);
                kiosk.resize(screen.width, screen.height, screen.width_mm);
                const auto problems = walk::layout_problems(
                    *kiosk.app.window(), kiosk.app.comfort(),
                    GetParam().options.profile == kiosk::Profile::counter ? walk::kDesktop
                                                                          : walk::Least{});
                EXPECT_TRUE(problems.isEmpty())
                    << screen.name << ", size " << size << (vietnamese ? ", vi\n  " : ", en\n  ")
                    << problems.join(QStringLiteral("\n  ")).left(600).toStdString();
            }
    EXPECT_TRUE(kiosk.complaints.isEmpty())
        << kiosk.complaints.join(QLatin1Char('\n')).toStdString();
}

TEST_P(Scenes, speak_the_language_that_was_chosen_while_they_are_open) {
    walk::Kiosk kiosk(GetParam().options);
    ASSERT_TRUE(GetParam().reach(kiosk)) << "page " << kiosk.flow.page().toStdString();
    kiosk.resize(1080, 1920, 398);
    QSet<QString> vietnamese;
    kiosk::Texts table(nullptr);  // of its own: the page is not laid out anew for every text
    for (const auto& id : table.ids()) {
        table.setVietnamese(true);
        const auto text = table.text(id);
        table.setVietnamese(false);
        if (!text.contains(QLatin1Char('%')) && text != table.text(id) &&
            id != QLatin1String("g.lang"))
            vietnamese.insert(text);
    }
    kiosk.app.texts().setVietnamese(false);
    kiosk.settle();
    for (const auto& text : walk::visible_texts(*kiosk.app.window()))
        EXPECT_FALSE(vietnamese.contains(text)) << text.toStdString();
}

TEST_P(Scenes, have_contrast_in_every_theme_and_names_for_a_screen_reader) {
    walk::Kiosk kiosk(GetParam().options);
    ASSERT_TRUE(GetParam().reach(kiosk)) << "page " << kiosk.flow.page().toStdString();
    kiosk.resize(1280, 800, 339);
    for (const char* theme : {"light", "dark", "high"}) {
        kiosk.app.comfort().set(QLatin1String(theme), 1);
        const auto problems = walk::contrast_problems(*kiosk.app.window(), kiosk.picture());
        EXPECT_TRUE(problems.isEmpty())
            << theme << "\n  " << problems.join(QStringLiteral("\n  ")).toStdString();
    }
    const auto problems = walk::accessibility_problems(*kiosk.app.window());
    EXPECT_TRUE(problems.isEmpty()) << problems.join(QStringLiteral("\n  ")).toStdString();
}

INSTANTIATE_TEST_SUITE_P(Kiosk, Scenes, testing::ValuesIn(walk::scenes()), [](const auto& scene) {
    auto name = scene.param.name;
    std::ranges::replace(name, '-', '_');
    return name;
});

}  // namespace

// SPDX-License-Identifier: Apache-2.0
// Every scene on every screen, at some or every text size, in both languages: judged by program.
#include <gtest/gtest.h>

#include <QSet>

#include "kiosk/layout.h"
#include "kiosk/scenes.h"
#include "kiosk/screens.h"

namespace {

struct Look {
    const walk::Screen* screen;
    double size;
    bool vietnamese;
};

bool deep() { return std::getenv("CARD_DEEP") != nullptr; }

/// On every screen a page is seen once, each time in another size and language, another for every
/// page; with CARD_DEEP in all of them.
std::vector<Look> looks_of(const std::string& scene) {
    std::vector<Look> looks;
    std::size_t turn = std::hash<std::string>()(scene);
    for (const auto& screen : walk::kScreens) {
        const std::size_t chosen = turn++ % (2 * walk::kTextSizes.size());
        for (std::size_t at = 0; at < 2 * walk::kTextSizes.size(); ++at)
            if (deep() || at == chosen)
                looks.push_back({&screen, walk::kTextSizes[at / 2], at % 2 == 0});
    }
    return looks;
}

class Scenes : public testing::TestWithParam<walk::Scene> {};

/// The scene in its looks, on a kiosk of somebody or of a demonstration, with its ribbon.
void judge(const walk::Scene& scene, bool demo) {
    auto options = scene.options;
    options.demo = demo;
    walk::Kiosk kiosk(options);
    ASSERT_TRUE(scene.reach(kiosk)) << testing::PrintToString(kiosk.flow.at());
    const auto least = options.profile == kiosk::Profile::counter ? walk::kDesktop : walk::Least{};
    for (const auto& look : looks_of(scene.name)) {
        kiosk.app.texts().setVietnamese(look.vietnamese);
        walk::put_on(kiosk, *look.screen, "light", look.size);
        const auto problems =
            walk::layout_problems(*kiosk.app.window(), kiosk.app.comfort(), least);
        EXPECT_TRUE(problems.isEmpty())
            << look.screen->name << ", size " << look.size << (demo ? ", demo" : "")
            << (look.vietnamese ? ", vi\n  " : ", en\n  ")
            << problems.join(QStringLiteral("\n  ")).left(600).toStdString();
    }
    EXPECT_TRUE(kiosk.complaints.isEmpty())
        << kiosk.complaints.join(QLatin1Char('\n')).toStdString();
}

TEST_P(Scenes, clip_nothing_overlap_nothing_and_have_targets_for_fingers) {
    judge(GetParam(), false);
    // A demonstration's ribbon leaves too little of seven inches for gloves, and upright for two
    // dates: nobody's kiosk.
    const auto& name = GetParam().name;
    if (deep() && name != "welcome-gloves" && name != "key-dates") judge(GetParam(), true);
}

TEST_P(Scenes, speak_the_language_that_was_chosen_while_they_are_open) {
    walk::Kiosk kiosk(GetParam().options);
    ASSERT_TRUE(GetParam().reach(kiosk)) << testing::PrintToString(kiosk.flow.at());
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
    ASSERT_TRUE(GetParam().reach(kiosk)) << testing::PrintToString(kiosk.flow.at());
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

// SPDX-License-Identifier: Apache-2.0
// A clerk's verdict on a clerk's screens: all of it at once, and nothing moves when the page says
// what has happened.
#include <gtest/gtest.h>

#include <QQuickItem>

#include <algorithm>

#include "kiosk/layout.h"
#include "kiosk/scenes.h"

namespace {

struct Screen {
    const char* name;
    int width, height;
    double width_mm;
};
constexpr Screen kScreens[]{
    {"15.6 inch", 1366, 768, 344},        {"15.6 inch in a window", 1366, 700, 344},
    {"12 inch", 1280, 800, 261},          {"15 inch", 1280, 800, 339},
    {"15.6 inch, fine", 1920, 1080, 344}, {"24 inch", 1920, 1080, 531}};

std::vector<walk::Scene> verdicts() {
    auto list = walk::scenes();
    std::erase_if(list, [](const walk::Scene& scene) {
        return !scene.name.starts_with("verdict-") || scene.name == "verdict-checks";
    });
    return list;
}

void show_on(walk::Kiosk& kiosk, const Screen& screen, bool vietnamese) {
    kiosk.app.texts().setVietnamese(vietnamese);
    kiosk.app.comfort().setDistanceMm(550);
    kiosk.resize(screen.width, screen.height, screen.width_mm);
    kiosk.settle();
}

QQuickItem* named(walk::Kiosk& kiosk, const char* name) {
    return kiosk.app.window()->findChild<QQuickItem*>(QLatin1String(name));
}

/// What a clerk needs and cannot see whole.
QStringList unseen(walk::Kiosk& kiosk) {
    QStringList list;
    const auto places = walk::places(*kiosk.app.window());
    const auto text = [&](const char* id) {
        return kiosk.app.texts().text(QString::fromLatin1(id));
    };
    QStringList wanted{text("verdict.not_known"), kiosk.flow.operatorName(), text("o.next"),
                       text("g.stop"), text("v.checks")};
    wanted += {kiosk.app.texts().text(kiosk.app.result().titleId())};
    for (const auto& field : kiosk.app.result().fields()) {
        wanted += kiosk.app.texts().label(field.toMap()[QStringLiteral("id")].toString());
        wanted += field.toMap()[QStringLiteral("text")].toString();
    }
    for (const auto& entry : kiosk.app.result().remarks()) {
        const auto remark = entry.toMap();
        wanted += kiosk.app.texts().text(remark[QStringLiteral("id")].toString(),
                                         remark[QStringLiteral("value")].toString());
        wanted += text(remark[QStringLiteral("advice")].toString().toLatin1());
    }
    if (kiosk.app.result().hasPortrait()) wanted += {text("v.ask"), text("v.onchip")};
    for (const auto& words : wanted) {
        const bool seen =
            places.contains(words) || std::ranges::any_of(places.keys(), [&](const QString& shown) {
                return shown.endsWith(words);
            });
        if (!seen) list += words;
    }
    if (kiosk.app.result().hasPortrait())
        for (const char* id : {"v.same", "v.notsame", "v.unsure"})
            if (!std::ranges::any_of(
                    places.keys(), [&](const QString& shown) { return shown.endsWith(text(id)); }))
                list += text(id);
    return list;
}

class DeskVerdict : public testing::TestWithParam<walk::Scene> {};

TEST_P(DeskVerdict, shows_everything_at_once_on_every_clerk_s_screen) {
    walk::Kiosk kiosk(GetParam().options);
    ASSERT_TRUE(GetParam().reach(kiosk)) << testing::PrintToString(kiosk.flow.at());
    for (const auto& screen : kScreens)
        for (const bool vietnamese : {true, false}) {
            show_on(kiosk, screen, vietnamese);
            const std::string where = std::string(screen.name) + (vietnamese ? ", vi" : ", en");
            auto* fields = named(kiosk, "fields");
            ASSERT_TRUE(fields) << where << ": no desk";
            EXPECT_FALSE(fields->property("overflows").toBool())
                << where << ": fields need " << fields->property("needed").toDouble() << " px of "
                << fields->height();
            const auto missing = unseen(kiosk);
            EXPECT_TRUE(missing.isEmpty())
                << where << ": " << missing.join(QStringLiteral(" | ")).toStdString();
            if (kiosk.app.result().hasPortrait()) {
                auto* portrait = named(kiosk, "portrait");
                ASSERT_TRUE(portrait && portrait->isVisible()) << where;
                const auto* image = portrait->childItems().constFirst();
                EXPECT_GE(image->height(), 60 * kiosk.app.comfort().pixelsPerMm()) << where;
            }
            const auto problems =
                walk::layout_problems(*kiosk.app.window(), kiosk.app.comfort(), walk::kDesktop);
            EXPECT_TRUE(problems.isEmpty())
                << where << "\n  " << problems.join(QStringLiteral("\n  ")).toStdString();
        }
}

TEST_P(DeskVerdict, stays_where_it_is_whatever_the_status_line_says) {
    walk::Kiosk kiosk(GetParam().options);
    ASSERT_TRUE(GetParam().reach(kiosk)) << testing::PrintToString(kiosk.flow.at());
    show_on(kiosk, kScreens[0], true);
    kiosk.app.desk().clear();
    kiosk.settle();
    const auto without_message = [&] {
        auto places = walk::places(*kiosk.app.window());
        places.remove(kiosk.app.texts().text(
            kiosk.app.desk().message(), kiosk.app.desk().argument(), kiosk.app.desk().detail()));
        return places;
    };
    const auto before = walk::places(*kiosk.app.window());
    kiosk.app.desk().copyAll();
    kiosk.settle();
    EXPECT_EQ(without_message(), before) << "copied";
    kiosk.flow.scannedCode(QStringLiteral("no code"));
    kiosk.settle();
    EXPECT_EQ(kiosk.app.desk().message(), QStringLiteral("o.scanned"));
    EXPECT_EQ(without_message(), before) << "scanned";
}

TEST(DeskKeys, stand_in_one_line_with_printer_and_folder_on_every_clerk_s_screen) {
    const support::Folder folder;
    walk::Kiosk kiosk({kiosk::Profile::counter, "vn-citizen-2021",
                       [&](kiosk::Config& config) {
                           config.demo = false;
                           config.print_command = {"true"};
                           config.export_folder = folder.path();
                       },
                       card::Milliseconds(0)});
    kiosk.to_result();
    for (const auto& screen : kScreens)
        for (const bool vietnamese : {true, false}) {
            show_on(kiosk, screen, vietnamese);
            auto missing = unseen(kiosk);
            const auto places = walk::places(*kiosk.app.window());
            for (const char* id : {"o.copyall", "v.checks", "v.show", "o.export", "o.print"})
                if (!places.contains(kiosk.app.texts().text(QLatin1String(id))))
                    missing += QLatin1String(id);
            EXPECT_TRUE(missing.isEmpty())
                << screen.name << ": " << missing.join(QStringLiteral(" | ")).toStdString();
            const auto problems =
                walk::layout_problems(*kiosk.app.window(), kiosk.app.comfort(), walk::kDesktop);
            EXPECT_TRUE(problems.isEmpty())
                << screen.name << "\n  " << problems.join(QStringLiteral("\n  ")).toStdString();
        }
}

INSTANTIATE_TEST_SUITE_P(Kiosk, DeskVerdict, testing::ValuesIn(verdicts()), [](const auto& scene) {
    auto name = scene.param.name;
    std::ranges::replace(name, '-', '_');
    return name;
});

}  // namespace

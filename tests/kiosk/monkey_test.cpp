// SPDX-License-Identifier: Apache-2.0
// Whoever does anything at all: random touches, keys, codes, cards and pauses on the real pages.
// Nothing complains, no page is stuck, and nothing of anybody is left.
#include <gtest/gtest.h>

#include <QQuickItem>
#include <QTest>

#include <random>

#include "kiosk/layout.h"
#include "kiosk/visits.h"

namespace {

using kiosk::Profile;
using kiosk::visit::Page;
using walk::Kiosk;
using namespace std::chrono_literals;

/// 300 a profile in every run; with CARD_DEEP ten thousand.
int actions() { return std::getenv("CARD_DEEP") ? 10'000 : 300; }

walk::Options at(Profile profile) {
    auto options = walk::hospital([](kiosk::Config& config) {
        config.optional_purposes = {{"Nhận tin", "News"}};
        config.teller_window = config.profile == Profile::bank;
    });
    options.profile = profile;
    return options;
}

class Monkey {
public:
    Monkey(Kiosk& kiosk, unsigned seed) : kiosk_(kiosk), chance_(seed) {}

    void act() {
        kiosk_.now += std::chrono::milliseconds(below(900));
        switch (below(12)) {
            case 0: return kiosk_.press(keys_[below(std::size(keys_))]);
            case 1: return lay_or_lift();
            case 2: return scan();
            case 3: return kiosk_.flow.pass(static_cast<int>(below(20)));
            case 4: return tap_anywhere();
            case 5: return kiosk_.key.digit(QString::number(below(10)));
            default: return touch_something();
        }
    }

private:
    std::size_t below(std::size_t end) {
        return std::uniform_int_distribution<std::size_t>(0, end - 1)(chance_);
    }
    void lay_or_lift() {
        static constexpr const char* kCards[]{"vn-citizen-2021", "vn-citizen-highlands",
                                              "vn-citizen-2021,clone-ca-other-key"};
        if (kiosk_.table.card_there()) kiosk_.table.lift();
        else kiosk_.table.lay(kCards[below(std::size(kCards))]);
    }
    void scan() {
        kiosk_.scan(below(3) == 0 ? QStringLiteral("https://example.org") : walk::kQr,
                    std::chrono::milliseconds(below(60)));
        kiosk_.quiet(400ms);
    }
    void tap_anywhere() {
        const auto size = kiosk_.app.window()->size();
        kiosk_.tap({static_cast<int>(below(static_cast<std::size_t>(size.width()))),
                    static_cast<int>(below(static_cast<std::size_t>(size.height())))});
    }
    void touch_something() {
        std::vector<QPoint> places;
        std::function<void(QQuickItem&)> collect = [&](QQuickItem& item) {
            if (!item.isVisible() || !item.isEnabled()) return;
            if (item.property("isAction").toBool())
                places.push_back(item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
                                     .center()
                                     .toPoint());
            for (auto* child : item.childItems()) collect(*child);
        };
        collect(*kiosk_.app.window()->contentItem());
        if (!places.empty()) kiosk_.tap(places[below(places.size())]);
    }

    static constexpr Qt::Key keys_[]{
        Qt::Key_Right, Qt::Key_Left,      Qt::Key_Space, Qt::Key_Return, Qt::Key_Escape,
        Qt::Key_Tab,   Qt::Key_F1,        Qt::Key_F2,    Qt::Key_F4,     Qt::Key_F6,
        Qt::Key_F9,    Qt::Key_Backspace, Qt::Key_1,     Qt::Key_5,      Qt::Key_PageDown};
    Kiosk& kiosk_;
    std::mt19937 chance_;
};

class AnyHand : public testing::TestWithParam<Profile> {};

TEST_P(AnyHand, leaves_no_warning_no_stuck_page_and_nothing_of_anybody) {
    Kiosk kiosk(at(GetParam()));
    Monkey monkey(kiosk, 1);
    std::set<Page> seen;
    for (int i = 0; i < actions(); ++i) {
        monkey.act();
        kiosk.settle();
        seen.insert(kiosk.flow.at());
        const auto complaints = kiosk.complaints.join(u'\n').toStdString();
        ASSERT_TRUE(kiosk.complaints.isEmpty()) << "action " << i << ": " << complaints;
    }
    EXPECT_GT(seen.size(), 4U) << "it got somewhere";
    // Everybody goes: each page has an end of its own, and a teller decides what is left to decide.
    kiosk.without_card();
    kiosk.table.lift();
    static constexpr int kLongest = 400;
    for (int i = 0; i < kLongest && !kiosk.flow.welcomes(); ++i) {
        kiosk.now += 1s;
        kiosk.flow.pass(1);
        kiosk.settle();
        if (auto* teller = kiosk.app.teller(); teller && teller->result().there()) {
            teller->result().decide(QStringLiteral("unsure"));
            kiosk.flow.tellerNext();
        }
    }
    ASSERT_TRUE(kiosk.until_page(Page::welcome));
    EXPECT_FALSE(kiosk.flow.has_result());
    EXPECT_EQ(kiosk.key.count(), 0);
    EXPECT_TRUE(kiosk.app.result().fields().isEmpty());
    EXPECT_TRUE(kiosk.app.consent().boxes().empty() ||
                !kiosk.app.consent().boxes()[0].toMap()[QStringLiteral("ticked")].toBool());
}

INSTANTIATE_TEST_SUITE_P(Profiles, AnyHand,
                         testing::Values(Profile::counter, Profile::hospital, Profile::bank),
                         [](const auto& profile) {
                             return std::string(kiosk::name_of(profile.param));
                         });

}  // namespace

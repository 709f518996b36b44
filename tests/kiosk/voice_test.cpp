// SPDX-License-Identifier: Apache-2.0
// A blind visitor: three keys and what is said, nothing seen. And recordings, which come before the
// synthesiser.
#include <gtest/gtest.h>

#include <fstream>

#include <QQuickItem>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include "kiosk/layout.h"
#include "kiosk/scenes.h"

namespace {

using kiosk::visit::Page;
using walk::Kiosk;

/// Hears, and presses previous, next and choose.
class Blind {
public:
    explicit Blind(Kiosk& kiosk) : kiosk_(kiosk) {
        connection_ = QObject::connect(&kiosk.app.speech(), &kiosk::Speech::spoken, &kiosk.flow,
                                       [this](const QString& id, const QString& text) {
                                           heard.append({id, text});
                                       });
    }
    ~Blind() { QObject::disconnect(connection_); }  // the kiosk speaks on while it ends
    Blind(const Blind&) = delete;
    Blind& operator=(const Blind&) = delete;
    /// Goes on until a control is heard that begins with these words; false after a round.
    bool find(const QString& words) {
        static constexpr int kMost = 60;
        for (int i = 0; i < kMost; ++i) {
            if (!heard.isEmpty() && heard.back().second.startsWith(words)) return true;
            kiosk_.wait_hand();
            kiosk_.press(Qt::Key_Right);
            kiosk_.settle();
        }
        return false;
    }
    bool find_text(const char* id, const QString& argument = {}) {
        return find(kiosk_.app.texts().text(QLatin1String(id), argument));
    }
    void choose() {
        kiosk_.wait_hand();
        kiosk_.press(Qt::Key_Return, QStringLiteral("\r"));
        kiosk_.quiet(std::chrono::milliseconds(200));
        kiosk_.settle();
    }
    bool has_heard(const char* id) const {
        return std::ranges::any_of(
            heard, [id](const auto& entry) { return entry.first == QLatin1String(id); });
    }
    QList<std::pair<QString, QString>> heard;

private:
    QMetaObject::Connection connection_;
    Kiosk& kiosk_;
};

/// From the welcome page to the key.
void agree(Kiosk& kiosk, Blind& blind) {
    ASSERT_TRUE(blind.find_text("w.start"));
    blind.choose();
    ASSERT_EQ(kiosk.flow.at(), Page::consent);
    for (const char* id : {"c.title", "c.who", "c.what", "c.notused", "c.keep", "c.rights"})
        EXPECT_TRUE(blind.has_heard(id)) << id;
    ASSERT_TRUE(blind.find_text("c.agree"));
    blind.choose();
    ASSERT_EQ(kiosk.flow.at(), Page::key);
}

/// Types the card's number by ear.
void type_number(Blind& blind) {
    for (const char* digit : {"0", "0", "0", "1", "2", "3"}) {
        ASSERT_TRUE(blind.find(QLatin1String(digit) + QLatin1Char('.'))) << digit;
        blind.heard.clear();
        blind.choose();
        EXPECT_TRUE(blind.has_heard("z.digits"));
        for (const auto& [id, text] : blind.heard)
            EXPECT_FALSE(id == QLatin1String("z.digits") && text.contains(QStringLiteral("000")))
                << "never the digits themselves";
    }
    ASSERT_TRUE(blind.find_text("k.ok"));
    blind.choose();
}

/// From the hospital's first page after the result to the number.
void take_number(Blind& blind) {
    ASSERT_TRUE(blind.find(QStringLiteral("Khám tổng quát")));
    blind.choose();
    ASSERT_TRUE(blind.find_text("h.take"));
    blind.choose();
}

TEST(Voice, leads_a_blind_visitor_from_welcome_to_a_number) {
    Kiosk kiosk(
        {kiosk::Profile::hospital, "vn-citizen-2021",
         [](kiosk::Config& config) {
             config.clinics = {
                 {"general", {"Khám tổng quát", "General"}, {"tầng 1", "floor 1"}, "101", "A", 0}};
         },
         card::Milliseconds(0)});
    Blind blind(kiosk);
    kiosk.wait_hand();
    kiosk.press(Qt::Key_Right);  // the first of the three keys makes the machine speak
    kiosk.settle();
    ASSERT_TRUE(kiosk.app.comfort().voice());
    EXPECT_TRUE(blind.has_heard("w.hospital.title"));
    EXPECT_TRUE(blind.has_heard("z.intro"));
    EXPECT_TRUE(blind.has_heard("w.emergency"));
    agree(kiosk, blind);
    type_number(blind);
    kiosk.table.lay("vn-citizen-2021");
    ASSERT_TRUE(kiosk.until_page(Page::confirmed));
    EXPECT_TRUE(blind.has_heard("p.title") || blind.has_heard("r.title"));
    EXPECT_TRUE(blind.has_heard("s.ok.title"));
    EXPECT_TRUE(blind.has_heard("z.private")) << "no headphones: no personal value aloud";
    for (const auto& [id, text] : blind.heard)
        EXPECT_FALSE(text.contains(QStringLiteral("Nguyễn"))) << text.toStdString();
    ASSERT_TRUE(blind.find_text("s.ok.yes"));
    blind.choose();
    take_number(blind);
    ASSERT_TRUE(kiosk.until_page(Page::number));
    EXPECT_TRUE(std::ranges::any_of(blind.heard, [](const auto& entry) {
        return entry.second.contains(QStringLiteral("A001"));
    }));
}

/// The roles whose texts a seeing visitor reads first: a blind one must hear them.
bool is_main_text(const QQuickItem& item) {
    const auto role = item.property("role").toString();
    return role == QLatin1String("heading1") || role == QLatin1String("lead") ||
           role == QLatin1String("verdict");
}

void main_texts(QQuickItem& item, bool in_action, QStringList& list) {
    if (!item.isVisible()) return;
    const bool field = item.property("isField").toBool();
    if (field && !item.property("text").toString().isEmpty()) return;  // typed: never said
    const bool action = in_action || item.property("isAction").toBool();
    const auto text = item.property("text").toString();
    if (!action && is_main_text(item) && !text.trimmed().isEmpty()) list.append(text);
    for (auto* child : item.childItems()) main_texts(*child, action, list);
}

void expect_said(const QString& shown, const QStringList& said, const QString& owner) {
    static const QRegularExpression kTyped(QStringLiteral("^[0-9•/\\s\\x{2009}]*$"));
    if (kTyped.match(shown).hasMatch()) return;  // what a hand has typed is never said
    const bool mark = shown.startsWith(u'✓') || shown.startsWith(u'▸') || shown.startsWith(u'·');
    const auto words = mark ? shown.mid(3) : shown;
    EXPECT_TRUE(words == owner || said.contains(words))
        << "not said: " << words.toStdString()
        << "\n  said: " << said.join(QStringLiteral(" | ")).toStdString();
}

/// What is said of each control that the key "next" reaches.
QSet<QString> controls_by_the_keys(Kiosk& kiosk, Blind& blind) {
    static constexpr int kMostControls = 60;
    QSet<QString> controls;
    for (int i = 0; i < kMostControls; ++i) {
        blind.heard.clear();
        kiosk.wait_hand();
        kiosk.press(Qt::Key_Right);
        kiosk.settle();
        if (!blind.heard.isEmpty()) controls.insert(blind.heard.back().second);
    }
    return controls;
}

void expect_reached(const QQuickItem& item, const QSet<QString>& controls) {
    if (!item.isVisible() || !item.isEnabled()) return;
    const bool action = item.property("isAction").toBool() && !item.property("touchOnly").toBool();
    const auto name = item.property("spoken").isValid() ? item.property("spoken").toString()
                                                        : item.property("text").toString();
    EXPECT_TRUE(
        !action ||
        std::ranges::any_of(controls, [&](const QString& heard) { return heard.startsWith(name); }))
        << "no key reaches: " << name.toStdString();
    for (const auto* child : item.childItems()) expect_reached(*child, controls);
}

class SpokenPage : public testing::TestWithParam<walk::Scene> {};

TEST_P(SpokenPage, says_all_that_it_shows_in_its_main_words_and_every_control_by_the_keys) {
    Kiosk kiosk(GetParam().options);
    ASSERT_TRUE(GetParam().reach(kiosk));
    if (kiosk.flow.profile() == QLatin1String("counter"))
        GTEST_SKIP() << "a clerk's desktop has a screen reader of its own";
    Blind blind(kiosk);
    if (kiosk.app.comfort().voice()) kiosk.app.comfort().switchVoice();
    kiosk.app.comfort().switchVoice();
    kiosk.settle();
    QStringList said;
    for (const auto& [id, text] : blind.heard) said.append(text);
    auto* loader = kiosk.app.window()->findChild<QQuickItem*>(QStringLiteral("page"));
    QStringList shown;
    main_texts(*loader, false, shown);
    for (const auto& text : shown) expect_said(text, said, kiosk.flow.operatorName());
    const auto controls = controls_by_the_keys(kiosk, blind);
    if (kiosk.flow.secondsLeft() < 0 && loader->isVisible()) expect_reached(*loader, controls);
}

INSTANTIATE_TEST_SUITE_P(Voice, SpokenPage, testing::ValuesIn(walk::scenes()),
                         [](const auto& scene) {
                             auto name = scene.param.name;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

TEST(Voice, says_the_name_only_into_headphones) {
    Kiosk kiosk({kiosk::Profile::bank, "vn-citizen-2021",
                 [](kiosk::Config& config) { config.voice_private = true; },
                 card::Milliseconds(0)});
    Blind blind(kiosk);
    kiosk.app.comfort().switchVoice();
    kiosk.to_result();
    EXPECT_TRUE(std::ranges::any_of(
        blind.heard, [](const auto& entry) { return entry.second == QStringLiteral("Thử"); }));
    EXPECT_FALSE(blind.has_heard("z.private"));
}

TEST(Voice,
     a_recording_of_the_pack_comes_before_the_visitor_s_language_and_that_before_the_synthesiser) {
    support::Folder sounds;
    std::filesystem::create_directories(sounds.path() / "km");
    std::filesystem::create_directories(sounds.path() / "vi");
    for (const char* file : {"km/p.title.wav", "vi/p.title.wav", "vi/p.lead.wav"})
        std::ofstream(sounds.path() / file) << "RIFF";
    Kiosk kiosk({kiosk::Profile::hospital, "vn-citizen-2021",
                 [&](kiosk::Config& config) {
                     config.voice_folder = sounds.path();
                     config.voice_pack = "km";
                 },
                 card::Milliseconds(0)});
    const auto folder = QString::fromStdString(sounds.path().string());
    EXPECT_EQ(kiosk.app.speech().recording(QStringLiteral("p.title")),
              folder + QStringLiteral("/km/p.title.wav"));
    EXPECT_EQ(kiosk.app.speech().recording(QStringLiteral("p.lead")),
              folder + QStringLiteral("/vi/p.lead.wav"));
    EXPECT_EQ(kiosk.app.speech().recording(QStringLiteral("p.hold")), QString());
    // And they are what is played: for a page's words, and for a button that a key reaches.
    std::ofstream(sounds.path() / "km" / "w.start.wav") << "RIFF";
    QStringList played;
    QObject::connect(&kiosk.app.speech(), &kiosk::Speech::played, &kiosk.flow,
                     [&](const QString& file) { played.append(file); });
    kiosk.app.comfort().switchVoice();
    kiosk.app.speech().say(QStringLiteral("p.title"));
    EXPECT_EQ(played.back(), folder + QStringLiteral("/km/p.title.wav"));
    kiosk.app.speech().item(kiosk.app.texts().text(QStringLiteral("w.start")), 1, 5);
    EXPECT_EQ(played.back(), folder + QStringLiteral("/km/w.start.wav"));
}

/// A machine with sound, and with a synthesiser or none.
class Box final : public kiosk::Loudspeaker {
public:
    explicit Box(bool speaks) : speaks_(speaks) {}
    void play_tone(const QByteArray&) override {}
    bool speaks() override { return speaks_; }
    void play_file(const QString&, Ended) override {}
    void say(const QString&, const QLocale&, double, Ended) override {}
    void stop() override {}

private:
    bool speaks_;
};

TEST(Voice, is_offered_only_where_something_would_be_heard) {
    struct Case {
        bool speaks, recordings, offered;
    };
    for (const auto& [speaks, recordings, offered] :
         {Case{true, false, true}, {false, true, true}, {false, false, false}}) {
        const support::Folder sounds;
        std::filesystem::create_directory(sounds.path() / "vi");
        if (recordings) std::ofstream(sounds.path() / "vi/w.start.wav") << "RIFF";
        Kiosk kiosk({.profile = kiosk::Profile::hospital,
                     .configure = [&](auto& config) { config.voice_folder = sounds.path(); },
                     .loudspeaker = [speaks] { return std::make_unique<Box>(speaks); }});
        ASSERT_TRUE(kiosk.until([&] { return kiosk.app.comfort().hasVoice() == offered; }))
            << speaks << recordings;
        kiosk.settle();
        const auto* tool = kiosk.find(kiosk.app.texts().text(QStringLiteral("g.listen")));
        EXPECT_EQ(tool != nullptr, offered) << speaks << recordings;
        kiosk.app.comfort().switchVoice();
        EXPECT_EQ(kiosk.app.comfort().voice(), offered);
    }
}

TEST(Voice, takes_no_place_of_larger_words_where_a_visit_begins) {
    Kiosk kiosk({kiosk::Profile::hospital, "vn-citizen-2021", {}});
    kiosk.to_welcome();
    ASSERT_TRUE(kiosk.app.comfort().hasVoice());
    const auto there = [&](const char* id) {
        return kiosk.find(kiosk.app.texts().text(QLatin1String(id))) != nullptr;
    };
    for (const auto& [width, height] : {std::pair{800, 480}, {1024, 600}, {1280, 800}}) {
        kiosk.resize(width, height, width == 1280 ? 217 : 154);
        EXPECT_TRUE(there("g.listen")) << width;
        EXPECT_TRUE(there("g.easy") || there("g.size")) << width;
        EXPECT_TRUE(there("g.help") && there("g.lang")) << width;
    }
}

TEST(Sound, at_self_service_neighbours_learn_nothing) {
    for (const auto& [profile, card, wanted] :
         {std::tuple{kiosk::Profile::hospital, "vn-citizen-2021", "lift"},
          {kiosk::Profile::hospital, "vn-citizen-2021,clone-ca-other-key", "lift"},
          {kiosk::Profile::counter, "vn-citizen-2021", "genuine"},
          {kiosk::Profile::counter, "vn-citizen-2021,clone-ca-other-key", "failed"},
          {kiosk::Profile::counter, "vn-citizen-2021,clone-refuses", "look"},
          {kiosk::Profile::counter, "vn-citizen-past", "look"}}) {
        QStringList played;  // outlives the kiosk, which sounds on while it ends
        Kiosk kiosk({profile, card, {}, card::Milliseconds(0)});
        QObject::connect(&kiosk.app.sounds(), &kiosk::Sounds::played, &kiosk.flow,
                         [&](const QString& name) { played.append(name); });
        kiosk.to_result();
        ASSERT_FALSE(played.isEmpty());
        EXPECT_EQ(played.back(), QLatin1String(wanted)) << card;
    }
}

TEST(Sound, each_tone_has_its_length) {
    for (const auto& [name, milliseconds] : {std::pair{"found", 70},
                                             {"lift", 180},
                                             {"genuine", 330},
                                             {"look", 400},
                                             {"failed", 500},
                                             {"again", 200},
                                             {"take", 400},
                                             {"key", 8}})
        EXPECT_EQ(kiosk::tone(QLatin1String(name), 0.25).size(), 48 * 2 * milliseconds) << name;
    EXPECT_TRUE(kiosk::tone(QStringLiteral("no such tone"), 1).isEmpty());
}

}  // namespace

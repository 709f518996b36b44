// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scenes.h"

#include "ui/ticket_paper.h"

namespace walk {
namespace {

using kiosk::Profile;

const char* const kLong = "vn-citizen-long-name";
const char* const kOneWord = "vn-citizen-one-word";
const char* const kHighlands = "vn-citizen-highlands";

void clinics(kiosk::Config& config) {
    config.clinics = {
        {"general", {"Khám tổng quát", "General clinic"}, {"tầng 1", "floor 1"}, "101", "A", 0},
        {"eyes", {"Mắt", "Eyes"}, {"tầng 2", "floor 2"}, "204", "B", 1},
        {"rehab",
         {"Phục hồi chức năng và vật lý trị liệu", "Rehabilitation and physiotherapy"},
         {"nhà C, tầng 3", "building C, floor 3"},
         "C305",
         "C",
         0}};
}
void bank(kiosk::Config& config) {
    config.operator_name = {"Ngân hàng Thử Nghiệm, chi nhánh Mẫu", "Test Bank, Sample branch"};
    config.send_to = {"Ngân hàng Thử Nghiệm", "Test Bank"};
    config.optional_purposes = {{"Nhận tin về sản phẩm mới", "News about new products"},
                                {"Dùng cho khảo sát chất lượng", "Use in quality surveys"}};
}
void admin(kiosk::Config& config) {
    card::SystemRandom random;
    config.admin_pin = kiosk::hash_pin("246810", random);
}

/// A sink that delivers: the visitor is asked for it.
class Delivers final : public kiosk::VisitSink {
public:
    bool sends() const override { return true; }
    void take(const kiosk::Visit&) override {}
};

Scene on(const char* name, Profile profile, std::function<bool(Kiosk&)> reach,
         const char* card = "vn-citizen-2021", std::function<void(kiosk::Config&)> configure = {}) {
    if (!configure && profile == Profile::hospital) configure = clinics;
    if (!configure && profile == Profile::bank) configure = bank;
    static Delivers delivers;
    return {name,
            {profile, card, std::move(configure), card::Milliseconds(0),
             profile == Profile::bank ? &delivers : nullptr},
            std::move(reach)};
}

std::function<bool(Kiosk&)> page(const char* wanted, std::function<void(Kiosk&)> act = {}) {
    return [=](Kiosk& kiosk) {
        if (act) act(kiosk);
        return kiosk.until_page(QLatin1String(wanted));
    };
}

Scene verdict(const char* name, const char* card, std::function<void(Kiosk&)> then = {}) {
    return on(name, Profile::counter,
              page("verdict",
                   [then](Kiosk& kiosk) {
                       kiosk.to_result();
                       if (then) then(kiosk);
                   }),
              card);
}

Scene problem(const char* name, std::function<void(Kiosk&)> act,
              const char* card = "vn-citizen-2021") {
    return on(name, Profile::hospital, page("problem", std::move(act)), card);
}

void add_welcome(std::vector<Scene>& list) {
    for (const auto profile : {Profile::counter, Profile::hospital, Profile::bank}) {
        static constexpr const char* kWelcome[]{"welcome-counter", "welcome-hospital",
                                                "welcome-bank"};
        static constexpr const char* kConsent[]{"consent-counter", "consent-hospital",
                                                "consent-bank"};
        const auto at = static_cast<std::size_t>(profile);
        list.push_back(on(kWelcome[at], profile, page("welcome", [](Kiosk& kiosk) {
                              kiosk.without_card();
                              if (kiosk.flow.page() != QLatin1String("welcome")) kiosk.flow.stop();
                          })));
        list.push_back(
            on(kConsent[at], profile, page("consent", [](Kiosk& kiosk) { kiosk.flow.start(); })));
    }
    list.push_back(on("behalf", Profile::hospital,
                      page("behalf", [](Kiosk& kiosk) { kiosk.flow.helpSomebody(); })));
    list.push_back(on("refused", Profile::bank, page("refused", [](Kiosk& kiosk) {
                          kiosk.flow.start();
                          kiosk.flow.refuse();
                      })));
    list.push_back(
        on("nocard", Profile::hospital, page("nocard", [](Kiosk& kiosk) { kiosk.flow.noCard(); })));
    list.push_back(on("closed", Profile::hospital, page("closed"), "vn-citizen-2021",
                      [](kiosk::Config& config) { config.hours = "00:00-00:01"; }));
    list.push_back(on("outofservice", Profile::hospital, page("outofservice", [](Kiosk& kiosk) {
                          kiosk.flow.show(QStringLiteral("outofservice"));
                      })));
}

void add_key(std::vector<Scene>& list) {
    list.push_back(on("key-typing", Profile::hospital, page("key", [](Kiosk& kiosk) {
                          kiosk.to_key();
                          for (const char digit : std::string("99909900012"))
                              kiosk.key.digit(QString(QLatin1Char(digit)));
                      })));
    list.push_back(on("key-less", Profile::counter, page("key", [](Kiosk& kiosk) {
                          kiosk.to_key();
                          kiosk.type("0001");
                      })));
    list.push_back(on("key-other-code", Profile::hospital, page("key", [](Kiosk& kiosk) {
                          kiosk.to_key();
                          kiosk.key.scanned(QStringLiteral("https://example.org/menu"));
                      })));
    list.push_back(on("key-scan", Profile::hospital, page("key", [](Kiosk& kiosk) {
                          kiosk.camera->plug_in();
                          kiosk.to_key();
                          kiosk.camera->give(QImage(64, 48, QImage::Format_RGB32));
                      })));
    list.push_back(on("key-dates", Profile::hospital, page("key", [](Kiosk& kiosk) {
                          kiosk.to_key();
                          for (int i = 0; i < 2; ++i) {
                              kiosk.type("999099999999");
                              if (i == 0) kiosk.until_page(QStringLiteral("problem"));
                              kiosk.flow.retry();
                          }
                          for (const char digit : std::string("010119990101"))
                              kiosk.key.digit(QString(QLatin1Char(digit)));
                      })));
    list.push_back(on("place", Profile::hospital, page("place", [](Kiosk& kiosk) {
                          kiosk.table.lift();
                          kiosk.to_key();
                          kiosk.type("000123");
                      })));
}

void add_reading(std::vector<Scene>& list) {
    auto reading = on("reading", Profile::counter, page("reading", [](Kiosk& kiosk) {
                          kiosk.to_key();
                          kiosk.type("000123");
                          kiosk.until([&] { return !kiosk.flow.fields().isEmpty(); });
                          kiosk.table.freeze(true);
                      }));
    reading.options.per_exchange = card::Milliseconds(5);
    list.push_back(reading);
    reading.name = "reading-moved";
    reading.reach = page("reading", [](Kiosk& kiosk) {
        kiosk.to_key();
        kiosk.type("000123");
        kiosk.until([&] { return !kiosk.flow.fields().isEmpty(); });
        kiosk.table.lift();
        kiosk.until([&] { return kiosk.flow.notice() == QLatin1String("e.moved"); });
    });
    list.push_back(reading);
}

void add_verdicts(std::vector<Scene>& list) {
    list.push_back(verdict("verdict-genuine", "vn-citizen-2021"));
    list.push_back(verdict("verdict-long-name", kLong,
                           [](Kiosk& kiosk) { kiosk.flow.decide(QStringLiteral("not_same")); }));
    list.push_back(
        verdict("verdict-one-word", kOneWord, [](Kiosk& kiosk) { kiosk.flow.showNumber(true); }));
    list.push_back(
        verdict("verdict-highlands", kHighlands, [](Kiosk& kiosk) { kiosk.app.desk().copyAll(); }));
    list.push_back(verdict("verdict-expired", "vn-citizen-past"));
    list.push_back(verdict("verdict-clone", "vn-citizen-2021,clone-refuses"));
    list.push_back(verdict("verdict-no-anchor", "vn-citizen-2021,sod-unknown-csca"));
    list.push_back(verdict("verdict-portrait-changed", "vn-citizen-2021,dg2-other-portrait"));
    list.push_back(verdict("verdict-revoked", "vn-citizen-2021,dsc-revoked"));
    list.push_back(on("verdict-checks", Profile::counter,
                      page("verdict",
                           [](Kiosk& kiosk) {
                               kiosk.to_result();
                               kiosk.show_checks();
                           }),
                      "vn-citizen-2021,clone-refuses"));
    list.push_back(
        on("verdict-printed-otherwise", Profile::counter, page("verdict", [](Kiosk& kiosk) {
               kiosk.to_key();
               kiosk.key.scanned(
                   QStringLiteral("999099000123|000000001|Nguyễn Văn Khác|02011999|Nam|Số 9 Đường "
                                  "Khác, Phường Mẫu, Hà Nội|02022022"));
               kiosk.until([&] { return kiosk.flow.has_result(); });
           })));
    for (const auto& [name, card] :
         {std::pair{"confirmed", kLong},
          std::pair{"confirmed-desk", "vn-citizen-2021,clone-ca-other-key"}})
        list.push_back(on(name, Profile::hospital,
                          page("confirmed", [](Kiosk& kiosk) { kiosk.to_result(); }), card));
    list.push_back(on("confirmed-disputed", Profile::bank,
                      page("confirmed",
                           [](Kiosk& kiosk) {
                               kiosk.to_result();
                               kiosk.flow.correct(false);
                           }),
                      kHighlands));
}

/// The hospital's pages up to `last`.
Scene hospital(const char* name, const char* last, int steps, const char* card = "vn-citizen-2021",
               std::function<void(kiosk::Config&)> configure = clinics) {
    return on(name, Profile::hospital,
              page(last,
                   [steps](Kiosk& kiosk) {
                       kiosk.to_result();
                       kiosk.flow.next();
                       if (steps > 0) kiosk.app.hospital().choose(2);
                       if (steps > 1) kiosk.app.hospital().chooseKind(QStringLiteral("bhyt"));
                       if (steps > 2 && kiosk.flow.page() == QLatin1String("priority"))
                           kiosk.app.hospital().choosePriority(QStringLiteral("disabled"));
                       if (steps > 3) kiosk.app.hospital().take();
                       if (steps > 4)
                           kiosk.until([&] { return !kiosk.app.hospital().paper().isEmpty(); });
                   }),
              card, std::move(configure));
}

void add_steps(std::vector<Scene>& list) {
    list.push_back(hospital("clinic", "clinic", 0));
    list.push_back(hospital("kind", "kind", 1));
    list.push_back(hospital("priority", "priority", 2));
    list.push_back(hospital("check", "check", 3));
    list.push_back(hospital("check-by-age", "check", 3, kOneWord));
    list.push_back(hospital("number", "number", 4));
    list.push_back(hospital("number-printer-stopped", "number", 5, "vn-citizen-2021",
                            [](kiosk::Config& config) {
                                clinics(config);
                                config.print_command = {"/no/such/printer"};
                            }));
    list.push_back(on("handover", Profile::bank, page("handover", [](Kiosk& kiosk) {
                          kiosk.to_result();
                          kiosk.flow.next();
                      })));
    list.push_back(on("done-card-left", Profile::bank, page("done", [](Kiosk& kiosk) {
                          kiosk.to_result();
                          kiosk.flow.stop();
                      })));
    list.push_back(on("done", Profile::bank, page("done", [](Kiosk& kiosk) {
                          kiosk.to_result();
                          kiosk.flow.stop();
                          kiosk.table.lift();
                          kiosk.until([&] { return !kiosk.flow.cardLeft(); });
                      })));
    list.push_back(on("more-time", Profile::hospital, page("consent", [](Kiosk& kiosk) {
                          kiosk.flow.start();
                          while (kiosk.flow.secondsLeft() < 0) kiosk.flow.idle().tick();
                      })));
}

/// What a page looks like in the less usual circumstances.
void add_circumstances(std::vector<Scene>& list) {
    const auto welcome = [&list](const char* name, std::function<void(Kiosk&)> then,
                                 std::function<void(kiosk::Config&)> more) {
        list.push_back(on(name, Profile::hospital,
                          page("welcome",
                               [then](Kiosk& kiosk) {
                                   kiosk.without_card();
                                   if (then) then(kiosk);
                               }),
                          "vn-citizen-2021", [more](kiosk::Config& config) {
                              clinics(config);
                              if (more) more(config);
                          }));
    };
    welcome("welcome-reader-left", {}, [](kiosk::Config& config) { config.reader_place = "left"; });
    welcome("welcome-reader-below", {},
            [](kiosk::Config& config) { config.reader_place = "below"; });
    welcome("welcome-gloves", {}, [](kiosk::Config& config) { config.gloves = true; });
    welcome("welcome-voice-help",
            [](Kiosk& kiosk) { kiosk.app.comfort().switchVoice(), kiosk.flow.callHelp(); }, {});
    const auto hospital = [&list](const char* name, const char* last,
                                  std::function<void(Kiosk&)> act) {
        list.push_back(on(name, Profile::hospital, page(last, std::move(act))));
    };
    hospital("consent-lowered", "consent",
             [](Kiosk& kiosk) { kiosk.flow.start(), kiosk.app.comfort().switchLowered(); });
    hospital("consent-for-a-child", "consent", [](Kiosk& kiosk) {
        kiosk.flow.helpSomebody(), kiosk.flow.helpFor(QStringLiteral("child"));
    });
    hospital("consent-hint", "consent", [](Kiosk& kiosk) {
        kiosk.flow.start();
        kiosk.settle();
        kiosk.touch(kiosk.app.texts().text(QStringLiteral("c.agree")));
    });
    hospital("problem-no-number", "problem", [](Kiosk& kiosk) { kiosk.flow.no_number(); });
    hospital("cleaning", "admin", [](Kiosk& kiosk) {
        kiosk.flow.show(QStringLiteral("admin")), kiosk.app.admin().clean();
    });
    const auto with_camera = [](Kiosk& kiosk) { kiosk.camera->plug_in(), kiosk.to_result(); };
    list.push_back(on("verdict-camera", Profile::counter, page("verdict", with_camera)));
    list.push_back(on("face", Profile::bank, page("face", [with_camera](Kiosk& kiosk) {
                          with_camera(kiosk), kiosk.flow.next();
                      })));
}

void add_problems(std::vector<Scene>& list) {
    list.push_back(problem("problem-number", [](Kiosk& kiosk) { kiosk.to_result("999999"); }));
    list.push_back(problem("problem-number-three-times", [](Kiosk& kiosk) {
        for (int i = 0; i < 3; ++i) {
            if (i == 0) kiosk.to_key();
            else kiosk.flow.retry();
            kiosk.type("999999");
            kiosk.until([&] { return kiosk.flow.page() == QLatin1String("problem"); });
        }
    }));
    list.push_back(problem("problem-other-card-s-code", [](Kiosk& kiosk) {
        kiosk.to_key();
        kiosk.key.scanned(QStringLiteral("999099000999|1|Nguyễn Văn Thử|01011999|Nam|x|02022022"));
    }));
    list.push_back(problem("problem-reader", [](Kiosk& kiosk) {
        kiosk.to_key();
        kiosk.table.unplug(true);
        kiosk.type("000123");
        kiosk.until([&] { return kiosk.flow.problem() == QLatin1String("e.reader"); });
    }));
    list.push_back(problem("problem-another-card", [](Kiosk& kiosk) {
        kiosk.to_result();
        kiosk.table.lift();
        kiosk.settle();
        kiosk.until([&] { return !kiosk.flow.cardLeft(); });
        kiosk.table.lay(kLong);
    }));
    list.push_back(problem(
        "problem-unreadable", [](Kiosk& kiosk) { kiosk.to_result(); },
        "vn-citizen-2021,sm-forged-answer-b"));
}

void add_admin(std::vector<Scene>& list) {
    const auto with_pin = [](const char* name, const char* last, std::function<void(Kiosk&)> act) {
        return on(name, Profile::hospital,
                  page(last,
                       [act](Kiosk& kiosk) {
                           kiosk.app.admin().knock();
                           act(kiosk);
                       }),
                  "vn-citizen-2021", [](kiosk::Config& config) {
                      clinics(config);
                      admin(config);
                  });
    };
    const auto enter = [](Kiosk& kiosk, const char* pin) {
        for (const char digit : std::string(pin))
            kiosk.app.admin().digit(QString(QLatin1Char(digit)));
        kiosk.app.admin().enter();
    };
    list.push_back(with_pin("pin-wrong", "pin", [enter](Kiosk& kiosk) {
        enter(kiosk, "111111");
        kiosk.until([&] { return !kiosk.app.admin().pinMessage().isEmpty(); });
    }));
    list.push_back(with_pin("admin", "admin", [enter](Kiosk& kiosk) {
        enter(kiosk, "246810");
        kiosk.until_page(QStringLiteral("admin"));
        kiosk.app.admin().testRead();
        kiosk.until([&] { return kiosk.app.admin().message() == QLatin1String("a.test.good"); });
    }));
    list.push_back(with_pin("measure", "measure", [enter](Kiosk& kiosk) {
        enter(kiosk, "246810");
        kiosk.until_page(QStringLiteral("admin"));
        kiosk.app.admin().measure();
    }));
}

}  // namespace

const std::vector<Scene>& scenes() {
    static const std::vector<Scene> all = [] {
        std::vector<Scene> list;
        add_welcome(list);
        add_key(list);
        add_reading(list);
        add_verdicts(list);
        add_steps(list);
        add_circumstances(list);
        add_problems(list);
        add_admin(list);
        return list;
    }();
    return all;
}

}  // namespace walk

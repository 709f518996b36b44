// SPDX-License-Identifier: Apache-2.0
// What goes wrong, and the administrator's pages.
#include "kiosk/scene.h"

#include "core/pin_lock.h"
#include "core/state_file.h"

namespace walk {
namespace {

using kiosk::Profile;

void admin(kiosk::Config& config) {
    card::SystemRandom random;
    config.admin_pin = kiosk::hash_pin("246810", random);
}

Scene problem(const char* name, std::function<void(Kiosk&)> act,
              const char* card = "vn-citizen-2021") {
    return on(name, Profile::hospital, page("problem", std::move(act)), card);
}

/// The PIN page, and what `act` does from there.
Scene with_pin(const char* name, const char* last, std::function<void(Kiosk&)> act,
               const char* last_run = "") {
    return on(name, Profile::hospital,
              page(last,
                   [act](Kiosk& kiosk) {
                       kiosk.to_welcome();
                       kiosk.app.admin().knock();
                       act(kiosk);
                   }),
              "vn-citizen-2021", [last_run](kiosk::Config& config) {
                  clinics(config);
                  admin(config);
                  kiosk::save_state(config.state / "last_run.json", last_run);
              });
}

void add_reader(std::vector<Scene>& list) {
    const auto unplug = [](Kiosk& kiosk) {
        kiosk.to_key();
        kiosk.table.unplug(true);
        kiosk.type("000123");
        kiosk.until([&] { return kiosk.flow.problem() == QLatin1String("e.reader"); });
    };
    list.push_back(problem("problem-reader", unplug));
    list.push_back(on("problem-reader-counter", Profile::counter, page("problem", unplug)));
    list.push_back(on("welcome-no-reader", Profile::counter, page("welcome", [](Kiosk& kiosk) {
                          kiosk.without_card(), kiosk.flow.stop(), kiosk.table.unplug(true);
                          kiosk.until([&] { return kiosk.app.admin().readerLost(); });
                      })));
}

}  // namespace

void add_problems(std::vector<Scene>& list) {
    list.push_back(problem("problem-number", [](Kiosk& kiosk) { kiosk.to_result("999999"); }));
    const auto three = [](Kiosk& kiosk) { kiosk.to_key(), kiosk.three_wrong_numbers(); };
    list.push_back(on("lift-number", Profile::hospital, page("lift", three)));
    list.push_back(on("lift-number-counter", Profile::counter, page("lift", three)));
    list.push_back(on("lift-code", Profile::bank, page("lift", [](Kiosk& kiosk) {
                          kiosk.to_key(), kiosk.three_wrong_codes();
                      })));
    for (const auto& [name, profile] : {std::pair{"lift-locked", Profile::hospital},
                                        std::pair{"lift-locked-counter", Profile::counter}})
        list.push_back(on(name, profile,
                          page("lift", [](Kiosk& kiosk) { kiosk.to_result("999999"); }),
                          "vn-citizen-2021,wrong-number-asks-wait"));
    list.push_back(
        on("key-codes-only", Profile::hospital,
           page("key", [three](Kiosk& kiosk) { three(kiosk), kiosk.flow.scanInstead(); }),
           "vn-citizen-2021", clinics_and_scanner));
    list.push_back(problem("problem-other-card-s-code", [](Kiosk& kiosk) {
        kiosk.to_key();
        kiosk.key.scanned(QStringLiteral("999099000999|1|Nguyễn Văn Thử|01011999|Nam|x|02022022"));
    }));
    add_reader(list);
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
    list.push_back(with_pin(
        "admin-clock", "admin",
        [enter](Kiosk& kiosk) {
            enter(kiosk, "246810");
            kiosk.until_page(QStringLiteral("admin"));
            kiosk.app.admin().trustClock();
        },
        R"({"last_run":1893456000})"));
    list.push_back(with_pin("cleaning", "admin", [enter](Kiosk& kiosk) {
        enter(kiosk, "246810");
        kiosk.until_page(QStringLiteral("admin"));
        kiosk.app.admin().clean();
    }));
    list.push_back(with_pin("measure", "measure", [enter](Kiosk& kiosk) {
        enter(kiosk, "246810");
        kiosk.until_page(QStringLiteral("admin"));
        kiosk.app.admin().measure();
    }));
}

}  // namespace walk

// SPDX-License-Identifier: Apache-2.0
// What goes wrong, and the administrator's pages.
#include "kiosk/scene.h"

#include "core/pin_lock.h"
#include "core/state_file.h"

namespace walk {
namespace {

using kiosk::Profile;
using kiosk::visit::Page;

void admin(kiosk::Config& config) {
    card::SystemRandom random;
    config.admin_pin = kiosk::hash_pin("246810", random);
}

Scene problem(const char* name, std::function<void(Kiosk&)> act,
              const char* card = "vn-citizen-2021") {
    return on(name, Profile::hospital, page(Page::problem, std::move(act)), card);
}

/// The PIN page, and what `act` does from there.
Scene with_pin(const char* name, Page last, std::function<void(Kiosk&)> act,
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
    list.push_back(on("problem-reader-counter", Profile::counter, page(Page::problem, unplug)));
    list.push_back(on("welcome-no-reader", Profile::counter, page(Page::welcome, [](Kiosk& kiosk) {
                          kiosk.without_card(), kiosk.flow.stop(), kiosk.table.unplug(true);
                          kiosk.until([&] { return kiosk.app.admin().readerLost(); });
                      })));
}

}  // namespace

void add_problems(std::vector<Scene>& list) {
    list.push_back(problem("problem-number", [](Kiosk& kiosk) { kiosk.to_result("999999"); }));
    const auto refused = [](Kiosk& kiosk) { kiosk.to_result(); };
    static constexpr const char* kBrokenPace = "vn-citizen-2021,pace-broken-bac-open";
    list.push_back(problem("problem-chip", refused, kBrokenPace));
    list.push_back(
        on("problem-chip-counter", Profile::counter, page(Page::problem, refused), kBrokenPace));
    const auto three = [](Kiosk& kiosk) { kiosk.to_key(), kiosk.three_wrong_numbers(); };
    list.push_back(on("lift-number", Profile::hospital, page(Page::lift, three)));
    list.push_back(on("lift-number-counter", Profile::counter, page(Page::lift, three)));
    list.push_back(on("lift-code", Profile::bank, page(Page::lift, [](Kiosk& kiosk) {
                          kiosk.to_key(), kiosk.three_wrong_codes();
                      })));
    for (const auto& [name, profile] : {std::pair{"lift-locked", Profile::hospital},
                                        std::pair{"lift-locked-counter", Profile::counter}})
        list.push_back(on(name, profile,
                          page(Page::lift, [](Kiosk& kiosk) { kiosk.to_result("999999"); }),
                          "vn-citizen-2021,wrong-number-asks-wait"));
    list.push_back(
        on("key-codes-only", Profile::hospital,
           page(Page::key, [three](Kiosk& kiosk) { three(kiosk), kiosk.flow.scanInstead(); }),
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

namespace {

void enter(Kiosk& kiosk, const char* pin) {
    for (const char digit : std::string(pin)) kiosk.app.admin().digit(QString(QLatin1Char(digit)));
    kiosk.app.admin().enter();
}

/// Behind the right PIN.
Scene administered(const char* name, Page last, std::function<void(Kiosk&)> act,
                   const char* last_run = "") {
    return with_pin(
        name, last,
        [act](Kiosk& kiosk) {
            enter(kiosk, "246810");
            kiosk.until_page(Page::admin);
            act(kiosk);
        },
        last_run);
}

}  // namespace

void add_admin(std::vector<Scene>& list) {
    list.push_back(with_pin("pin-wrong", Page::pin, [](Kiosk& kiosk) {
        enter(kiosk, "111111");
        kiosk.until([&] { return !kiosk.app.admin().pinMessage().isEmpty(); });
    }));
    list.push_back(administered("admin", Page::admin, [](Kiosk& kiosk) {
        kiosk.app.admin().testRead();
        kiosk.until([&] { return kiosk.app.admin().message() == QLatin1String("a.test.good"); });
    }));
    list.push_back(administered(
        "admin-clock", Page::admin, [](Kiosk& kiosk) { kiosk.app.admin().trustClock(); },
        R"({"last_run":1893456000})"));
    list.push_back(
        administered("cleaning", Page::admin, [](Kiosk& kiosk) { kiosk.app.admin().clean(); }));
    list.push_back(administered("scanner", Page::scanner, [](Kiosk& kiosk) {
        kiosk.app.admin().tryScanner();
        kiosk.flow.scannedCode(
            QStringLiteral("999099000999|999000999|Nguyn Th ng ng |29021996|N|S 9 ng Th, Phng "
                           "Mu, H Ni|01012022"));
    }));
    list.push_back(
        administered("measure", Page::measure, [](Kiosk& kiosk) { kiosk.app.admin().measure(); }));
}

}  // namespace walk

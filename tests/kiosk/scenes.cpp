// SPDX-License-Identifier: Apache-2.0
// All scenes; and those of a visit up to the reading: welcome, consent, key.
#include "kiosk/scene.h"

namespace walk {
namespace {

using kiosk::Profile;
using kiosk::visit::Page;

void add_welcome(std::vector<Scene>& list) {
    for (const auto profile : {Profile::counter, Profile::hospital, Profile::bank}) {
        static constexpr const char* kWelcome[]{"welcome-counter", "welcome-hospital",
                                                "welcome-bank"};
        static constexpr const char* kConsent[]{"consent-counter", "consent-hospital",
                                                "consent-bank"};
        const auto at = static_cast<std::size_t>(profile);
        list.push_back(on(kWelcome[at], profile,
                          page(Page::welcome, [](Kiosk& kiosk) { kiosk.to_welcome(); })));
        list.push_back(on(kConsent[at], profile,
                          page(Page::consent, [](Kiosk& kiosk) { kiosk.flow.start(); })));
    }
    list.push_back(on("behalf", Profile::hospital, page(Page::behalf, [](Kiosk& kiosk) {
                          kiosk.to_welcome(), kiosk.flow.helpSomebody();
                      })));
    list.push_back(on("refused", Profile::bank, page(Page::refused, [](Kiosk& kiosk) {
                          kiosk.flow.start();
                          kiosk.app.consent().refuse();
                      })));
    list.push_back(on("nocard", Profile::hospital, page(Page::no_card, [](Kiosk& kiosk) {
                          kiosk.to_welcome(), kiosk.flow.noCard();
                      })));
    list.push_back(on("closed", Profile::hospital, page(Page::closed), "vn-citizen-2021",
                      [](kiosk::Config& config) { config.hours = "00:00-00:01"; }));
    list.push_back(
        on("outofservice", Profile::hospital, page(Page::out_of_service, [](Kiosk& kiosk) {
               kiosk.to_welcome();
               kiosk.table.unplug(true);
               kiosk.until([&] { return kiosk.flow.state().reader_gone; });
               kiosk.flow.pass(kiosk::visit::kReaderSettles);
           })));
}

void type_passport(Kiosk& kiosk, const std::string& number, const std::string& dates) {
    kiosk.to_key();
    kiosk.flow.passport();
    for (const char c : number) kiosk.app.passport().character(QString(QLatin1Char(c)));
    for (std::size_t at = 0; at < dates.size(); ++at) {
        if (at % kiosk::visit::kDateLength == 0) kiosk.key.enter();
        kiosk.app.passport().character(QString(QLatin1Char(dates[at])));
    }
}

void add_passport(std::vector<Scene>& list) {
    list.push_back(on("passport-number", Profile::hospital, page(Page::passport, [](Kiosk& kiosk) {
                          type_passport(kiosk, "L898902C3", "");
                      })));
    list.push_back(on("passport-letters", Profile::counter, page(Page::passport, [](Kiosk& kiosk) {
                          type_passport(kiosk, "L", "");
                          kiosk.settle();
                          kiosk.touch(kiosk.app.texts().text(QStringLiteral("k.letters")));
                      })));
    list.push_back(on("passport-dates", Profile::bank, page(Page::passport, [](Kiosk& kiosk) {
                          type_passport(kiosk, "L898902C3", "120819741504");
                      })));
    list.push_back(on("passport-no-day", Profile::hospital, page(Page::passport, [](Kiosk& kiosk) {
                          type_passport(kiosk, "L898902C3", "31021974");
                          kiosk.key.enter();
                      })));
    list.push_back(on("passport-same", Profile::bank,
                      page(Page::passport,
                           [](Kiosk& kiosk) {
                               type_passport(kiosk, "L898902C3", "1208197416042032");
                               kiosk.key.enter();
                               kiosk.until_page(Page::problem);
                               kiosk.flow.retry();
                               kiosk.key.enter();
                           }),
                      "passport-cam"));
    list.push_back(on("place-passport", Profile::hospital, page(Page::place, [](Kiosk& kiosk) {
                          kiosk.without_card();
                          type_passport(kiosk, "L898902C3", "1208197415042032");
                          kiosk.key.enter();
                      })));
}

void add_key(std::vector<Scene>& list) {
    list.push_back(on("key-typing", Profile::hospital,
                      page(Page::key,
                           [](Kiosk& kiosk) {
                               kiosk.to_key();
                               for (const char digit : std::string("99909900012"))
                                   kiosk.key.digit(QString(QLatin1Char(digit)));
                           }),
                      "vn-citizen-2021", clinics_and_scanner));
    list.push_back(on("key-less", Profile::counter,
                      page(Page::key,
                           [](Kiosk& kiosk) {
                               kiosk.to_key();
                               kiosk.type("0001");
                           }),
                      "vn-citizen-2021", [](kiosk::Config& config) { config.scanner = true; }));
    list.push_back(on("key-other-code", Profile::hospital, page(Page::key, [](Kiosk& kiosk) {
                          kiosk.to_key();
                          kiosk.key.scanned(QStringLiteral("https://example.org/menu"));
                      })));
    list.push_back(on("key-scan", Profile::hospital, page(Page::key, [](Kiosk& kiosk) {
                          kiosk.camera->plug_in();
                          kiosk.to_key();
                          kiosk.camera->give(QImage(64, 48, QImage::Format_RGB32));
                      })));
    list.push_back(on("key-dates", Profile::hospital, page(Page::key, [](Kiosk& kiosk) {
                          kiosk.to_key();
                          for (int i = 0; i < 2; ++i) {
                              kiosk.type("999099999999");
                              if (i == 0) kiosk.until_page(Page::problem);
                              kiosk.flow.retry();
                          }
                          for (const char digit : std::string("010119990101"))
                              kiosk.key.digit(QString(QLatin1Char(digit)));
                      })));
    add_passport(list);
}

void add_reading(std::vector<Scene>& list) {
    list.push_back(on("place", Profile::hospital, page(Page::place, [](Kiosk& kiosk) {
                          kiosk.without_card();
                          kiosk.to_key();
                          kiosk.type("000123");
                      })));
    auto reading = on("reading", Profile::counter, page(Page::reading, [](Kiosk& kiosk) {
                          kiosk.to_key();
                          kiosk.type("000123");
                          kiosk.until([&] { return !kiosk.app.result().fields().isEmpty(); });
                          kiosk.table.freeze(true);
                      }));
    reading.options.per_exchange = card::Milliseconds(5);
    list.push_back(reading);
    reading.name = "reading-moved";
    reading.reach = page(Page::reading, [](Kiosk& kiosk) {
        kiosk.to_key();
        kiosk.type("000123");
        kiosk.until([&] { return !kiosk.app.result().fields().isEmpty(); });
        kiosk.table.lift();
        kiosk.until([&] { return kiosk.flow.notice() == QLatin1String("e.moved"); });
    });
    list.push_back(reading);
}

}  // namespace

void add_beginnings(std::vector<Scene>& list) {
    add_welcome(list);
    add_key(list);
    add_reading(list);
}

const std::vector<Scene>& scenes() {
    static const std::vector<Scene> all = [] {
        std::vector<Scene> list;
        add_beginnings(list);
        add_results(list);
        add_circumstances(list);
        add_problems(list);
        add_admin(list);
        return list;
    }();
    return all;
}

}  // namespace walk

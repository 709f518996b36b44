// SPDX-License-Identifier: Apache-2.0
// A visit from the result on: the verdict, the profile's step, taking the card.
#include "kiosk/scene.h"

namespace walk {
namespace {

using kiosk::Profile;
using kiosk::visit::Page;

Scene verdict(const char* name, const char* card, std::function<void(Kiosk&)> then = {}) {
    return on(name, Profile::counter,
              page(Page::verdict,
                   [then](Kiosk& kiosk) {
                       kiosk.to_result();
                       if (then) then(kiosk);
                   }),
              card);
}

void add_verdicts(std::vector<Scene>& list) {
    list.push_back(verdict("verdict-genuine", "vn-citizen-2021"));
    list.push_back(verdict("verdict-long-name", kLong, [](Kiosk& kiosk) {
        kiosk.app.result().decide(QStringLiteral("not_same"));
    }));
    list.push_back(verdict("verdict-one-word", kOneWord,
                           [](Kiosk& kiosk) { kiosk.app.result().showNumber(true); }));
    list.push_back(
        verdict("verdict-highlands", kHighlands, [](Kiosk& kiosk) { kiosk.app.desk().copyAll(); }));
    list.push_back(verdict("verdict-expired", "vn-citizen-past"));
    list.push_back(verdict("verdict-clone", "vn-citizen-2021,clone-refuses"));
    list.push_back(verdict("verdict-no-anchor", "vn-citizen-2021,sod-unknown-csca"));
    list.push_back(verdict("verdict-portrait-changed", "vn-citizen-2021,dg2-other-portrait"));
    list.push_back(verdict("verdict-revoked", "vn-citizen-2021,dsc-revoked"));
    list.push_back(on("verdict-checks", Profile::counter,
                      page(Page::verdict,
                           [](Kiosk& kiosk) {
                               kiosk.to_result();
                               kiosk.show_checks();
                           }),
                      "vn-citizen-2021,clone-refuses"));
    list.push_back(
        on("verdict-printed-otherwise", Profile::counter, page(Page::verdict, [](Kiosk& kiosk) {
               kiosk.to_key();
               kiosk.key.scanned(
                   QStringLiteral("999099000123|000000001|Nguyễn Văn Khác|02011999|Nam|Số 9 Đường "
                                  "Khác, Phường Mẫu, Hà Nội|02022022"));
               kiosk.until([&] { return kiosk.flow.has_result(); });
           })));
}

/// A genuine card whose code is scanned as `qr`; with `stale`, no current revocation list either.
Scene remarks(const char* name, const char* qr, bool stale) {
    return on(name, Profile::counter,
              page(Page::verdict,
                   [qr](Kiosk& kiosk) {
                       kiosk.to_key();
                       kiosk.key.scanned(QString::fromUtf8(qr));
                       kiosk.until([&] { return kiosk.flow.has_result(); });
                   }),
              "vn-citizen-2021", [stale](kiosk::Config& config) {
                  if (!stale) return;
                  config.trust = {support::specimens() / "trust-stale"};
                  config.policy.revocation = card::Policy::Revocation::when_available;
              });
}

void add_remarks(std::vector<Scene>& list) {
    list.push_back(remarks("verdict-remark",
                           "999099000123|000000001|Nguyn Vn Th|01011999|Nam|S 1 ng Th, Phng Mu, "
                           "H Ni|02022022",
                           false));
    list.push_back(remarks("verdict-remarks",
                           "999099000123|000000002|Nguyn Vn Th|01011999|Nam|Thon 9, Ha "
                           "Noi|02022022",
                           true));
}

/// What a visitor sees of the verdict.
void add_confirmed(std::vector<Scene>& list) {
    for (const auto& [name, card] :
         {std::pair{"confirmed", kLong},
          std::pair{"confirmed-desk", "vn-citizen-2021,clone-ca-other-key"}})
        list.push_back(on(name, Profile::hospital,
                          page(Page::confirmed, [](Kiosk& kiosk) { kiosk.to_result(); }), card));
    list.push_back(on("confirmed-disputed", Profile::bank,
                      page(Page::confirmed,
                           [](Kiosk& kiosk) {
                               kiosk.to_result();
                               kiosk.app.result().correct(false);
                           }),
                      kHighlands));
}

/// The hospital's pages up to `last`.
Scene hospital(const char* name, Page last, int steps, const char* card = "vn-citizen-2021",
               std::function<void(kiosk::Config&)> configure = clinics) {
    return on(name, Profile::hospital,
              page(last,
                   [steps](Kiosk& kiosk) {
                       kiosk.to_result();
                       kiosk.flow.next();
                       if (steps > 0) kiosk.app.hospital().choose(2);
                       if (steps > 1) kiosk.app.hospital().askPriority();
                       if (steps > 2 && kiosk.flow.at() == Page::priority)
                           kiosk.app.hospital().choosePriority(QStringLiteral("disabled"));
                       if (steps > 3) kiosk.app.hospital().take();
                       if (steps > 4)
                           kiosk.until([&] { return !kiosk.app.hospital().paper().isEmpty(); });
                   }),
              card, std::move(configure));
}

void add_steps(std::vector<Scene>& list) {
    list.push_back(hospital("clinic", Page::clinic, 0));
    list.push_back(hospital("priority", Page::priority, 2));
    list.push_back(hospital("check-no-priority", Page::check, 1));
    list.push_back(hospital("check", Page::check, 3));
    list.push_back(hospital("check-by-age", Page::check, 3, kOneWord));
    list.push_back(on("problem-no-number", Profile::hospital, page(Page::problem, [](Kiosk& kiosk) {
                          kiosk.to_result();
                          kiosk.flow.next();
                          kiosk.app.hospital().choose(2);
                          kiosk.flow.happen(kiosk::visit::Act::no_number,
                                            kiosk::visit::Source::machine);
                      })));
    list.push_back(hospital("number", Page::number, 4));
    list.push_back(hospital("number-printer-stopped", Page::number, 5, "vn-citizen-2021",
                            [](kiosk::Config& config) {
                                clinics(config);
                                config.print_command = {"/no/such/printer"};
                            }));
    list.push_back(on("handover", Profile::bank, page(Page::handover, [](Kiosk& kiosk) {
                          kiosk.to_result();
                          kiosk.flow.next();
                      })));
    list.push_back(on("done-card-left", Profile::bank, page(Page::done, [](Kiosk& kiosk) {
                          kiosk.to_result();
                          kiosk.flow.stop();
                      })));
    list.push_back(on("done", Profile::bank, page(Page::done, [](Kiosk& kiosk) {
                          kiosk.to_result();
                          kiosk.flow.stop();
                          kiosk.table.lift();
                          kiosk.until([&] { return !kiosk.flow.cardLeft(); });
                      })));
    list.push_back(on("more-time", Profile::hospital, page(Page::consent, [](Kiosk& kiosk) {
                          kiosk.flow.start();
                          while (kiosk.flow.secondsLeft() < 0) kiosk.flow.pass();
                      })));
}

}  // namespace

void add_results(std::vector<Scene>& list) {
    add_verdicts(list);
    add_remarks(list);
    add_confirmed(list);
    add_steps(list);
}

}  // namespace walk

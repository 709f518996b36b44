// SPDX-License-Identifier: Apache-2.0
// What a page looks like in the less usual circumstances.
#include "kiosk/scene.h"

namespace walk {
namespace {

using kiosk::Profile;
using kiosk::visit::Page;

void ask_help(Kiosk& kiosk) {
    kiosk.settle();
    kiosk.touch(kiosk.app.texts().text(QStringLiteral("g.help")));
}

void add_welcome(std::vector<Scene>& list) {
    const auto welcome = [&list](const char* name, std::function<void(Kiosk&)> then,
                                 std::function<void(kiosk::Config&)> more) {
        list.push_back(on(name, Profile::hospital,
                          page(Page::welcome,
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
    welcome("welcome-voice", [](Kiosk& kiosk) { kiosk.app.comfort().switchVoice(); }, {});
    welcome("help", ask_help, {});
}

void add_unusual(std::vector<Scene>& list) {
    const auto hospital = [&list](const char* name, Page last, std::function<void(Kiosk&)> act) {
        list.push_back(on(name, Profile::hospital, page(last, std::move(act))));
    };
    hospital("key-help", Page::key, [](Kiosk& kiosk) { kiosk.to_key(), ask_help(kiosk); });
    hospital("consent-for-a-child", Page::consent, [](Kiosk& kiosk) {
        kiosk.to_welcome(), kiosk.flow.helpSomebody(), kiosk.flow.helpFor(QStringLiteral("child"));
    });
    // Where two purposes are asked for, each has its box.
    list.push_back(on("consent-hint", Profile::bank, page(Page::consent, [](Kiosk& kiosk) {
                          kiosk.flow.start();
                          kiosk.settle();
                          kiosk.touch(kiosk.app.texts().text(QStringLiteral("c.agree")));
                      })));
}

void add_camera(std::vector<Scene>& list) {
    const auto with_camera = [](Kiosk& kiosk) { kiosk.camera->plug_in(), kiosk.to_result(); };
    list.push_back(on("verdict-camera", Profile::counter, page(Page::verdict, with_camera)));
    list.push_back(on("face", Profile::bank, page(Page::face, [with_camera](Kiosk& kiosk) {
                          with_camera(kiosk), kiosk.flow.next();
                      })));
}

}  // namespace

void add_circumstances(std::vector<Scene>& list) {
    add_welcome(list);
    add_unusual(list);
    add_camera(list);
}

}  // namespace walk

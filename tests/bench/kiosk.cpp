// SPDX-License-Identifier: Apache-2.0
// The kiosk's figures: first frame, last APDU to the verdict on screen, longest gap of the GUI
// thread while reading, memory after many visitors, wake-ups of a kiosk that waits.
#include <QGuiApplication>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>

#include "core/memory_guard.h"
#include "kiosk/walk.h"

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

long resident_kib() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::stol(line.substr(6));
    return 0;
}

double first_frame() {
    const auto begin = Clock::now();
    walk::Kiosk kiosk;
    kiosk.picture();
    return milliseconds(Clock::now() - begin);
}

/// From the last answer of the card until a picture of the verdict page has been drawn.
double verdict_on_screen() {
    walk::Kiosk kiosk({kiosk::Profile::counter, "vn-citizen-2021", {}, card::Milliseconds(2)});
    kiosk.to_key();
    kiosk.type("000123");
    kiosk.until([&] { return kiosk.flow.has_result(); });
    kiosk.picture();
    return milliseconds(Clock::now() - kiosk.table.last_answer());
}

double longest_gap() {
    walk::Kiosk kiosk({kiosk::Profile::counter, "vn-citizen-2021", {}, card::Milliseconds(10)});
    kiosk.to_key();
    kiosk.type("000123");
    auto last = Clock::now();
    Clock::duration longest{};
    QTimer beat;
    QObject::connect(&beat, &QTimer::timeout, [&] {
        const auto now = Clock::now();
        longest = std::max(longest, now - std::exchange(last, now));
    });
    beat.start(0);
    kiosk.until([&] { return kiosk.flow.at() == kiosk::visit::Page::reading; });
    longest = {};
    last = Clock::now();
    kiosk.until([&] { return kiosk.flow.at() == kiosk::visit::Page::verdict; });
    return milliseconds(longest);
}

void memory() {
    walk::Kiosk kiosk;
    long after_first = 0;
    for (int visitor = 1; visitor <= 1000; ++visitor) {
        kiosk.to_result();
        kiosk.picture();
        kiosk.table.lift();
        kiosk.until([&] { return !kiosk.flow.cardLeft(); });
        kiosk.flow.next();
        kiosk.table.lay("vn-citizen-2021");
        kiosk.settle();
        if (visitor == 100) after_first = resident_kib();
    }
    std::printf(
        "memory after 100 and 1 000 visitors: %ld and %ld KiB, grown %ld KiB (goal: 150 MB, 4 096 "
        "KiB)\n",
        after_first, resident_kib(), resident_kib() - after_first);
}

void idle() {
    static constexpr int kSeconds = 60;
    walk::Kiosk kiosk({kiosk::Profile::hospital, "vn-citizen-2021", {}, card::Milliseconds(0)});
    kiosk.without_card();
    const auto before = walk::wakeups();
    QTimer::singleShot(kSeconds * 1000, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
    std::printf("wake-ups in %d idle seconds: %ld (goal: 60)\n", kSeconds,
                walk::wakeups_since(before));
}

}  // namespace

int main(int argc, char** argv) {
    kiosk::guard_memory(argv);  // as the program itself begins
    const bool only_idle = argc > 1 && std::string(argv[1]) == "idle";
    std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);  // each figure as soon as it is known
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    QGuiApplication app(argc, argv);
    if (only_idle) return idle(), 0;
    first_frame();  // warm
    double frame = 1e9, verdict = 1e9, gap = 0;
    for (int i = 0; i < 3; ++i) {
        frame = std::min(frame, first_frame());
        verdict = std::min(verdict, verdict_on_screen());
        gap = std::max(gap, longest_gap());  // the longest of all readings
    }
    std::printf("first frame, warm: %.0f ms (goal: 500)\n", frame);
    std::printf("last APDU to the verdict on screen: %.0f ms (goal: 50)\n", verdict);
    std::printf("longest gap of the GUI thread while reading: %.0f ms (goal: 50)\n", gap);
    memory();
    idle();
}

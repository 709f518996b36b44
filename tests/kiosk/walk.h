// SPDX-License-Identifier: Apache-2.0
// A kiosk in this process, without a display: a table to lay cards on, a clock that the test moves,
// and waiting for what happens.
#pragma once
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <atomic>
#include <functional>
#include <map>

#include "support/fixtures.h"
#include "ui/application.h"

namespace kiosk::visit {

/// A failed test says which page it was.
inline void PrintTo(Page page, std::ostream* out) { *out << row_of(page).file; }

}  // namespace kiosk::visit

namespace walk {

using kiosk::visit::Page;

/// Longest wait for anything that must come.
inline constexpr int kLimit = 20'000;

struct Options {
    kiosk::Profile profile = kiosk::Profile::counter;
    std::string card = "vn-citizen-2021";
    std::function<void(kiosk::Config&)> configure;
    card::Milliseconds per_exchange{0};
    kiosk::VisitSink* sink = nullptr;
    bool demo = true;  ///< with its band above the page
    /// Makes the application's loudspeaker; it has none without.
    std::function<std::unique_ptr<kiosk::Loudspeaker>()> loudspeaker = {};
};

/// A camera without a device: plugged in and fed by the test.
class FedCamera final : public kiosk::FrameSource {
public:
    bool available() const override { return plugged_; }
    void open() override {}
    void close() override {}
    void plug_in() {
        plugged_ = true;
        listener().changed();
    }
    void give(const QImage& picture) { listener().frame(picture); }

private:
    bool plugged_ = false;
};

class Kiosk {
public:
    explicit Kiosk(const Options& options = {});
    ~Kiosk();

    /// Waits for `happened`; false after kLimit. No polling: it looks again whenever an event was
    /// handled.
    bool until(const std::function<bool()>& happened);
    bool until_page(Page page);
    /// Takes the card off the table, before a visit or in its midst.
    void without_card();
    /// Nobody is there, and no card.
    void to_welcome();
    /// Everything that is waiting to be drawn or laid out.
    void settle();
    void resize(int width, int height, double width_mm);
    QImage picture();

    /// The control with these words, where it can be touched; null where there is none.
    QQuickItem* find(const QString& words) const;
    /// Its middle, on the window.
    QPoint place_of(const QString& words) const;
    /// Where a finger meets this item, as the next frame will show it.
    static QPoint middle_of(QQuickItem& item);
    /// A finger on it, a second after the last: pressed and let go in its middle, or below it.
    /// False where there is none.
    bool touch(const QString& words, bool slide_off = false);
    /// The same so long after the last.
    bool touch_after(std::chrono::milliseconds pause, const QString& words);
    /// A finger on this point, whatever is there.
    void tap(const QPoint& place);

    // The hand of a visitor or clerk.
    void to_key();
    void type(const std::string& digits);
    /// With the card on the table: from welcome to the result.
    void to_result(const std::string& can = {});
    /// On the key page: refused until the card takes no further one.
    void three_wrong_numbers();
    void three_wrong_codes();
    /// A scanner through the real key events of the window, so long for a key; with its end behind
    /// the code.
    void scan(const QString& code, std::chrono::milliseconds gap = std::chrono::milliseconds(4),
              bool with_end = true);
    /// No key for so long.
    void quiet(std::chrono::milliseconds pause);
    void press(int key, const QString& text = {});
    /// Opens the list of checks on the verdict page.
    void show_checks();
    void wait_hand() { now += std::chrono::seconds(1); }

    support::Folder folder;
    simulated::Table table;
    std::atomic<std::int64_t> time{support::kToday};  ///< asked by the worker as well
    std::chrono::steady_clock::time_point now{std::chrono::hours(1)};
    QStringList complaints;
    FedCamera* camera = nullptr;  ///< the application's
    kiosk::Application app;
    kiosk::Flow& flow;
    kiosk::KeyEntry& key;

private:
    kiosk::ApplicationOptions options_of(const Options& options);
    std::string can_, card_;
    bool lays_later_ = false;  ///< a visitor lays the card when asked for it
};

/// How often each thread of this process gave up the processor and was woken again; and how often
/// since.
std::map<std::string, long> wakeups();
long wakeups_since(std::map<std::string, long> before);

/// Digits that open the specimen.
std::string can_of(const std::string& card);

}  // namespace walk

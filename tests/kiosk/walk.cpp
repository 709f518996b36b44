// SPDX-License-Identifier: Apache-2.0
#include "kiosk/walk.h"

#include <QAbstractEventDispatcher>
#include <QKeyEvent>
#include <QQuickItem>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <ranges>

namespace walk {

std::map<std::string, long> wakeups() {
    std::map<std::string, long> counts;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::ifstream status(task.path() / "status");
        for (std::string line; std::getline(status, line);)
            if (line.starts_with("voluntary_ctxt_switches:"))
                counts[task.path().filename()] = std::stol(line.substr(24));
    }
    return counts;
}

long wakeups_since(std::map<std::string, long> before) {
    long sum = 0;
    for (const auto& [thread, count] : wakeups()) sum += count - before[thread];
    return sum;
}

std::string can_of(const std::string& card) {
    const auto comma = card.find(',');
    return support::specimen(card.substr(0, comma), "").text("can");
}

kiosk::ApplicationOptions Kiosk::options_of(const Options& options) {
    kiosk::ApplicationOptions result;
    result.config.profile = options.profile;
    result.config.demo = options.demo;
    result.config.sound = false;
    result.config.trust = {support::specimens() / "trust"};
    result.config.state = folder.path();
    result.config.phone = "1900 0000";
    if (options.configure) options.configure(result.config);
    result.config.demo_card = options.card;
    result.sink = options.sink;
    result.table = &table;
    result.now = [this] { return time.load(); };
    auto fed = std::make_unique<FedCamera>();
    camera = fed.get();
    result.devices.camera = std::move(fed);
    if (options.loudspeaker) result.devices.loudspeaker = options.loudspeaker();
    result.clock = [this] { return now; };
    result.complain = [this](const QString& text) { complaints.append(text); };
    return result;
}

Kiosk::Kiosk(const Options& options)
    : table(options.per_exchange), app(options_of(options)), flow(app.flow()), key(app.key()) {
    can_ = can_of(options.card);
    card_ = options.card;
    // A card on a public machine begins the visit: most tests begin it by hand.
    lays_later_ = options.profile != kiosk::Profile::counter;
    if (!lays_later_) table.lay(card_);
    settle();
}

Kiosk::~Kiosk() { table.freeze(false); }

bool Kiosk::until(const std::function<bool()>& happened) {
    QElapsedTimer limit;
    limit.start();
    QTimer wake;  // an event that never comes must not wait for ever
    wake.start(kLimit);
    while (!happened()) {
        if (limit.elapsed() > kLimit) return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

bool Kiosk::until_page(Page page) {
    const bool there = until([&] { return flow.at() == page; });
    settle();
    return there;
}

void Kiosk::without_card() {
    if (std::exchange(lays_later_, false)) return;
    until([this] { return flow.cardLeft(); });
    table.lift();
    until([this] { return !flow.cardLeft(); });
    settle();
}

void Kiosk::to_welcome() {
    without_card();
    if (flow.at() != kiosk::visit::Page::welcome) flow.stop();
    settle();
}

QQuickItem* Kiosk::find(const QString& words) const {
    std::function<QQuickItem*(QQuickItem&)> in = [&](QQuickItem& item) -> QQuickItem* {
        if (!item.isVisible() || !item.isEnabled()) return nullptr;
        const auto name =
            item.property(item.property("text").isValid() ? "text" : "spoken").toString();
        if (item.property("isAction").toBool() && name == words) return &item;
        for (auto* child : item.childItems())
            if (auto* found = in(*child)) return found;
        return nullptr;
    };
    return in(*app.window()->contentItem());
}

QPoint Kiosk::place_of(const QString& words) const {
    auto* item = find(words);
    return item ? middle_of(*item) : QPoint();
}

QPoint Kiosk::middle_of(QQuickItem& item) {
    // Rows and grids put their items in place with the next frame, and a finger comes after it:
    // sizes grow outwards, places are given inwards.
    std::vector<QQuickItem*> around;
    for (auto* at = &item; at; at = at->parentItem()) around.push_back(at);
    for (auto* at : around) at->ensurePolished();
    for (auto* at : around | std::views::reverse) at->ensurePolished();
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height())).center().toPoint();
}

bool Kiosk::touch(const QString& words, bool slide_off) {
    if (!slide_off) return touch_after(std::chrono::seconds(1), words);
    const auto* item = find(words);
    if (!item) return false;
    wait_hand();
    const auto place = place_of(words);
    const QPoint away(place.x(), place.y() + 3 * static_cast<int>(item->height()));
    QTest::mousePress(app.window(), Qt::LeftButton, Qt::NoModifier, place);
    QTest::mouseMove(app.window(), away);
    QTest::mouseRelease(app.window(), Qt::LeftButton, Qt::NoModifier, away);
    settle();
    return true;
}

bool Kiosk::touch_after(std::chrono::milliseconds pause, const QString& words) {
    if (!find(words)) return false;
    now += pause;
    tap(place_of(words));
    return true;
}

void Kiosk::tap(const QPoint& place) {
    QTest::mousePress(app.window(), Qt::LeftButton, Qt::NoModifier, place);
    QTest::mouseRelease(app.window(), Qt::LeftButton, Qt::NoModifier, place);
    settle();
}

void Kiosk::settle() {
    static constexpr int kRounds = 6;
    for (int i = 0; i < kRounds; ++i) {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents(QEventLoop::AllEvents);
    }
}

void Kiosk::resize(int width, int height, double width_mm) {
    app.window()->resize(width, height);
    app.comfort().setPixelsPerMm(width / width_mm);
    settle();
}

QImage Kiosk::picture() {
    settle();
    return app.window()->grabWindow();
}

void Kiosk::to_key() {
    flow.start();
    for (qsizetype i = 0; i < app.consent().boxes().size(); ++i)
        if (!app.consent().boxes()[i].toMap()[QStringLiteral("ticked")].toBool() &&
            app.consent().boxes()[i].toMap()[QStringLiteral("required")].toBool())
            app.consent().tick(static_cast<int>(i));
    app.consent().agree();
    if (std::exchange(lays_later_, false) && !table.card_there()) table.lay(card_);
    settle();
}

void Kiosk::type(const std::string& digits) {
    key.setMode(QStringLiteral("type"));
    for (const char digit : digits) key.digit(QString(QLatin1Char(digit)));
    key.enter();
}

void Kiosk::to_result(const std::string& can) {
    to_key();
    type(can.empty() ? can_ : can);
    until(
        [&] { return flow.has_result() || flow.at() == Page::problem || flow.at() == Page::lift; });
    settle();
}

void Kiosk::three_wrong_numbers() {
    for (const char* wrong : {"999999", "888888", "777777"}) {
        if (flow.at() == Page::problem) flow.retry();
        type(wrong);
        until([&] { return flow.at() != Page::place && flow.at() != Page::reading; });
    }
    settle();
}

void Kiosk::three_wrong_codes() {
    for (const char digit : {'1', '2', '4'}) {
        if (flow.at() == Page::problem) flow.retry();
        key.scanned(QStringLiteral("99909900099%1|1|Nguyễn Văn Thử|01011999|Nam|x|02022022")
                        .arg(QLatin1Char(digit)));
        until([&] { return flow.at() != Page::place && flow.at() != Page::reading; });
    }
    settle();
}

void Kiosk::show_checks() {
    settle();
    auto* loader = app.window()->findChild<QQuickItem*>(QStringLiteral("page"));
    if (loader) loader->property("item").value<QQuickItem*>()->setProperty("checksShown", true);
    settle();
}

void Kiosk::press(int code, const QString& text) {
    QKeyEvent down(QEvent::KeyPress, code, Qt::NoModifier, text),
        up(QEvent::KeyRelease, code, Qt::NoModifier, text);
    QCoreApplication::sendEvent(app.window(), &down);
    QCoreApplication::sendEvent(app.window(), &up);
}

void Kiosk::scan(const QString& code, std::chrono::milliseconds gap, bool with_end) {
    const auto type_key = [&](int special, const QString& text) {
        quiet(gap);
        press(special, text);
    };
    for (const QChar c : code)
        type_key(c == QLatin1Char('\n')   ? static_cast<int>(Qt::Key_Return)
                 : c == QLatin1Char('\t') ? static_cast<int>(Qt::Key_Tab)
                 : c == QLatin1Char(' ')  ? static_cast<int>(Qt::Key_Space)
                                          : c.toUpper().unicode(),
                 c);
    if (with_end) type_key(Qt::Key_Return, QStringLiteral("\r"));
}

void Kiosk::quiet(std::chrono::milliseconds pause) {
    static constexpr std::chrono::milliseconds kStep{50};
    for (auto left = pause; left.count() > 0; left -= kStep) {
        now += std::min(left, kStep);
        app.tick_keys(now);
    }
}

}  // namespace walk

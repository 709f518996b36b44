#include "ui/screenshots.h"

#include <QCoreApplication>
#include <QDir>

namespace kiosk {
namespace {

/// Longest walk; beyond it something hangs.
constexpr int kLimitMilliseconds = 30'000;
constexpr int kSettleMilliseconds = 60;

}  // namespace

Screenshots::Screenshots(Flow& flow, Texts& texts, QQuickWindow& window, ScreenshotOptions options)
    : flow_(flow), texts_(texts), window_(window), options_(std::move(options)) {
    QDir().mkpath(options_.folder);
    settle_.setSingleShot(true);
    settle_.setInterval(kSettleMilliseconds);
    connect(&settle_, &QTimer::timeout, this, [this] {
        take();
        step();
    });
    connect(&flow_, &Flow::pageChanged, this, [this] {
        // The page of the card on its way is gone before it settles: it is taken as it is.
        if (flow_.page() == QLatin1String("place")) take();
        settle_.start();
    });
    connect(&flow_, &Flow::readingChanged, this, [this] {
        if (flow_.page() == QLatin1String("reading") && !flow_.fields().isEmpty()) take();
    });
    end_.setSingleShot(true);
    connect(&end_, &QTimer::timeout, this, [] { QCoreApplication::exit(1); });
    end_.start(kLimitMilliseconds);
    settle_.start();
}

void Screenshots::take() {
    texts_.setVietnamese(options_.language != QLatin1String("en"));
    window_.grabWindow().save(options_.folder + QLatin1Char('/') + flow_.page() + QLatin1Char('-') + options_.language + QStringLiteral(".png"));
    taken_.insert(flow_.page());
}

void Screenshots::step() {
    const auto page = flow_.page();
    if (page == QLatin1String("welcome")) {
        if (taken_.size() > 1) return QCoreApplication::exit(0);
        return flow_.start();
    }
    if (page == QLatin1String("consent")) {
        flow_.tickConsent();
        return flow_.agree();
    }
    if (page == QLatin1String("key")) {
        for (const char digit : std::string("000123")) flow_.digit(QString(QLatin1Char(digit)));
        take();
        return flow_.enterNumber();
    }
    if (page == QLatin1String("confirmed")) return flow_.next();
    if (page == QLatin1String("verdict") || page == QLatin1String("done") || page == QLatin1String("problem")) flow_.stop();
}

}  // namespace kiosk

// SPDX-License-Identifier: Apache-2.0
#include "ui/engine.h"

#include <QCoreApplication>
#include <QQuickImageProvider>

#include "core/scrub_stack.h"

namespace kiosk {
namespace {

/// The portrait that passed; asked for by the verdict page, kept by nobody else.
class PortraitProvider final : public QQuickImageProvider {
public:
    explicit PortraitProvider(const Result& result) : QQuickImageProvider(Image), result_(result) {}
    QImage requestImage(const QString&, QSize* size, const QSize&) override {
        auto portrait = result_.portrait();
        if (size) *size = portrait.size();
        return portrait;
    }

private:
    const Result& result_;
};

}  // namespace

std::unique_ptr<QQmlApplicationEngine> make_engine(const QmlParts& parts, const Result& result,
                                                   const Complain& complain) {
    auto engine = std::make_unique<QQmlApplicationEngine>();
    engine->addImportPath(QStringLiteral(":/qt/qml"));
    engine->addImageProvider(QStringLiteral("portrait"),
                             new PortraitProvider(result));  // the engine owns it
    for (const auto& [name, part] : parts) engine->setProperty(name, QVariant::fromValue(part));
    if (complain) {
        QObject::connect(engine.get(), &QQmlEngine::warnings, engine.get(),
                         [complain](const QList<QQmlError>& warnings) {
                             for (const auto& warning : warnings) complain(warning.toString());
                         });
    }
    return engine;
}

QQuickWindow* load_window(QQmlApplicationEngine& engine, const char* file) {
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Kiosk/qml/") + QLatin1String(file)));
    const auto roots = engine.rootObjects();
    return roots.isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(roots.constFirst());
}

void forget_values(QQmlApplicationEngine& engine) {
    QMetaObject::invokeMethod(
        &engine,
        [&engine] {
            // A page holds other pages' parts: each round lets go of what the one before freed.
            static constexpr int kRounds = 3;
            for (int round = 0; round < kRounds; ++round) {
                QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
                engine.collectGarbage();
            }
            engine.trimComponentCache();
            scrub_stack();
        },
        Qt::QueuedConnection);
}

}  // namespace kiosk

// card-kiosk: the counter, hospital and bank kiosk over libcard.
#include <QCommandLineParser>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickImageProvider>
#include <QQuickWindow>
#include <QScreen>

#include <iostream>

#include "ui/flow.h"
#include "ui/screenshots.h"

namespace {

/// The portrait that passed; asked for by the verdict page, kept by nobody else.
class PortraitProvider final : public QQuickImageProvider {
public:
    explicit PortraitProvider(const kiosk::Flow& flow) : QQuickImageProvider(Image), flow_(flow) {}
    QImage requestImage(const QString&, QSize* size, const QSize&) override {
        if (size) *size = flow_.portrait().size();
        return flow_.portrait();
    }

private:
    const kiosk::Flow& flow_;
};

kiosk::Config configuration(const QCommandLineParser& arguments) {
    kiosk::Config config;
    const auto file = arguments.value(QStringLiteral("config"));
    if (!file.isEmpty()) config = kiosk::load_config(file.toStdString());
    if (arguments.isSet(QStringLiteral("demo"))) {
        config.demo = true;
        config.reader = arguments.value(QStringLiteral("demo")).toStdString();
        config.trust = {KIOSK_DEMO_TRUST};
    }
    const auto profile = arguments.value(QStringLiteral("profile"));
    if (profile == QLatin1String("hospital")) config.profile = kiosk::Profile::hospital;
    if (profile == QLatin1String("bank")) config.profile = kiosk::Profile::bank;
    return config;
}

void add_options(QCommandLineParser& arguments) {
    arguments.setApplicationDescription(QStringLiteral("Reads and verifies chip ID cards at a counter, a hospital's kiosk or a bank."));
    arguments.addHelpOption();
    arguments.addVersionOption();
    arguments.addOption({QStringLiteral("config"), QStringLiteral("read this configuration"), QStringLiteral("FILE")});
    arguments.addOption({QStringLiteral("check-config"), QStringLiteral("say what is wrong with a configuration, and end"), QStringLiteral("FILE")});
    arguments.addOption({QStringLiteral("profile"), QStringLiteral("counter, hospital or bank"), QStringLiteral("NAME")});
    arguments.addOption({QStringLiteral("demo"), QStringLiteral("with a simulated card, sim:SPECIMEN[,LIE]"), QStringLiteral("READER")});
    arguments.addOption({QStringLiteral("screenshots"), QStringLiteral("with --demo: walk through a visit, write its pages into this folder, and end"), QStringLiteral("FOLDER")});
    arguments.addOption({QStringLiteral("language"), QStringLiteral("vi or en, for --screenshots"), QStringLiteral("NAME"), QStringLiteral("vi")});
    arguments.addOption({QStringLiteral("size"), QStringLiteral("WIDTHxHEIGHT of the window"), QStringLiteral("SIZE"), QStringLiteral("1280x800")});
    arguments.addOption({QStringLiteral("theme"), QStringLiteral("light, dark or high"), QStringLiteral("NAME"), QStringLiteral("light")});
}

int check_config(const QString& file) {
    try {
        kiosk::load_config(file.toStdString());
    } catch (const kiosk::ConfigError& error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
    std::cout << file.toStdString() << ": nothing is wrong\n";
    return 0;
}

int run(QGuiApplication& app, const QCommandLineParser& arguments) {
    const auto config = configuration(arguments);
    kiosk::Texts texts;
    kiosk::Flow flow(config, card::TrustStore::from_paths(config.trust), texts);
    qmlRegisterSingletonInstance("Kiosk.Visit", 1, 0, "Visit", &flow);
    qmlRegisterSingletonInstance("Kiosk.Visit", 1, 0, "Texts", &texts);
    QQmlApplicationEngine engine;
    engine.addImportPath(QStringLiteral(":/qt/qml"));
    engine.addImageProvider(QStringLiteral("portrait"), new PortraitProvider(flow));  // the engine owns it
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Kiosk/qml/Main.qml")));
    if (engine.rootObjects().isEmpty()) return 1;
    auto* window = qobject_cast<QQuickWindow*>(engine.rootObjects().constFirst());
    const auto size = arguments.value(QStringLiteral("size")).split(QLatin1Char('x'));
    window->resize(size.value(0).toInt(), size.value(1).toInt());
    window->setProperty("theme", arguments.value(QStringLiteral("theme")));
    window->setProperty("distanceMm", config.viewing_distance_mm);
    if (config.screen_width_mm > 0) window->setProperty("pixelsPerMm", window->screen()->size().width() / config.screen_width_mm);
    const auto folder = arguments.value(QStringLiteral("screenshots"));
    if (folder.isEmpty()) return app.exec();
    kiosk::Screenshots screenshots(flow, texts, *window, {folder, arguments.value(QStringLiteral("language"))});
    return app.exec();
}

}  // namespace

int main(int argc, char** argv) {
    QGuiApplication app(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("card-kiosk"));
    QGuiApplication::setApplicationVersion(QStringLiteral(KIOSK_VERSION));
    QCommandLineParser arguments;
    add_options(arguments);
    arguments.process(app);
    if (arguments.isSet(QStringLiteral("check-config"))) return check_config(arguments.value(QStringLiteral("check-config")));
    try {
        return run(app, arguments);
    } catch (const std::exception& error) {
        std::cerr << "card-kiosk: " << error.what() << '\n';
        return 2;
    }
}

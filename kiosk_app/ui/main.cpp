// SPDX-License-Identifier: Apache-2.0
// card-kiosk: the counter, hospital and bank kiosk over libcard.
#include <QCommandLineParser>
#include <QGuiApplication>
#include <QProcess>
#include <QQuickWindow>
#include <QScreen>

#include <algorithm>
#include <ctime>
#include <iostream>
#include <optional>

#include "core/config_check.h"
#include "core/memory_guard.h"
#include "outputs/outputs.h"
#include "simulated/table.h"
#include "ui/application.h"
#include "ui/qt_devices.h"

namespace {

/// Ends with this ask the starter (or ourselves) to start again.
constexpr int kRestart = 75;
constexpr const char* kDefaultConfig = "/etc/card/kiosk.toml";

kiosk::Config configuration(const QCommandLineParser& arguments) {
    kiosk::Config config;
    auto file = arguments.value(QStringLiteral("config"));
    if (file.isEmpty() && !arguments.isSet(QStringLiteral("demo")) &&
        std::filesystem::exists(kDefaultConfig))
        file = QString::fromLatin1(kDefaultConfig);
    if (!file.isEmpty()) config = kiosk::load_config(file.toStdString());
    kiosk::make_demo(config, arguments.value(QStringLiteral("demo")).toStdString(),
                     KIOSK_DEMO_TRUST);
    if (config.demo) simulated::look_up(config.demo_card);
    const auto profile = arguments.value(QStringLiteral("profile"));
    if (profile == QLatin1String("counter")) config.profile = kiosk::Profile::counter;
    else if (profile == QLatin1String("hospital")) config.profile = kiosk::Profile::hospital;
    else if (profile == QLatin1String("bank")) config.profile = kiosk::Profile::bank;
    else if (!profile.isEmpty())
        throw kiosk::ConfigError("there is no profile '" + profile.toStdString() +
                                 "': counter, hospital or bank");
    if (config.demo && config.profile == kiosk::Profile::hospital && config.clinics.empty())
        config.clinics = {
            {"general", {"Khám tổng quát", "General clinic"}, {"tầng 1", "floor 1"}, "101", "A", 0},
            {"eyes", {"Mắt", "Eyes"}, {"tầng 2", "floor 2"}, "204", "B", 0}};
    return config;
}

void add_options(QCommandLineParser& arguments) {
    arguments.setApplicationDescription(QStringLiteral(
        "Reads and verifies chip ID cards at a counter, a hospital's kiosk or a bank."));
    arguments.addHelpOption();
    arguments.addVersionOption();
    arguments.addOption({QStringLiteral("config"),
                         QStringLiteral("read this configuration instead of /etc/card/kiosk.toml"),
                         QStringLiteral("FILE")});
    arguments.addOption({QStringLiteral("check-config"),
                         QStringLiteral("say what is wrong with a configuration, and end"),
                         QStringLiteral("FILE")});
    arguments.addOption({QStringLiteral("describe-config"),
                         QStringLiteral("print every key of the configuration, and end")});
    arguments.addOption(
        {QStringLiteral("hash-pin"), QStringLiteral("read the administrator's PIN from standard "
                                                    "input, print what admin.pin takes, and end")});
    arguments.addOption({QStringLiteral("profile"), QStringLiteral("counter, hospital or bank"),
                         QStringLiteral("NAME")});
    arguments.addOption({QStringLiteral("demo"),
                         QStringLiteral("with a simulated card: SPECIMEN[,LIE], as vn-citizen-2021 "
                                        "or vn-citizen-2021,clone-refuses"),
                         QStringLiteral("CARD")});
    arguments.addOption(
        {QStringLiteral("full-screen"), QStringLiteral("without frame, as in a kiosk session")});
    arguments.addOption({QStringLiteral("size"),
                         QStringLiteral("WIDTHxHEIGHT of the window instead of the whole screen"),
                         QStringLiteral("SIZE")});
}

/// What can be told without loading the trust store: the kiosk loads it anyway.
std::vector<std::string> problems_of(const kiosk::Config& config) {
    auto problems = kiosk::problems_here(config, qEnvironmentVariable("PATH").toStdString());
    const auto outputs = kiosk::problems_of_outputs(config);
    problems.insert(problems.end(), outputs.begin(), outputs.end());
    return problems;
}

int check_config(const QString& file) {
    std::vector<std::string> problems;
    try {
        auto config = kiosk::load_config(file.toStdString());
        kiosk::check_outputs(config);
        kiosk::make_demo(config, "", KIOSK_DEMO_TRUST);
        if (config.demo) simulated::look_up(config.demo_card);
        problems = kiosk::problems_of_trust(config, static_cast<std::int64_t>(std::time(nullptr)));
        const auto here = problems_of(config);
        problems.insert(problems.end(), here.begin(), here.end());
    } catch (const std::runtime_error& error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
    for (const auto& problem : problems) std::cerr << file.toStdString() << ": " << problem << '\n';
    if (!problems.empty()) return 1;
    std::cout << file.toStdString() << ": nothing is wrong\n";
    return 0;
}

int hash_pin() {
    std::string pin;
    std::getline(std::cin, pin);
    card::SystemRandom random;
    std::cout << kiosk::hash_pin(pin, random) << '\n';
    return 0;
}

/// A kiosk session may have no window manager: what it would make large is made so here.
void show(QQuickWindow& window, const QCommandLineParser& arguments) {
    const bool full = arguments.isSet(QStringLiteral("full-screen"));
    const bool sized = arguments.isSet(QStringLiteral("size"));
    const auto* screen = window.screen();
    if (sized) {
        const auto size = arguments.value(QStringLiteral("size")).split(QLatin1Char('x'));
        window.resize(size.value(0).toInt(), size.value(1).toInt());
    } else if (screen && full) {
        window.setGeometry(screen->geometry());
    } else if (screen) {
        window.resize(window.size().boundedTo(screen->availableSize()));
    }
    if (full) window.showFullScreen();
    else if (!sized) window.showMaximized();
}

int run(const QCommandLineParser& arguments) {
    kiosk::ApplicationOptions options;
    options.config = configuration(arguments);
    for (const auto& problem : problems_of(options.config))
        std::cerr << "card-kiosk: " << problem << '\n';
    options.devices = kiosk::qt_devices(options.config.camera);
    kiosk::Application application(std::move(options));
    auto* window = application.window();
    if (!window) return 1;
    show(*window, arguments);
    QObject::connect(&application, &kiosk::Application::restartAsked, window,
                     [] { QCoreApplication::exit(kRestart); });
    return QGuiApplication::exec();
}

/// What asks for no window needs no display either: over ssh, in a script, before the screen is
/// there. Otherwise no application is made here: after its end Qt's connection to the session bus,
/// and with it a screen reader, would be gone.
std::optional<int> answer_without_display(int argc, char** argv, QCommandLineParser& arguments) {
    static constexpr const char* kWithoutWindow[]{
        "--check-config", "--describe-config", "--hash-pin", "--help", "-h", "--version", "-v"};
    const auto asked = [](std::string_view argument) {
        return std::ranges::any_of(kWithoutWindow, [argument](std::string_view name) {
            return argument == name || argument.starts_with(std::string(name) + "=");
        });
    };
    if (std::none_of(argv + 1, argv + argc, asked)) return {};
    const QCoreApplication app(argc, argv);
    arguments.process(app);  // help and version, and what is wrong with the rest
    if (arguments.isSet(QStringLiteral("check-config")))
        return check_config(arguments.value(QStringLiteral("check-config")));
    if (arguments.isSet(QStringLiteral("describe-config")))
        return std::cout << kiosk::describe_config() << '\n' << kiosk::describe_outputs(), 0;
    if (arguments.isSet(QStringLiteral("hash-pin"))) return hash_pin();
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    kiosk::guard_memory(argv);
    // The engine keeps compiled pages in a folder of the user, and took some of an earlier program
    // for this one's. Compiling them costs 30 ms; nothing that somebody left there is run.
    qputenv("QML_DISABLE_DISK_CACHE", "1");
    // A bank has two windows, and Mesa's software renderer dies where each has a thread that draws:
    // one loop, this thread's, draws both.
    qputenv("QSG_RENDER_LOOP", "basic");
    QCoreApplication::setApplicationName(QStringLiteral("card-kiosk"));
    QCoreApplication::setApplicationVersion(QStringLiteral(KIOSK_VERSION));
    QCommandLineParser arguments;
    add_options(arguments);
    try {
        if (const auto answered = answer_without_display(argc, argv, arguments)) return *answered;
        QGuiApplication app(argc, argv);
        arguments.process(app);
        const int result = run(arguments);
        return result == kRestart &&
                       QProcess::startDetached(QCoreApplication::applicationFilePath(),
                                               QCoreApplication::arguments().mid(1))
                   ? 0
                   : result;
    } catch (const std::exception& error) {
        std::cerr << "card-kiosk: " << error.what() << '\n';
        return 2;
    }
}

// Tests with an event loop and no display.
#include <gtest/gtest.h>

#include <QGuiApplication>
#include <QQuickWindow>

/// Qt Multimedia drops sounds that are still loading when a program ends, and what it allocated for them can be told by the library alone;
/// what our own code allocates stays under the leak check.
extern "C" __attribute__((visibility("default"))) const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libQt6Core.so\nleak:libQt6Multimedia.so\n"; }

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    qputenv("QT_LOGGING_RULES", "qt.multimedia.*=false;qt.speech.*=false");
    testing::InitGoogleTest(&argc, argv);
    QGuiApplication app(argc, argv);
    return RUN_ALL_TESTS();
}

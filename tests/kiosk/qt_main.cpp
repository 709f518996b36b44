// SPDX-License-Identifier: Apache-2.0
// Tests with an event loop and no display.
#include <gtest/gtest.h>

#include <QGuiApplication>
#include <QQuickWindow>

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QML_DISABLE_DISK_CACHE", "1");
    qputenv("QT_QUICK_BACKEND", "software");
    testing::InitGoogleTest(&argc, argv);
    QGuiApplication app(argc, argv);
    return RUN_ALL_TESTS();
}

// SPDX-License-Identifier: Apache-2.0
// A QML engine with its parts: one a window, each with a language and a look of its own.
#pragma once
#include <QQmlApplicationEngine>
#include <QQuickWindow>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "ui/result.h"

namespace kiosk {

/// What QML has to complain about.
using Complain = std::function<void(const QString&)>;
/// Name in QML and object; all outlive the engine.
using QmlParts = std::vector<std::pair<const char*, QObject*>>;

std::unique_ptr<QQmlApplicationEngine> make_engine(const QmlParts& parts, const Result& result,
                                                   const Complain& complain);
/// The window of `file` in qml/; null when it could not be loaded.
QQuickWindow* load_window(QQmlApplicationEngine& engine, const char* file);
/// What the engine keeps of values that were shown is collected now, not some day.
void forget_values(QQmlApplicationEngine& engine);

}  // namespace kiosk

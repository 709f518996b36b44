// SPDX-License-Identifier: Apache-2.0
// QML singletons that the application hands in: each is found by its name among the engine's
// properties, none is global.
#pragma once
#include <QJSEngine>
#include <QQmlEngine>
#include <QVariant>

namespace kiosk {

template <class T>
T* provided(QQmlEngine* engine, const char* name) {
    auto* object = engine->property(name).value<QObject*>();
    QJSEngine::setObjectOwnership(object, QJSEngine::CppOwnership);
    return qobject_cast<T*>(object);
}

}  // namespace kiosk

// SPDX-License-Identifier: Apache-2.0
// A PDF to the operator's print program, on its standard input; nothing is written to a file.
#pragma once
#include <QByteArray>
#include <QObject>

#include <functional>
#include <string>
#include <vector>

namespace kiosk {

/// `done` is called once, in the thread of `owner`, while that lives: whether the program took it
/// and ended well.
void print_pdf(QObject* owner, const std::vector<std::string>& command, const QByteArray& pdf,
               std::function<void(bool)> done);

}  // namespace kiosk

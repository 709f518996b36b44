// SPDX-License-Identifier: Apache-2.0
#include "ui/printing.h"

#include <QProcess>

namespace kiosk {

void print_pdf(QObject* owner, const std::vector<std::string>& command, const QByteArray& pdf,
               std::function<void(bool)> done) {
    QStringList arguments;
    for (std::size_t i = 1; i < command.size(); ++i)
        arguments.append(QString::fromStdString(command[i]));
    auto* printer = new QProcess(owner);
    const auto end = [printer, done = std::move(done)](bool good) {
        printer->deleteLater();
        done(good);
    };
    QObject::connect(printer, &QProcess::finished, owner,
                     [end](int code, QProcess::ExitStatus status) {
                         end(status == QProcess::NormalExit && code == 0);
                     });
    QObject::connect(printer, &QProcess::errorOccurred, owner, [end](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) end(false);
    });
    printer->start(QString::fromStdString(command[0]), arguments);
    printer->write(pdf);
    printer->closeWriteChannel();
}

}  // namespace kiosk

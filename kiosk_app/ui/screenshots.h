// Walks through one visit with the simulated card and writes every page that comes as a picture.
#pragma once
#include <QObject>
#include <QQuickWindow>
#include <QSet>
#include <QTimer>

#include "ui/flow.h"

namespace kiosk {

struct ScreenshotOptions {
    QString folder, language;
};

class Screenshots : public QObject {
    Q_OBJECT

public:
    Screenshots(Flow& flow, Texts& texts, QQuickWindow& window, ScreenshotOptions options);

private:
    void take();
    void step();

    Flow& flow_;
    Texts& texts_;
    QQuickWindow& window_;
    ScreenshotOptions options_;
    QTimer settle_, end_;
    QSet<QString> taken_;
};

}  // namespace kiosk

// SPDX-License-Identifier: Apache-2.0
// Paints the camera's newest frame, mirrored like a looking-glass where wished. No VideoOutput:
// that needs a GPU.
#pragma once
#include <qqml.h>
#include <QImage>
#include <QQuickPaintedItem>

#include "ui/camera.h"

namespace kiosk {

class FrameView : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(kiosk::Camera* camera READ camera WRITE setCamera NOTIFY cameraChanged)
    Q_PROPERTY(bool mirrored MEMBER mirrored_)

public:
    Camera* camera() const { return camera_; }
    void setCamera(Camera* camera);
    void paint(QPainter* painter) override;

signals:
    void cameraChanged();

private:
    Camera* camera_ = nullptr;
    QImage frame_;
    bool mirrored_ = false;
};

}  // namespace kiosk

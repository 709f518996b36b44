// SPDX-License-Identifier: Apache-2.0
// Shows the camera's newest frame, mirrored like a looking-glass where wished. No VideoOutput:
// that needs a GPU.
#pragma once
#include <qqml.h>
#include <QImage>
#include <QQuickItem>

#include "ui/camera.h"

namespace kiosk {

class FrameView : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(kiosk::Camera* camera READ camera WRITE setCamera NOTIFY cameraChanged)
    Q_PROPERTY(bool mirrored MEMBER mirrored_)

public:
    explicit FrameView(QQuickItem* parent = nullptr) : QQuickItem(parent) {
        setFlag(ItemHasContents);
    }
    Camera* camera() const { return camera_; }
    void setCamera(Camera* camera);

signals:
    void cameraChanged();

protected:
    QSGNode* updatePaintNode(QSGNode* old, UpdatePaintNodeData* data) override;

private:
    Camera* camera_ = nullptr;
    QImage frame_;
    bool mirrored_ = false;
};

}  // namespace kiosk

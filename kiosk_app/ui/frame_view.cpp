// SPDX-License-Identifier: Apache-2.0
#include "ui/frame_view.h"

#include <QPainter>

namespace kiosk {

void FrameView::setCamera(Camera* camera) {
    if (camera_ == camera) return;
    if (camera_) camera_->disconnect(this);
    camera_ = camera;
    if (camera_) {
        connect(camera_, &Camera::frame, this, [this](const QImage& frame) {
            frame_ = frame;
            update();
        });
        connect(camera_, &Camera::openChanged, this, [this] {
            frame_ = {};
            update();
        });
    }
    emit cameraChanged();
}

void FrameView::paint(QPainter* painter) {
    if (frame_.isNull()) return;
    const auto size = QSizeF(frame_.size()).scaled(boundingRect().size(), Qt::KeepAspectRatio);
    const QRectF to(QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size);
    painter->drawImage(to, mirrored_ ? frame_.mirrored(true, false) : frame_);
}

}  // namespace kiosk

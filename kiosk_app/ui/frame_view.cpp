// SPDX-License-Identifier: Apache-2.0
#include "ui/frame_view.h"

#include <QQuickWindow>
#include <QSGImageNode>
#include <memory>

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

/// The scene owns what is returned, and the node its texture.
QSGNode* FrameView::updatePaintNode(QSGNode* old, UpdatePaintNodeData*) {
    auto node = std::unique_ptr<QSGImageNode>(static_cast<QSGImageNode*>(old));
    if (frame_.isNull()) return nullptr;
    if (!node) {
        node.reset(window()->createImageNode());
        node->setOwnsTexture(true);
        node->setFiltering(QSGTexture::Linear);
    }
    node->setTexture(window()->createTextureFromImage(frame_));
    node->setTextureCoordinatesTransform(mirrored_ ? QSGImageNode::MirrorHorizontally
                                                   : QSGImageNode::NoTransform);
    const auto size = QSizeF(frame_.size()).scaled(boundingRect().size(), Qt::KeepAspectRatio);
    node->setRect(QRectF({(width() - size.width()) / 2, (height() - size.height()) / 2}, size));
    return node.release();
}

}  // namespace kiosk

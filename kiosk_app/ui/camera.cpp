// SPDX-License-Identifier: Apache-2.0
#include "ui/camera.h"

#define ZX_USE_UTF8 1  // text() gives UTF-8
#include <ZXing/ReadBarcode.h>

namespace kiosk {

QString qr_in(const QImage& frame) {
    static constexpr std::size_t kMostText = 2048;
    const auto gray = frame.convertToFormat(QImage::Format_Grayscale8);
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode);
    hints.setTryHarder(true);
    try {
        const auto result =
            ZXing::ReadBarcode({gray.constBits(), gray.width(), gray.height(),
                                ZXing::ImageFormat::Lum, static_cast<int>(gray.bytesPerLine())},
                               hints);
        if (!result.isValid()) return {};
        const auto text = result.text();
        return text.size() > kMostText ? QString() : QString::fromStdString(text);
    } catch (const std::exception&) {
        return {};
    }
}

Camera::Camera(FrameSource* source, QObject* parent)
    : QObject(parent), source_(source), searcher_([this] { search(); }) {
    if (!source_) return;
    available_ = source_->available();
    source_->listen({[this](const QImage& image) { take(image); },
                     [this] {
                         set_available(false);
                         emit lost();
                     },
                     [this] { set_available(source_->available()); }});
}

Camera::~Camera() {
    if (source_) source_->listen({});
    {
        const std::lock_guard lock(mutex_);
        end_ = true;
    }
    changed_.notify_all();
    searcher_.join();
}

void Camera::set_available(bool available) {
    if (available == available_) return;
    available_ = available;
    emit availableChanged();
}

void Camera::set_open(bool open, bool codes) {
    codes_ = codes;
    open = open && available_;
    if (open == open_) return;
    open_ = open;
    if (open) {
        source_->open();
    } else {
        const std::lock_guard lock(mutex_);
        next_ = {};
        source_->close();
    }
    emit openChanged();
}

void Camera::take(const QImage& picture) {
    if (!open_) return;
    QImage image = picture;
    if (std::max(image.width(), image.height()) > kMaxFrameSide)
        image =
            image.scaled(kMaxFrameSide, kMaxFrameSide, Qt::KeepAspectRatio, Qt::FastTransformation);
    emit frame(image);
    if (!codes_) return;
    {
        const std::lock_guard lock(mutex_);
        next_ = std::move(image);
    }
    changed_.notify_all();
}

void Camera::search() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return end_ || !next_.isNull(); });
        if (end_) return;
        const auto image = std::exchange(next_, {});
        lock.unlock();
        const auto text = qr_in(image);
        if (!text.isEmpty())
            QMetaObject::invokeMethod(
                this,
                [this, text] {
                    if (open_ && codes_) emit code(text);
                },
                Qt::QueuedConnection);
        lock.lock();
    }
}

}  // namespace kiosk

#include "ui/camera.h"

#include <QCamera>
#include <QMediaCaptureSession>
#include <QMediaDevices>
#include <QVideoFrame>

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
        const auto result = ZXing::ReadBarcode({gray.constBits(), gray.width(), gray.height(), ZXing::ImageFormat::Lum, static_cast<int>(gray.bytesPerLine())}, hints);
        if (!result.isValid()) return {};
        const auto text = result.text();
        return text.size() > kMostText ? QString() : QString::fromStdString(text);
    } catch (const std::exception&) {
        return {};
    }
}

Camera::Camera(bool wanted, QObject* parent) : QObject(parent), searcher_([this] { search(); }) {
    available_ = wanted && !QMediaDevices::videoInputs().isEmpty();
    connect(&sink_, &QVideoSink::videoFrameChanged, this, &Camera::take);
}

Camera::~Camera() {
    {
        const std::lock_guard lock(mutex_);
        end_ = true;
    }
    changed_.notify_all();
    searcher_.join();
}

void Camera::set_open(bool open, bool codes) {
    codes_ = codes;
    open = open && available_;
    if (open == open_) return;
    open_ = open;
    if (!open) {
        const std::lock_guard lock(mutex_);
        next_ = {};
        device_.reset();
        session_.reset();
    } else if (!QMediaDevices::videoInputs().isEmpty()) {
        device_ = std::make_unique<QCamera>(QMediaDevices::defaultVideoInput());
        session_ = std::make_unique<QMediaCaptureSession>();
        session_->setCamera(device_.get());
        session_->setVideoSink(&sink_);
        connect(device_.get(), &QCamera::errorOccurred, this, [this] {
            available_ = false;
            emit availableChanged();
            emit lost();
        });
        device_->start();
    }
    emit openChanged();
}

void Camera::take(const QVideoFrame& video) {
    if (!open_) return;
    QImage image = video.toImage();
    if (image.isNull()) return;
    if (std::max(image.width(), image.height()) > kMaxFrameSide) image = image.scaled(kMaxFrameSide, kMaxFrameSide, Qt::KeepAspectRatio, Qt::FastTransformation);
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
        if (!text.isEmpty()) QMetaObject::invokeMethod(this, [this, text] { if (open_ && codes_) emit code(text); }, Qt::QueuedConnection);
        lock.lock();
    }
}

}  // namespace kiosk

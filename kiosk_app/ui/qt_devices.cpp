// SPDX-License-Identifier: Apache-2.0
#include "ui/qt_devices.h"

#include <QAudioDevice>
#include <QAudioSink>
#include <QBuffer>
#include <QCamera>
#include <QMediaCaptureSession>
#include <QMediaDevices>
#include <QSoundEffect>
#include <QTextToSpeech>
#include <QUrl>
#include <QVideoFrame>
#include <QVideoSink>

namespace kiosk {
namespace {

class QtLoudspeaker final : public Loudspeaker {
public:
    void play_tone(const QByteArray& samples) override {
        if (QMediaDevices::audioOutputs().isEmpty()) return;
        sink_.reset();
        samples_ = samples;
        QAudioFormat format;
        format.setSampleRate(kSampleRate);
        format.setChannelCount(1);
        format.setSampleFormat(QAudioFormat::Int16);
        buffer_ = std::make_unique<QBuffer>(&samples_);
        buffer_->open(QIODevice::ReadOnly);
        sink_ = std::make_unique<QAudioSink>(QMediaDevices::defaultAudioOutput(), format);
        sink_->start(buffer_.get());
    }

    bool speaks() override {
        if (synthesiser_) return synthesiser_->state() != QTextToSpeech::Error;
        auto engines = QTextToSpeech::availableEngines();
        engines.removeAll(QStringLiteral("mock"));  // Qt's own, for tests: it is silent
        if (engines.isEmpty()) return false;
        synthesiser_ = std::make_unique<QTextToSpeech>(engines.first());
        const auto told = [this](QTextToSpeech::State state) {
            if (state == QTextToSpeech::Ready && ended_) std::exchange(ended_, nullptr)();
        };
        QObject::connect(synthesiser_.get(), &QTextToSpeech::stateChanged, &context_, told,
                         Qt::QueuedConnection);
        return synthesiser_->state() != QTextToSpeech::Error;
    }

    void play_file(const QString& file, Ended ended) override {
        player_ = std::make_unique<QSoundEffect>();
        const auto told = [this, ended = std::move(ended)] {
            if (player_ && !player_->isPlaying()) ended();
        };
        QObject::connect(player_.get(), &QSoundEffect::playingChanged, &context_, told,
                         Qt::QueuedConnection);
        player_->setSource(QUrl::fromLocalFile(file));
        player_->play();
    }

    void say(const QString& text, const QLocale& language, double rate, Ended ended) override {
        if (!speaks()) return;
        ended_ = std::move(ended);
        synthesiser_->setLocale(language);
        synthesiser_->setRate(rate);
        synthesiser_->say(text);
    }

    void stop() override {
        ended_ = nullptr;
        if (synthesiser_) synthesiser_->stop();
        player_.reset();
    }

private:
    QByteArray samples_;
    std::unique_ptr<QBuffer> buffer_;
    std::unique_ptr<QAudioSink> sink_;  // after what it plays
    std::unique_ptr<QSoundEffect> player_;
    std::unique_ptr<QTextToSpeech> synthesiser_;
    Ended ended_;
    QObject context_;  // last: nothing is told while the rest goes
};

class QtCamera final : public FrameSource {
public:
    QtCamera() {
        QObject::connect(&devices_, &QMediaDevices::videoInputsChanged, &context_, [this] {
            if (listener().changed) listener().changed();
        });
        QObject::connect(&sink_, &QVideoSink::videoFrameChanged, &context_,
                         [this](const QVideoFrame& frame) {
                             const QImage image = frame.toImage();
                             if (!image.isNull() && listener().frame) listener().frame(image);
                         });
    }

    bool available() const override { return !QMediaDevices::videoInputs().isEmpty(); }

    void open() override {
        if (!available()) return;
        device_ = std::make_unique<QCamera>(QMediaDevices::defaultVideoInput());
        session_ = std::make_unique<QMediaCaptureSession>();
        session_->setCamera(device_.get());
        session_->setVideoSink(&sink_);
        QObject::connect(device_.get(), &QCamera::errorOccurred, &context_, [this] {
            if (listener().lost) listener().lost();
        });
        device_->start();
    }

    void close() override {
        device_.reset();
        session_.reset();
    }

private:
    QMediaDevices devices_;
    QVideoSink sink_;
    std::unique_ptr<QMediaCaptureSession> session_;
    std::unique_ptr<QCamera> device_;
    QObject context_;  // last: nothing is told while the rest goes
};

}  // namespace

Devices qt_devices(bool camera) {
    Devices devices{std::make_unique<QtLoudspeaker>(), nullptr};
    if (camera) devices.camera = std::make_unique<QtCamera>();
    return devices;
}

}  // namespace kiosk

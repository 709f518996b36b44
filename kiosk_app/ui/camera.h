// SPDX-License-Identifier: Apache-2.0
// The camera: its frames go to a painted item and, on the key page, to the QR reader. Open only
// where a page needs it.
#pragma once
#include <qqml.h>
#include <QImage>
#include <QObject>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "ui/devices.h"
#include "ui/provided.h"

namespace kiosk {

/// Frames are made smaller than this before anything looks for a code in them.
inline constexpr int kMaxFrameSide = 1280;

/// The text of a QR code in the picture; empty where there is none. A picture of anything is fed to
/// it.
QString qr_in(const QImage& frame);

class Camera : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Camera)
    QML_SINGLETON
    Q_PROPERTY(bool available READ available NOTIFY availableChanged)
    Q_PROPERTY(bool open READ isOpen NOTIFY openChanged)

public:
    /// `source`: null where the configuration wants none, outlives this. Without one it stays
    /// closed and says so.
    explicit Camera(FrameSource* source, QObject* parent = nullptr);
    ~Camera() override;
    static Camera* create(QQmlEngine* engine, QJSEngine*) {
        return provided<Camera>(engine, "Camera");
    }

    bool available() const { return available_; }
    bool isOpen() const { return open_; }
    /// Opens or closes it; `codes`: frames are searched for QR codes.
    void set_open(bool open, bool codes);

signals:
    void openChanged();
    void availableChanged();
    void frame(const QImage& frame);
    void code(const QString& text);
    void lost();

private:
    void take(const QImage& frame);
    void set_available(bool available);
    void search();

    FrameSource* source_;
    bool available_ = false, open_ = false, codes_ = false;
    std::mutex mutex_;
    std::condition_variable changed_;
    QImage next_;  ///< the newest frame not yet searched; older ones are dropped
    bool end_ = false;
    std::thread searcher_;  // last
};

}  // namespace kiosk

// SPDX-License-Identifier: Apache-2.0
// What a kiosk is heard with and sees with. The program hands in those of Qt Multimedia
// (qt_devices.h); without them a kiosk is silent and blind and loads no library of the system's for
// either: so do tests, benches and the gallery.
#pragma once
#include <QByteArray>
#include <QImage>
#include <QLocale>
#include <QString>

#include <functional>
#include <memory>

namespace kiosk {

/// Every tone's form: mono, 16 bits, this many samples a second.
inline constexpr int kSampleRate = 48'000;

/// Nothing waits for it, and none of its calls fails: no sound device is no error. Used on the GUI
/// thread alone.
class Loudspeaker {
public:
    using Ended = std::function<void()>;
    virtual ~Loudspeaker() = default;
    /// Samples at kSampleRate; a new tone ends the one before.
    virtual void play_tone(const QByteArray& samples) = 0;
    /// Whether it can speak at all: a synthesiser is installed and answers. May take a moment.
    virtual bool speaks() = 0;
    /// A WAV file. `ended` is called once at its end, from the event loop; never after stop().
    virtual void play_file(const QString& file, Ended ended) = 0;
    /// Speaks; `rate` from -1 to 1, 0 as usual. `ended` as above.
    virtual void say(const QString& text, const QLocale& language, double rate, Ended ended) = 0;
    /// Ends what is played from a file or spoken.
    virtual void stop() = 0;
};

/// A camera that gives pictures while it is open. Used on the GUI thread alone.
class FrameSource {
public:
    struct Listener {
        std::function<void(const QImage&)> frame;
        std::function<void()> lost;     ///< it failed while open
        std::function<void()> changed;  ///< available() says something else now
    };
    virtual ~FrameSource() = default;
    void listen(Listener listener) { listener_ = std::move(listener); }
    virtual bool available() const = 0;
    virtual void open() = 0;
    virtual void close() = 0;

protected:
    const Listener& listener() const { return listener_; }

private:
    Listener listener_;
};

/// Null where there is none.
struct Devices {
    std::unique_ptr<Loudspeaker> loudspeaker;
    std::unique_ptr<FrameSource> camera;
};

}  // namespace kiosk

// Tones: never a meaning that the screen does not show. No sound device is no error, and nothing waits for one.
#pragma once
#include <QByteArray>
#include <QObject>

#include <memory>

class QAudioSink;
class QBuffer;

namespace kiosk {

/// 48 kHz, mono, 16 bits; empty for a name that has no tone.
QByteArray tone(const QString& name, double gain);

class Sounds : public QObject {
    Q_OBJECT

public:
    explicit Sounds(bool wanted, QObject* parent = nullptr);
    ~Sounds() override;
    /// A new tone ends the one before.
    void play(const QString& name);

signals:
    void played(const QString& name);

private:
    bool wanted_;
    int takes_ = 0;  ///< "take your card" grows louder
    std::unique_ptr<QAudioSink> sink_;
    std::unique_ptr<QBuffer> buffer_;
    QByteArray samples_;
};

}  // namespace kiosk

// SPDX-License-Identifier: Apache-2.0
// The page of the key: digits by hand, a code by camera or wedge scanner, two dates when the right
// number was refused. The only place that takes what a scanner typed; what it typed is hostile
// until the QR parser has taken it apart.
#pragma once
#include <qqml.h>
#include <QObject>
#include <QStringList>

#include <array>
#include <functional>

#include "core/card_worker.h"
#include "ui/provided.h"

namespace kiosk {

/// Digits of the number that opens the chip, of the whole ID number, and of a date ddMMyyyy.
inline constexpr std::size_t kCanLength = 6, kNumberLength = 12, kDateLength = 8;
/// Numbers typed, and codes scanned, before it stops until the card leaves.
inline constexpr int kMaxRefusals = 3;

class KeyEntry : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Key)
    QML_SINGLETON
    Q_PROPERTY(QString mode READ mode NOTIFY changed)
    Q_PROPERTY(QString digits READ digits NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(QString message READ message NOTIFY changed)
    Q_PROPERTY(QString argument READ argument NOTIFY changed)
    Q_PROPERTY(QStringList dates READ dates NOTIFY changed)
    Q_PROPERTY(int dateAt READ dateAt NOTIFY changed)
    Q_PROPERTY(bool stopped READ stopped NOTIFY changed)

public:
    explicit KeyEntry(bool camera, QObject* parent = nullptr);
    static KeyEntry* create(QQmlEngine* engine, QJSEngine*) {
        return provided<KeyEntry>(engine, "Key");
    }

    QString mode() const { return mode_; }
    /// What was typed, in groups of three; of a whole number only the last six stay readable.
    QString digits() const;
    int count() const { return static_cast<int>(digits_.size()); }
    QString message() const { return message_; }
    QString argument() const { return argument_; }
    /// Birth and expiry as far as they were typed, dd/MM/yyyy.
    QStringList dates() const;
    int dateAt() const { return date_at_; }
    /// Refused three times: nothing can be typed until the card leaves.
    bool stopped() const { return refusals_ >= kMaxRefusals; }
    bool codesStopped() const { return code_refusals_ >= kMaxRefusals; }

    /// A code that came before the consent: kept, not looked at.
    void keep(const QString& code) { pending_ = code.toStdString(); }
    /// What is typed from here on may turn out to be a scanner's: then it is taken back.
    void mark();
    void take_back();
    /// A scan that came before the consent, looked at now; false when there was none, or it was no
    /// card's.
    bool use_pending();
    bool has_pending() const { return !pending_.empty(); }
    /// The card refused; the text of the problem ("e.key", "e.key3", "e.qrold").
    QString refused();
    /// The card takes no further number: nothing can be typed or scanned until it leaves.
    void stop();
    /// As if this whole number had been refused.
    void remember_refused(const std::string& number) { refused_number_ = number; }
    /// The card took the key, or left after too many.
    void accepted();
    /// Another card may come: what this one refused may be right for it.
    void card_left() { refused_.clear(); }
    void open();
    void clear();

public slots:
    void digit(const QString& digit);
    void erase();
    void eraseAll();
    void enter();
    void neverExpires();
    void setMode(const QString& mode);
    /// The text of a code that camera or scanner saw.
    void scanned(const QString& text);
    void cameraLost();
    void cameraFound() { camera_ = true; }

signals:
    void changed();
    void ready(const kiosk::VisitKey& key);
    void typed();

private:
    void say(const QString& message, const QString& argument = {});
    bool use_code(const std::string& code);
    using SharedKey = std::shared_ptr<const card::AccessKey>;
    void give_out(SharedKey key, card::Body body = {});
    /// The card on the reader has refused it: it is never sent again.
    bool was_refused(const card::AccessKey& key) const;
    void enter_number();
    void enter_date();
    void wipe();

    bool camera_;
    QString mode_, message_, argument_;
    std::string digits_, refused_number_, last_number_, pending_;
    std::array<std::string, 2> dates_;
    int date_at_ = 0, refusals_ = 0, code_refusals_ = 0;
    bool last_was_code_ = false;
    SharedKey last_key_;
    std::vector<SharedKey> refused_;  ///< by the card that lies there
    /// As it was at mark().
    struct Typed {
        QString mode, message, argument;
        std::string digits;
        std::array<std::string, 2> dates;
        int date_at = 0;
    };
    void wipe_mark();
    Typed marked_;
};

}  // namespace kiosk

// SPDX-License-Identifier: Apache-2.0
// The administrator's pages: PIN, what works and what does not, measuring the screen, cleaning, the
// report of faults. No personal value is here.
#pragma once
#include <qqml.h>
#include <QObject>
#include <QTimer>
#include <QVariantList>

#include "core/faults.h"
#include "core/judging.h"
#include "core/pin_lock.h"
#include "core/reader_watch.h"
#include "core/trust_summary.h"
#include "outputs/outputs.h"
#include "ui/flow.h"

namespace kiosk {

/// A bank card and an ID card are as wide (ISO 7810 ID-1).
inline constexpr double kCardWidthMm = 85.6;
inline constexpr int kCleaningSeconds = 30;

/// What it asks how it is doing; outlives it.
struct AdminParts {
    const Outputs& outputs;
    const ReaderWatch& reader;
};

class Admin : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Admin)
    QML_SINGLETON
    Q_PROPERTY(bool offered READ offered CONSTANT)
    Q_PROPERTY(int pinLength READ pinLength NOTIFY pinChanged)
    Q_PROPERTY(QString pinMessage READ pinMessage NOTIFY pinChanged)
    Q_PROPERTY(int pinNumber READ pinNumber NOTIFY pinChanged)
    Q_PROPERTY(QVariantList lines READ lines NOTIFY linesChanged)
    Q_PROPERTY(QString message READ message NOTIFY linesChanged)
    Q_PROPERTY(bool clockBehind READ clockBehind NOTIFY linesChanged)
    Q_PROPERTY(bool readerLost READ readerLost NOTIFY readerChanged)
    Q_PROPERTY(QString readerName READ readerName CONSTANT)
    Q_PROPERTY(bool canPrint READ canPrint CONSTANT)
    Q_PROPERTY(int cleaning READ cleaning NOTIFY cleaningChanged)
    Q_PROPERTY(int scans READ scans NOTIFY scannerChanged)
    Q_PROPERTY(QString scanner READ scanner NOTIFY scannerChanged)
    Q_PROPERTY(int barWidth READ barWidth NOTIFY barChanged)

public:
    Admin(const Config& config, Judging& judging, const AdminParts& parts, Flow& flow,
          Comfort& comfort, Texts& texts, Background& background, QObject* parent = nullptr);
    static Admin* create(QQmlEngine* engine, QJSEngine*) {
        return provided<Admin>(engine, "Admin");
    }

    bool offered() const { return !config_.admin_pin.empty(); }
    int pinLength() const { return static_cast<int>(pin_.size()); }
    QString pinMessage() const { return pin_message_; }
    int pinNumber() const { return pin_number_; }
    /// What the machine is and has: text, argument.
    QVariantList lines() const;
    QString message() const { return message_; }
    /// What the configuration calls the reader; it does not answer, as the last attempt showed.
    bool readerLost() const { return parts_.reader.state().lost; }
    QString readerName() const { return QString::fromStdString(parts_.reader.uri()); }
    bool canPrint() const { return !config_.print_command.empty(); }
    /// The code that staff say on the telephone: "K17" for "access.pace.token".
    Q_INVOKABLE QString shortCode(const QString& fault) const {
        const auto name = fault.toStdString();
        return row_of(name) ? QString::fromStdString(short_code(name)) : fault;
    }
    /// The report of faults, without a value of anybody.
    std::string report() const;
    /// The clock shows a time before the last card's.
    bool clockBehind() const { return flow_.now() < judging_.state().last_run; }
    int cleaning() const { return cleaning_; }
    /// Id of what the scanner on trial made of the code; empty: nothing came yet.
    QString scanner() const { return scanner_; }
    /// So many codes came.
    int scans() const { return scans_; }
    int barWidth() const { return bar_; }
    void set_screen_pixels(int width) { screen_pixels_ = width; }

public slots:
    void knock();
    void digit(const QString& digit);
    void erase();
    void enter();
    void testRead();
    void testPrint();
    void measure();
    void wider(int pixels);
    void tryScanner();
    void keepMeasure();
    void clean();
    void writeReport();
    /// The machine's time is right, though it lies before the last card's: asked for twice.
    void trustClock();
    void leave();
    void restart();

signals:
    void pinChanged();
    void linesChanged();
    void readerChanged();
    void cleaningChanged();
    void barChanged();
    void scannerChanged();
    void restartAsked();

private:
    void answered(const PinLock::Answer& answer);
    void say(const QString& message);
    void save(const std::filesystem::path& file, const std::string& text, const QString& good,
              const QString& bad);
    void note_fault();
    void look();
    void judge(const QString& code);
    void add_reader(QVariantList& list) const;
    void add_trust(QVariantList& list) const;
    void add_outputs(QVariantList& list) const;
    bool open() const { return flow_.administered(); }

    const Config config_;
    Judging& judging_;
    AdminParts parts_;
    Flow& flow_;
    Comfort& comfort_;
    Texts& texts_;
    Background& background_;
    PinLock lock_;  ///< asked by the background thread alone
    std::string pin_;
    QString pin_message_, message_, scanner_;
    int pin_number_ = 0, scans_ = 0, cleaning_ = 0, bar_ = 400, screen_pixels_ = 0;
    TrustSummary trust_;
    std::int64_t trust_changed_ = 0;  ///< newest file of the trust store, seconds since 1970
    Faults faults_;
    std::uint64_t turn_ = 0;  ///< of the page that was looked at last
    bool asking_ = false;
    QTimer second_;
};

/// The width that was measured, kept in the state folder; 0 where none was.
double measured_width(const std::filesystem::path& folder);
/// A scanner has typed a code at this machine, kept in the same folder.
bool scanner_seen(const std::filesystem::path& folder);

}  // namespace kiosk

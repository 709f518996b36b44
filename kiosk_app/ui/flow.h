// The visit as the pages see it: one state, its values, and what a person may do. Holds nothing personal after clearing.
#pragma once
#include <QElapsedTimer>
#include <QImage>
#include <QObject>
#include <QTimer>
#include <QVariantList>

#include <memory>

#include "counter/card_worker.h"
#include "counter/journal.h"
#include "counter/wedge_filter.h"
#include "ui/texts.h"

namespace kiosk {

/// Digits of the number that opens the chip, and of the whole ID number.
inline constexpr std::size_t kCanLength = 6, kNumberLength = 12;
/// "genuine", "chip", "undetermined", "failed"
const char* plate_name(Plate plate);

class Flow : public QObject {
    Q_OBJECT
    Q_PROPERTY(QString page READ page NOTIFY pageChanged)
    Q_PROPERTY(QString profile READ profile CONSTANT)
    Q_PROPERTY(QString readerPlace READ readerPlace CONSTANT)
    Q_PROPERTY(bool demo READ demo CONSTANT)
    Q_PROPERTY(QString digits READ digits NOTIFY keyChanged)
    Q_PROPERTY(QString keyMessage READ keyMessage NOTIFY keyChanged)
    Q_PROPERTY(QVariantList stages READ stages NOTIFY readingChanged)
    Q_PROPERTY(QString notice READ notice NOTIFY readingChanged)
    Q_PROPERTY(QVariantList fields READ fields NOTIFY fieldsChanged)
    Q_PROPERTY(QVariantList checks READ checks NOTIFY resultChanged)
    Q_PROPERTY(QVariantMap result READ result NOTIFY resultChanged)
    Q_PROPERTY(bool hasPortrait READ hasPortrait NOTIFY resultChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY pageChanged)
    Q_PROPERTY(QString code READ code NOTIFY pageChanged)
    Q_PROPERTY(QString decision READ decision NOTIFY decisionChanged)
    Q_PROPERTY(bool numberShown READ numberShown NOTIFY fieldsChanged)
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY secondsLeftChanged)
    Q_PROPERTY(int limit READ limit NOTIFY pageChanged)
    Q_PROPERTY(bool consentRead READ consentRead NOTIFY consentChanged)

public:
    Flow(const Config& config, card::TrustStore trust, Texts& texts, QObject* parent = nullptr);
    ~Flow() override;

    QString page() const { return page_; }
    QString profile() const;
    QString readerPlace() const { return QString::fromStdString(config_.reader_place); }
    bool demo() const { return config_.demo; }
    QString digits() const;
    QString keyMessage() const { return key_message_; }
    QVariantList stages() const;
    QString notice() const { return notice_; }
    QVariantList fields() const;
    QVariantList checks() const;
    QVariantMap result() const;
    bool hasPortrait() const { return !portrait_.isNull(); }
    QImage portrait() const { return portrait_; }
    QString problem() const { return problem_; }
    QString code() const { return code_; }
    QString decision() const { return decision_; }
    bool numberShown() const { return number_shown_; }
    int secondsLeft() const { return seconds_left_; }
    bool consentRead() const { return consent_read_; }

    Q_INVOKABLE QString operatorName() const;
    Q_INVOKABLE QString desk() const;
    Q_INVOKABLE QString purpose() const;
    /// "used", "unused", "kept_at", "kept_for": the operator's words for the consent.
    Q_INVOKABLE QString consent(const QString& what) const;
    Q_INVOKABLE QString phone() const { return QString::fromStdString(config_.phone); }

public slots:
    void start();
    void tickConsent();
    void agree();
    void refuse();
    void digit(const QString& digit);
    void erase();
    void eraseAll();
    void enterNumber();
    /// A key of a keyboard or a wedge scanner; true when it was taken.
    bool key(const QString& text, bool terminator);
    void retry();
    void back();
    void stop();
    void next();
    void decide(const QString& decision);
    void showNumber(bool shown);
    void switchLanguage();
    void more();
    /// Somebody is there.
    void touched();

signals:
    void pageChanged();
    void keyChanged();
    void readingChanged();
    void fieldsChanged();
    void resultChanged();
    void decisionChanged();
    void secondsLeftChanged();
    void consentChanged();
    void sound(const QString& name);

private:
    void go(const QString& page);
    void fail(const QString& problem, const QString& code);
    void begin(std::shared_ptr<const card::AccessKey> key);
    void take(const Happening& event);
    void take_stage(const Happening& event);
    void finish(const Happening& event);
    void clear();
    void tick();
    int limit() const;

    Config config_;
    Texts& texts_;
    Journal journal_;
    QString page_, key_message_, notice_, problem_, code_, decision_;
    std::string digits_;
    WedgeFilter wedge_;
    std::uint64_t visit_ = 0;
    int refusals_ = 0, seconds_left_ = -1, idle_ = 0, percent_ = 0;
    std::optional<Stage> stage_;
    std::vector<Field> fields_;
    std::shared_ptr<const Outcome> outcome_;
    QImage portrait_;
    bool number_shown_ = false, consent_read_ = false, card_removed_ = false;
    QTimer second_;
    QElapsedTimer since_start_;
    std::unique_ptr<CardWorker> worker_;  // last: its thread ends first
};

}  // namespace kiosk

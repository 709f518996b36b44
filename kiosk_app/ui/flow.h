// SPDX-License-Identifier: Apache-2.0
// The visit as the pages see it: one state, its values, and what a person may do. Holds nothing
// personal after clearing.
#pragma once
#include <QElapsedTimer>
#include <QImage>
#include <QObject>
#include <QTimer>
#include <QVariantList>

#include <functional>
#include <memory>

#include "core/background.h"
#include "core/card_worker.h"
#include "core/visit.h"
#include "ui/comfort.h"
#include "ui/idle.h"
#include "ui/key_entry.h"
#include "ui/texts.h"

namespace kiosk {

/// "genuine", "chip", "undetermined", "failed"
const char* plate_name(Plate plate);

/// What a visit stands on; all of it outlives the Flow.
struct FlowParts {
    Texts& texts;
    Comfort& comfort;
    KeyEntry& key;
    Background& background;
    VisitSink& sink;
    std::function<std::int64_t()> now;  ///< seconds since 1970
    std::function<bool()> has_camera;
    Judging& judging;
};

class Flow : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Visit)
    QML_SINGLETON
    Q_PROPERTY(QString page READ page NOTIFY pageChanged)
    Q_PROPERTY(QString profile READ profile CONSTANT)
    Q_PROPERTY(QString readerPlace READ readerPlace CONSTANT)
    Q_PROPERTY(bool demo READ demo CONSTANT)
    Q_PROPERTY(QVariantList boxes READ boxes NOTIFY consentChanged)
    Q_PROPERTY(bool forAnother READ forAnother NOTIFY consentChanged)
    Q_PROPERTY(bool mayAgree READ mayAgree NOTIFY consentChanged)
    Q_PROPERTY(QVariantList stages READ stages NOTIFY readingChanged)
    Q_PROPERTY(int remaining READ remaining NOTIFY readingChanged)
    Q_PROPERTY(QString notice READ notice NOTIFY readingChanged)
    Q_PROPERTY(QVariantList fields READ fields NOTIFY fieldsChanged)
    Q_PROPERTY(QVariantList maskedFields READ maskedFields NOTIFY fieldsChanged)
    Q_PROPERTY(QString givenName READ givenName NOTIFY fieldsChanged)
    Q_PROPERTY(QVariantList checks READ checks NOTIFY resultChanged)
    Q_PROPERTY(QVariantList differences READ differences NOTIFY resultChanged)
    Q_PROPERTY(QString plate READ plate NOTIFY resultChanged)
    Q_PROPERTY(QString titleId READ titleId NOTIFY resultChanged)
    Q_PROPERTY(QString bodyId READ bodyId NOTIFY resultChanged)
    Q_PROPERTY(QString actionId READ actionId NOTIFY resultChanged)
    Q_PROPERTY(QString reason READ reason NOTIFY resultChanged)
    Q_PROPERTY(QVariantList remarks READ remarks NOTIFY resultChanged)
    Q_PROPERTY(bool fieldsHidden READ fieldsHidden NOTIFY resultChanged)
    Q_PROPERTY(bool hasPortrait READ hasPortrait NOTIFY resultChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY pageChanged)
    Q_PROPERTY(QString code READ code NOTIFY pageChanged)
    Q_PROPERTY(QString decision READ decision NOTIFY decisionChanged)
    Q_PROPERTY(bool disputed READ disputed NOTIFY decisionChanged)
    Q_PROPERTY(bool numberShown READ numberShown NOTIFY fieldsChanged)
    Q_PROPERTY(QString transaction READ transaction NOTIFY pageChanged)
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY secondsLeftChanged)
    Q_PROPERTY(int limit READ limit NOTIFY pageChanged)
    Q_PROPERTY(bool asksStop READ asksStop NOTIFY asksStopChanged)
    Q_PROPERTY(bool cardLeft READ cardLeft NOTIFY pageChanged)
    Q_PROPERTY(bool cardKept READ cardKept NOTIFY keptChanged)
    Q_PROPERTY(bool hasTeller READ hasTeller CONSTANT)
    Q_PROPERTY(bool hasResult READ has_result NOTIFY resultChanged)
    Q_PROPERTY(bool staffTold READ staffTold CONSTANT)
    Q_PROPERTY(bool canScan READ canScan NOTIFY pageChanged)
    Q_PROPERTY(bool hasScanner READ hasScanner NOTIFY scannerSeen)
    Q_PROPERTY(bool helpCalled READ helpCalled NOTIFY helpChanged)

public:
    Flow(const Config& config, const FlowParts& parts, CardWorker::OpenReader open,
         QObject* parent = nullptr);
    ~Flow() override;
    static Flow* create(QQmlEngine* engine, QJSEngine*) { return provided<Flow>(engine, "Visit"); }

    QString page() const { return page_; }
    QString profile() const { return QLatin1String(name_of(config_.profile)); }
    QString readerPlace() const { return QString::fromStdString(config_.reader_place); }
    bool demo() const { return config_.demo; }
    /// The boxes of the consent: text, argument, ticked, required.
    QVariantList boxes() const;
    /// A relative acts for the patient.
    bool forAnother() const {
        return asked_ == Consent::By::parent || asked_ == Consent::By::companion;
    }
    bool mayAgree() const;
    QVariantList stages() const;
    /// Seconds that the reading will still take, by the rate so far; 0 while it cannot be told.
    int remaining() const;
    QString notice() const { return notice_; }
    QVariantList fields() const { return fields(number_shown_); }
    /// For the visitor's own screen: the teller's wish to see the number does not uncover it there.
    QVariantList maskedFields() const { return fields(false); }
    QString givenName() const { return QString::fromStdString(given_name(fields_)); }
    QVariantList checks() const;
    QVariantList differences() const;
    /// Of the verdict: plate and texts; "undetermined" and empty while there is none.
    QString plate() const {
        return QLatin1String(plate_name(outcome_ ? outcome_->plate : Plate::undetermined));
    }
    QString titleId() const {
        return outcome_ ? QString::fromStdString(outcome_->title_id) : QString();
    }
    QString bodyId() const {
        return outcome_ ? QString::fromStdString(outcome_->body_id) : QString();
    }
    QString actionId() const {
        return outcome_ ? QString::fromStdString(outcome_->do_id) : QString();
    }
    /// The body's %1: a date, or why the chip is not proven.
    QString reason() const;
    /// All that asks for attention: id and value of the text, id of what to do about it.
    QVariantList remarks() const;
    bool fieldsHidden() const { return outcome_ && outcome_->fields_hidden; }
    bool hasPortrait() const { return !portrait_.isNull(); }
    QImage portrait() const { return portrait_; }
    QString problem() const { return problem_; }
    QString code() const { return code_; }
    QString decision() const { return decision_; }
    bool disputed() const { return disputed_; }
    bool numberShown() const { return number_shown_; }
    /// The first eight characters of the visit's random number, in groups of four.
    QString transaction() const;
    int secondsLeft() const { return idle_.secondsLeft(); }
    /// Seconds for the footer; 0 while reading, which ends by itself.
    int limit() const { return page_ == QLatin1String("reading") ? 0 : idle_.limit(); }
    /// Whether the visit shall really be stopped.
    bool asksStop() const { return asks_stop_; }
    bool cardLeft() const { return card_there_; }
    bool cardKept() const { return card_kept_; }
    bool hasTeller() const { return config_.teller_window && config_.profile == Profile::bank; }
    /// Somebody is told when help is called: there is a program for it.
    bool staffTold() const { return !config_.help_command.empty(); }
    /// A code can be shown to something here, and the card takes one.
    bool canScan() const {
        return (hasScanner() || parts_.has_camera()) && !parts_.key.codesStopped();
    }
    bool hasScanner() const { return config_.scanner.value_or(false); }
    bool helpCalled() const { return help_called_; }
    const std::vector<Field>& values() const { return fields_; }
    /// The page takes digits from the keyboard.
    bool takesDigits() const { return page_ == QLatin1String("key"); }
    bool card_there() const { return card_there_; }
    bool has_result() const { return outcome_ != nullptr; }
    std::int64_t now() const { return parts_.now(); }
    bool confirmed() const { return outcome_ && outcome_->plate == Plate::genuine; }
    Idle& idle() { return idle_; }
    /// Whether the tone for a forgotten card goes on; and one of its beats, for the timer and for
    /// tests.
    bool reminds() const { return tone_.isActive(); }
    void remind();

    Q_INVOKABLE QString operatorName() const { return parts_.texts.pick(config_.operator_name); }
    Q_INVOKABLE QString desk() const { return parts_.texts.pick(config_.desk); }
    Q_INVOKABLE QString phone() const { return QString::fromStdString(config_.phone); }
    Q_INVOKABLE QString hours() const { return QString::fromStdString(config_.hours); }
    Q_INVOKABLE QString purpose() const;
    Q_INVOKABLE QString counterNumber() const {
        return QString::fromStdString(config_.counter_number);
    }
    /// "used", "unused", "kept_at", "kept_for": the operator's words for the consent.
    Q_INVOKABLE QString consent(const QString& what) const;

    /// The hospital's step is done; its ticket goes with the visit.
    void finish_step(const Ticket& ticket);
    /// The machine could not give a number: a person must.
    void no_number();
    /// Any page by name: pages outside a visit ("pin", "admin", "measure", "closed",
    /// "outofservice", "welcome"), and those of the hospital's step.
    void show(const QString& page);

public slots:
    /// The reader has been away for a minute.
    void readerGoneLong();
    void start();
    void helpSomebody();
    void helpFor(const QString& whom);
    void noCard();
    void takeWithoutCard();
    void tickBox(int index);
    void agree();
    void refuse();
    /// What a scanner typed.
    void scannedCode(const QString& code);
    /// Digits are typed from here on that may be a scanner's; they were.
    void typingBegins();
    void typingWasScanned();
    /// A key that a person pressed; true when it was used.
    bool typedKey(const QString& text, bool enter);
    void retry();
    void scanInstead();
    void typeInstead();
    void back();
    void stop();
    /// Away from this page. Once a card was read a person is asked first.
    void leave();
    /// Not stopped after all.
    void keep();
    void next();
    /// The teller ends the visit, wherever the visitor is in it.
    void tellerNext();
    void correct(bool right);
    void decide(const QString& decision);
    void showNumber(bool shown);
    void switchLanguage();
    void callHelp();
    void more();
    /// Somebody is there.
    void touched();

signals:
    void pageChanged();
    void consentChanged();
    void readingChanged();
    void fieldsChanged();
    void resultChanged();
    void decisionChanged();
    void secondsLeftChanged();
    void asksStopChanged();
    void keptChanged();
    void helpChanged();
    void sound(const QString& name);
    void helpWanted();
    /// A scanner's code came on a page of a result.
    void scannedBeside();
    /// A card that nobody takes, a reader that stays away: staff must come.
    void staffWanted();
    /// The first code of a scanner of which the configuration says nothing.
    void scannerSeen();
    /// Nothing of a visitor may stay.
    void cleared();

private:
    QVariantList fields(bool number_shown) const;
    void go(const QString& page);
    void fail(const QString& problem, const QString& code);
    void begin(const VisitKey& key);
    void take(const Happening& event);
    void take_reader(const Happening& event);
    void take_stage(const Happening& event);
    void take_removed();
    void take_presence(bool present);
    void take_other_card();
    bool reads_portrait() const { return config_.profile != Profile::hospital; }
    void finish(const Happening& event);
    void clear(const QString& ended);
    void forget_values();
    void record(const QString& ended);
    void step();
    void wait_for_removal();
    void expired();
    void ask_stop(bool asks);
    void ask_key();

    Config config_;
    FlowParts parts_;
    QString page_ = QStringLiteral("welcome"), notice_, problem_, code_, decision_, ended_;
    std::vector<bool> ticked_;
    Consent consent_;
    Consent::By asked_ = Consent::By::nobody;
    std::string transaction_;
    std::uint64_t visit_ = 0;
    VisitKey last_key_;
    int tears_ = 0, failures_ = 0, percent_ = 0, tones_ = 0;
    std::optional<Stage> stage_;
    std::vector<Field> fields_;
    std::shared_ptr<const Outcome> outcome_;
    std::shared_ptr<const card::Document> document_;
    std::shared_ptr<const card::Report> report_;
    std::optional<Ticket> ticket_;
    QImage portrait_;
    bool number_shown_ = false, card_there_ = false, card_kept_ = false, disputed_ = false,
         help_called_ = false, asks_stop_ = false, begun_ = false, reader_gone_ = false;
    Idle idle_;
    QTimer tone_, reader_gone_long_;
    QElapsedTimer since_start_, since_reading_;
    std::unique_ptr<CardWorker> worker_;  // last: its thread ends first
};

}  // namespace kiosk

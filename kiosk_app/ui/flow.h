// SPDX-License-Identifier: Apache-2.0
// The visit as the pages see it: what a person may do becomes an event of the machine of visit/,
// what the machine wants done is done here. Holds nothing personal after clearing.
#pragma once
#include <QObject>
#include <QTimer>
#include <QVariantList>

#include <functional>
#include <memory>

#include "core/background.h"
#include "core/card_worker.h"
#include "core/key_stream.h"
#include "core/visit.h"
#include "ui/clock.h"
#include "ui/comfort.h"
#include "ui/provided.h"
#include "ui/texts.h"
#include "visit/machine.h"

namespace kiosk {

/// What a visit stands on; all of it outlives the Flow.
struct FlowParts {
    Texts& texts;
    Comfort& comfort;
    Background& background;
    VisitSink& sink;
    std::function<std::int64_t()> now;  ///< seconds since 1970
    Clock clock;
    Judging& judging;
    bool camera;  ///< there is one at the start
};

class Flow : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Visit)
    QML_SINGLETON
    Q_PROPERTY(bool administered READ administered NOTIFY pageChanged)
    Q_PROPERTY(bool welcomes READ welcomes NOTIFY pageChanged)
    Q_PROPERTY(QString pageFile READ pageFile NOTIFY pageChanged)
    Q_PROPERTY(QString profile READ profile CONSTANT)
    Q_PROPERTY(QString readerPlace READ readerPlace CONSTANT)
    Q_PROPERTY(bool demo READ demo CONSTANT)
    Q_PROPERTY(QVariantList stages READ stages NOTIFY readingChanged)
    Q_PROPERTY(int remaining READ remaining NOTIFY readingChanged)
    Q_PROPERTY(QString notice READ notice NOTIFY readingChanged)
    Q_PROPERTY(int step READ step NOTIFY pageChanged)
    Q_PROPERTY(QString said READ said NOTIFY saidChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY pageChanged)
    Q_PROPERTY(QString code READ code NOTIFY pageChanged)
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY secondsLeftChanged)
    Q_PROPERTY(int limit READ limit NOTIFY pageChanged)
    Q_PROPERTY(bool asksStop READ asksStop NOTIFY asksStopChanged)
    Q_PROPERTY(bool covered READ covered NOTIFY coveredChanged)
    Q_PROPERTY(bool cardLeft READ cardLeft NOTIFY pageChanged)
    Q_PROPERTY(bool cardKept READ cardKept NOTIFY keptChanged)
    Q_PROPERTY(bool hasTeller READ hasTeller CONSTANT)
    Q_PROPERTY(bool hasResult READ has_result NOTIFY resultChanged)
    Q_PROPERTY(bool tellerBusy READ tellerBusy NOTIFY pageChanged)
    Q_PROPERTY(bool staffTold READ staffTold CONSTANT)
    Q_PROPERTY(bool canScan READ canScan NOTIFY pageChanged)
    Q_PROPERTY(bool byMrz READ byMrz NOTIFY pageChanged)
    Q_PROPERTY(bool hasScanner READ hasScanner NOTIFY scannerSeen)
    Q_PROPERTY(bool helpCalled READ helpCalled NOTIFY helpChanged)

public:
    Flow(const Config& config, const FlowParts& parts, CardWorker::OpenReader open,
         QObject* parent = nullptr);
    ~Flow() override;
    static Flow* create(QQmlEngine* engine, QJSEngine*) { return provided<Flow>(engine, "Visit"); }

    /// Something happens: as this source's doing, with what belongs to it.
    using With = decltype(visit::Event::with);
    void happen(visit::Act act, visit::Source source, With with = {});
    /// A press: by the hand that presses at this moment.
    void act(visit::Act act, With with = {}) { happen(act, hand_, std::move(with)); }
    visit::Source hand() const { return hand_; }
    /// Presses are this source's until it is set back to touch.
    void set_hand(visit::Source hand) { hand_ = hand; }

    const visit::State& state() const { return state_; }
    const visit::Rules& rules() const { return rules_; }
    bool staff() const { return rules_.staff(); }
    visit::Page at() const { return state_.page; }
    QString pageFile() const { return QString::fromLatin1(visit::row_of(state_.page).file); }
    /// The administrator is there.
    bool administered() const {
        return at() == visit::Page::admin || at() == visit::Page::measure ||
               at() == visit::Page::scanner;
    }
    /// Between visits, and ready for one.
    bool welcomes() const { return at() == visit::Page::welcome; }
    QString profile() const { return QLatin1String(name_of(config_.profile)); }
    QString readerPlace() const { return QString::fromStdString(config_.reader_place); }
    bool demo() const { return config_.demo; }
    QVariantList stages() const;
    /// Seconds that the reading will still take, by the rate so far; 0 while it cannot be told.
    int remaining() const;
    QString notice() const { return QString::fromStdString(state_.notice); }
    /// Of the visit: 0 welcome, 1 consent, 2 number, 3 reading, 4 what comes of it.
    int step() const { return visit::row_of(at()).step; }
    /// Id of what the page has to say beside its own words; empty: nothing.
    QString said() const { return QString::fromStdString(state_.said); }
    QString problem() const { return QString::fromStdString(state_.problem); }
    QString code() const { return QString::fromStdString(state_.code); }
    int secondsLeft() const { return state_.idle.left(); }
    /// Seconds for the footer; 0 while reading, which ends by itself.
    int limit() const {
        return at() == visit::Page::reading || state_.idle.held() ? 0 : state_.idle.limit();
    }
    /// Whether the visit shall really be stopped.
    bool asksStop() const { return state_.asks_stop; }
    /// The values are covered until the card has proven to be the same.
    bool covered() const { return state_.covered; }
    bool cardLeft() const { return state_.card_there; }
    bool cardKept() const { return state_.card_kept; }
    bool hasTeller() const { return rules_.teller; }
    /// One verdict is looked at and one waits: no visit can begin.
    bool tellerBusy() const { return state_.desk.size() >= visit::kTellersQueue; }
    /// Somebody is told when help is called: there is a program for it.
    bool staffTold() const { return !config_.help_command.empty(); }
    /// A code can be shown to something here, and the card takes one.
    bool canScan() const { return state_.can_scan(); }
    /// A passport, or a card like one, was named.
    bool byMrz() const { return state_.by_mrz(); }
    bool hasScanner() const { return state_.scanner; }
    bool helpCalled() const { return state_.help_called; }
    /// What is typed on the page.
    KeyStream::Takes takes() const;
    bool card_there() const { return state_.card_there; }
    bool has_result() const { return state_.has_result(); }
    std::int64_t now() const { return parts_.now(); }
    /// For the clock and for tests: so many seconds went by.
    void pass(int seconds = 1);

    Q_INVOKABLE QString operatorName() const { return parts_.texts.pick(config_.operator_name); }
    Q_INVOKABLE QString desk() const { return parts_.texts.pick(config_.desk); }
    /// In one piece: a number that breaks over two lines is misread.
    Q_INVOKABLE QString phone() const {
        return QString::fromStdString(config_.phone).replace(u' ', QChar::Nbsp);
    }
    Q_INVOKABLE QString hours() const { return QString::fromStdString(config_.hours); }
    Q_INVOKABLE QString counterNumber() const {
        return QString::fromStdString(config_.counter_number);
    }

public slots:
    void start() { act(visit::Act::start); }
    void helpSomebody() { act(visit::Act::help_somebody); }
    void helpFor(const QString& whom) {
        act(visit::Act::help_for, whom == QLatin1String("child") ? 0 : 1);
    }
    void noCard() { act(visit::Act::no_card); }
    void takeWithoutCard() { act(visit::Act::go_without_card); }
    /// What a scanner typed.
    void scannedCode(const QString& code) {
        emit scanned(code);
        happen(visit::Act::code, visit::Source::scanner, code.toStdString());
    }
    /// A key that a person pressed; true when it was used.
    bool typedKey(const QString& text, bool enter);
    void retry() { act(visit::Act::retry); }
    void scanInstead() { act(visit::Act::scan_instead); }
    /// Not a citizen card: what opens it is typed.
    void passport() { act(visit::Act::passport); }
    void typeInstead() { act(visit::Act::type_instead); }
    void back() { act(visit::Act::back); }
    void stop() { act(visit::Act::stop); }
    /// Away from this page. Once a card was read a person is asked first.
    void leave() { act(visit::Act::leave); }
    /// Not stopped after all.
    void keep() { act(visit::Act::keep); }
    void next() { act(visit::Act::next); }
    /// The teller has done with what is shown, and has decided.
    void tellerNext() { happen(visit::Act::teller_next, visit::Source::staff); }
    void switchLanguage();
    void callHelp() { act(visit::Act::call_help); }
    void more() { act(visit::Act::more_time); }
    /// Somebody is there.
    void touched() { act(visit::Act::touched); }

signals:
    void pageChanged();
    void consentChanged();
    void readingChanged();
    void fieldsChanged();
    void resultChanged();
    void decisionChanged();
    void secondsLeftChanged();
    void asksStopChanged();
    void coveredChanged();
    void keptChanged();
    void helpChanged();
    void keyChanged();
    void saidChanged();
    void sound(const QString& name);
    /// Help was called, a card is left, a reader stays away: staff must come.
    void staffWanted();
    /// A line for the clerk: id of its text.
    void told(const QString& text);
    /// A scanner has typed this, on whatever page.
    void scanned(const QString& code);
    /// The first code of a scanner of which the configuration says nothing.
    void scannerSeen();
    /// Nothing of a visitor may stay.
    void cleared();
    /// Nothing of what a teller looked at may stay.
    void tellerCleared();

private:
    /// What the pages show, as far as a change of it can be seen without looking at values.
    struct Shown;
    Shown shown() const;
    void tell_changes(const Shown& before);
    void carry_out(visit::Effect& effect);

    Config config_;
    FlowParts parts_;
    card::SystemRandom random_;
    visit::Rules rules_;
    visit::State state_;
    visit::Source hand_ = visit::Source::touch;
    QTimer second_;
    std::unique_ptr<CardWorker> worker_;  // last: its thread ends first
};

}  // namespace kiosk

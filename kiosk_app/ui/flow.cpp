// SPDX-License-Identifier: Apache-2.0
// Events go into the machine, its effects are carried out, and the pages are told what has changed.
#include "ui/flow.h"

#include <tuple>
#include <utility>

namespace kiosk {

using visit::Act;
using visit::Source;

namespace {

constexpr int kSecond = 1000;

visit::Rules rules_of(const Config& config, const VisitSink& sink, card::Random& random) {
    visit::Rules rules;
    rules.profile = config.profile;
    rules.clinics = config.profile == Profile::hospital && !config.clinics.empty();
    rules.teller = config.profile == Profile::bank && config.teller_window;
    rules.scanner_known = config.scanner.has_value();
    rules.demo = config.demo;
    rules.hands_over = sink.wants_document();
    rules.purposes.push_back({"read", true});
    if (sink.sends() && !config.send_to.vi.empty()) rules.purposes.push_back({"send", true});
    for (std::size_t i = 0; i < config.optional_purposes.size(); ++i)
        rules.purposes.push_back({"optional." + std::to_string(i), false});
    rules.consent_version = config.consent_version;
    rules.random = &random;
    return rules;
}

}  // namespace

Flow::Flow(const Config& config, const FlowParts& parts, CardWorker::OpenReader open,
           QObject* parent)
    : QObject(parent),
      config_(config),
      parts_(parts),
      rules_(rules_of(config, parts.sink, random_)),
      state_(parts.camera, config.scanner.value_or(false)) {
    connect(&parts_.comfort, &Comfort::changed, this, [this] {
        if (state_.voice != parts_.comfort.voice())
            happen(Act::voice, Source::machine, parts_.comfort.voice() ? 1 : 0);
    });
    second_.setInterval(kSecond);
    connect(&second_, &QTimer::timeout, this, [this] { pass(); });
    second_.start();
    const bool keeps = rules_.hands_over || rules_.staff();  // a clerk may scan once more
    worker_ = std::make_unique<CardWorker>(
        config, parts_.judging, std::move(open),
        [this](Happening event) {
            QMetaObject::invokeMethod(
                this,
                [this, event = std::move(event)] { happen(Act::card, Source::reader, event); },
                Qt::QueuedConnection);
        },
        keeps);
    worker_->watch_reader();
}

Flow::~Flow() = default;

/// All that tells whether a signal is due; no value of a person is copied for it.
struct Flow::Shown {
    std::tuple<std::uint64_t, std::string, std::string, int, bool> page;
    std::tuple<std::vector<bool>, Consent::By> consent;
    std::tuple<std::optional<Stage>, int, std::string> reading;
    std::uint64_t fields;
    std::tuple<const Outcome*, std::size_t, std::string, bool> result;
    std::tuple<std::string, bool> decision;
    int seconds_left;
    bool asks_stop, covered, kept, help, scanner;
    std::string said;
    std::tuple<std::size_t, std::size_t, std::string, std::string> passport;
    std::tuple<visit::KeyMode, std::size_t, std::size_t, std::size_t, std::size_t, std::string,
               std::string, bool, bool>
        key;
};

Flow::Shown Flow::shown() const {
    const auto& state = state_;
    const auto& pad = state.pad;
    const auto& passport = state.passport;
    const auto* tellers = rules_.teller ? state.tellers() : nullptr;
    return {
        {state.turn, state.problem, state.code, limit(), state.card_there},
        {state.held.ticked, state.held.asked},
        {state.stage, state.percent, state.notice},
        state.values,
        {state.held.outcome.get(), state.desk.size(), state.held.transaction, state.at_visitors()},
        {tellers ? tellers->decision : state.held.decision, state.held.disputed},
        state.idle.left(),
        state.asks_stop,
        state.covered,
        state.card_kept,
        state.help_called,
        state.scanner,
        state.said,
        {passport.at(), passport.text(passport.at()).size(), passport.message(),
         passport.argument()},
        {pad.mode(), pad.digits().size(), pad.dates()[0].size(), pad.dates()[1].size(),
         pad.date_at(), pad.message(), pad.argument(), pad.stopped(), pad.codes_stopped()}};
}

void Flow::tell_changes(const Shown& before) {
    const auto now = shown();
    if (now.key != before.key || now.passport != before.passport) emit keyChanged();
    if (now.consent != before.consent) emit consentChanged();
    if (now.fields != before.fields) emit fieldsChanged();
    if (now.result != before.result) emit resultChanged();
    if (now.decision != before.decision) emit decisionChanged();
    if (now.reading != before.reading) emit readingChanged();
    if (now.kept != before.kept) emit keptChanged();
    if (now.help != before.help) emit helpChanged();
    if (now.scanner != before.scanner) emit scannerSeen();
    if (now.said != before.said) emit saidChanged();
    if (now.page != before.page) emit pageChanged();
    if (now.covered != before.covered) emit coveredChanged();
    if (now.asks_stop != before.asks_stop) emit asksStopChanged();
    if (now.seconds_left != before.seconds_left) emit secondsLeftChanged();
}

void Flow::happen(Act act, Source source, With with) {
    const auto steady =
        std::chrono::duration_cast<std::chrono::milliseconds>(parts_.clock().time_since_epoch());
    const auto before = shown();
    auto effects =
        visit::step(rules_, state_, {act, source, std::move(with), {parts_.now(), steady}});
    for (auto& effect : effects) carry_out(effect);
    tell_changes(before);
}

void Flow::pass(int seconds) {
    for (int i = 0; i < seconds; ++i) happen(Act::second, Source::clock);
}

namespace {

/// One function a kind of effect.
template <class... Does>
struct Overloaded : Does... {
    using Does::operator()...;
};
/// clang 16 does not find it by itself.
template <class... Does>
Overloaded(Does...) -> Overloaded<Does...>;

}  // namespace

void Flow::carry_out(visit::Effect& effect) {
    auto& worker = *worker_;
    std::visit(
        Overloaded{
            [&](visit::Inspect& to) { worker.inspect(to.visit, std::move(to.key), to.portrait); },
            [&](visit::Recognise& to) {
                worker.recognise(to.visit, std::move(to.key), std::move(to.sod));
            },
            [&](visit::Compare& to) {
                worker.compare(to.visit, std::move(to.document), std::move(to.body));
            },
            [&](visit::WatchReader) { worker.watch_reader(); },
            [&](visit::WatchRemoval to) { worker.watch_removal(to.visit); },
            [&](visit::StopReading) { worker.stop(); },
            [&](visit::Record& to) {
                parts_.background.run(
                    [&sink = parts_.sink, visit = std::move(to.visit)] { sink.take(visit); });
            },
            [&](visit::Forget) { emit cleared(); },
            [&](visit::ForgetDesk) { emit tellerCleared(); },
            [&](visit::DefaultLook) {
                parts_.texts.setVietnamese(true);
                parts_.comfort.reset();
            },
            [&](visit::Sound it) { emit sound(QLatin1String(it.name)); },
            [&](visit::CallStaff) { emit staffWanted(); },
            [&](visit::Tell it) { emit told(QLatin1String(it.text)); },
        },
        effect);
}

KeyStream::Takes Flow::takes() const {
    using Takes = KeyStream::Takes;
    if (at() == visit::Page::key) return Takes::digits;
    if (at() != visit::Page::passport) return Takes::nothing;
    return state_.passport.at() == visit::PassportEntry::number ? Takes::letters : Takes::digits;
}

bool Flow::typedKey(const QString& text, bool enter) {
    if (takes() == KeyStream::Takes::nothing) return false;
    const bool passport = at() == visit::Page::passport;
    const auto& pad = state_.pad;
    const bool none = passport ? state_.passport.empty()
                               : pad.digits().empty() && pad.mode() != visit::KeyMode::dates;
    if (enter && none) return false;  // it presses the button that has the focus
    if (enter) return happen(Act::enter, Source::key), true;
    if (passport) return happen(Act::character, Source::key, text.toStdString()), true;
    const int digit = text.size() == 1 ? text[0].unicode() - '0' : -1;
    if (digit < 0 || digit > 9) return false;
    return happen(Act::digit, Source::key, digit), true;
}

void Flow::switchLanguage() {
    parts_.texts.setVietnamese(!parts_.texts.vietnamese());
    touched();
}

}  // namespace kiosk

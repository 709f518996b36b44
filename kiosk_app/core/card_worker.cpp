// SPDX-License-Identifier: Apache-2.0
#include "core/card_worker.h"

#include <utility>

#include "core/scrub_stack.h"

namespace kiosk {
namespace {

using Kind = Happening::Kind;

Happening happening(Kind kind, std::uint64_t visit) {
    Happening event;
    event.kind = kind;
    event.visit = visit;
    return event;
}

Stage stage_of(const card::Progress& progress) {
    using Step = card::Progress::Step;
    if (progress.step == Step::opening || progress.file == card::FileId::card_access)
        return Stage::open;
    if (progress.step == Step::proving || progress.file == card::FileId::dg14 ||
        progress.file == card::FileId::dg15)
        return Stage::chip;
    if (progress.file == card::FileId::com || progress.file == card::FileId::sod)
        return Stage::signature;
    return progress.file == card::FileId::dg2 ? Stage::photo : Stage::text;
}

}  // namespace

std::string text_of_error(const card::Error& error) {
    using card::Errc;
    if (error.step() == card::Step::card_several) return "e.two";
    if (error.step() == card::Step::card_dead) return "e.chip";
    switch (error.code()) {
        case Errc::wrong_key: return "e.key";
        case Errc::card_asks_wait: return "e.locked";
        case Errc::not_supported:
        case Errc::usage: return "e.kind";
        case Errc::card_lost:
        case Errc::timed_out: return "e.moved";
        case Errc::reader_lost: return "e.reader";
        default: return "e.chip";
    }
}

namespace {

/// A bank's back end may ask for every proof; at a counter with a queue one is enough.
card::Proofs proofs_for(const Config& config) {
    const bool all = config.profile == Profile::bank ||
                     config.policy.chip_proofs == card::Policy::ChipProofs::all;
    return all ? card::Proofs::all : card::Proofs::sufficient;
}

}  // namespace

CardWorker::CardWorker(const Config& config, Judging& judging, OpenReader open, Post post,
                       bool hand_over)
    : shown_(config),
      proofs_(proofs_for(config)),
      judging_(judging),
      open_(std::move(open)),
      post_(std::move(post)),
      hand_over_(hand_over),
      demo_(config.demo),
      thread_([this](const std::stop_token& end) { run(end); }) {}

CardWorker::~CardWorker() {
    stop();
    thread_.request_stop();
    thread_.join();
}

void CardWorker::inspect(std::uint64_t visit, VisitKey key, bool portrait) {
    order({Order::Task::inspect, visit, std::move(key), portrait});
}

void CardWorker::recognise(std::uint64_t visit, VisitKey key,
                           std::shared_ptr<const card::Bytes> sod) {
    order({.task = Order::Task::recognise,
           .visit = visit,
           .key = std::move(key),
           .sod = std::move(sod)});
}

void CardWorker::compare(std::uint64_t visit, std::shared_ptr<const card::Document> document,
                         card::Body body) {
    order({.task = Order::Task::compare,
           .visit = visit,
           .key = {nullptr, std::move(body)},
           .document = std::move(document)});
}

void CardWorker::watch_removal(std::uint64_t visit) { order({Order::Task::watch_removal, visit}); }

void CardWorker::watch_reader() { order({Order::Task::watch_reader}); }

void CardWorker::order(Order order) {
    const std::lock_guard lock(mutex_);
    current_.request_stop();
    next_ = std::make_unique<Order>(std::move(order));
    changed_.notify_all();
}

void CardWorker::stop() {
    const std::lock_guard lock(mutex_);
    next_.reset();
    current_.request_stop();
}

void CardWorker::run(const std::stop_token& end) {
    while (true) {
        std::unique_lock lock(mutex_);
        if (!changed_.wait(lock, end, [this] { return next_ != nullptr; })) return;
        const auto order = std::exchange(next_, nullptr);
        current_ = std::stop_source();
        const auto stop = current_.get_token();
        lock.unlock();
        serve(*order, stop);
        scrub_stack();
    }
}

void CardWorker::open_reader(const std::stop_token& stop) {
    static constexpr card::Milliseconds kInterval{1000};
    while (!reader_ && !stop.stop_requested()) {
        try {
            reader_ = open_();
            if (std::exchange(told_lost_, false)) post_(happening(Kind::reader_back, 0));
        } catch (const card::Error&) {
            tell_lost();
            card::pause(stop, kInterval);
        }
    }
}

/// Once until it is back: whichever order meets it first.
void CardWorker::tell_lost() {
    laid_.reset();
    reader_.reset();
    if (!std::exchange(told_lost_, true)) post_(happening(Kind::reader_lost, 0));
}

void CardWorker::serve(const Order& order, const std::stop_token& stop) {
    auto laid = std::move(laid_);
    // A reader gives a card to one at a time.
    if (order.task != Order::Task::recognise) laid.reset();
    open_reader(stop);
    if (!reader_ || stop.stop_requested()) return;
    try {
        carry_out(order, std::move(laid), stop);
    } catch (const card::Error& error) {
        if (error.code() != card::Errc::reader_lost) return;
        tell_lost();
        open_reader(stop);  // "the machine is reconnecting by itself": and says when it has
    }
}

void CardWorker::carry_out(const Order& order, std::unique_ptr<card::Transport> laid,
                           const std::stop_token& stop) {
    switch (order.task) {
        case Order::Task::watch_reader: return watch(stop);
        case Order::Task::watch_removal: return await_removal(order.visit, stop);
        case Order::Task::recognise: return recognise_card(order, std::move(laid), stop);
        case Order::Task::inspect:
        case Order::Task::compare: break;
    }
    const bool compares = order.task == Order::Task::compare;
    if (compares) compare_document(order);
    const bool finished = compares || inspect_card(order, stop);
    await_removal(order.visit, stop);
    // A card that is put back after a failure is the visitor's own.
    if (finished) await_another(order.visit, stop);
}

void CardWorker::await_removal(std::uint64_t visit, const std::stop_token& stop) {
    reader_->wait_for_removal(stop);
    post_(happening(Kind::removed, visit));
}

/// It is held, so that recognise() asks it and none that was laid in its place since.
void CardWorker::await_another(std::uint64_t visit, const std::stop_token& stop) {
    laid_ = next_card(stop);
    post_(happening(Kind::another, visit));
}

/// One that cannot be spoken to, as it lies half on the reader or beside a second one, is no card
/// yet.
std::unique_ptr<card::Transport> CardWorker::next_card(const std::stop_token& stop) {
    static constexpr card::Milliseconds kInterval{200};
    while (true) {
        try {
            return reader_->wait_for_card(stop);
        } catch (const card::Error& error) {
            using enum card::Errc;
            if (error.code() == stopped || error.code() == reader_lost) throw;
            card::pause(stop, kInterval);
        }
    }
}

/// Between visits: posts a card that lies there or is laid down before its key is known, and a
/// reader that is lost.
void CardWorker::watch(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        next_card(stop);
        post_(happening(Kind::present, 0));
        await_removal(0, stop);
    }
}

void CardWorker::recognise_card(const Order& order, std::unique_ptr<card::Transport> laid,
                                const std::stop_token& stop) {
    if (!laid) {
        await_removal(order.visit, stop);
        return await_another(order.visit, stop);
    }
    card::ReadOptions options;
    options.stop = stop;
    options.memory = &memory_;
    bool same = false;
    try {
        same =
            card::recognise(*laid, *order.key.key, *order.sod, options) == card::Recognition::same;
    } catch (const card::Error& error) {
        if (error.code() != card::Errc::card_lost) throw;
        laid.reset();
        post_(happening(Kind::removed, order.visit));
        return await_another(order.visit, stop);
    }
    laid.reset();
    auto event = happening(same ? Kind::same : Kind::another, order.visit);
    event.asked = !same;
    post_(std::move(event));
    if (!same) return;
    await_removal(order.visit, stop);
    await_another(order.visit, stop);
}

/// Whether it ended with a report; a failure is posted, and a reader that is lost goes on to the
/// caller.
bool CardWorker::inspect_card(const Order& order, const std::stop_token& stop) try {
    post_(happening(Kind::waiting, order.visit));
    reader_->signal(card::Signal::ready);
    measure_ = judging_.next();
    auto document = std::make_shared<const card::Document>(read(order, stop));
    auto event = happening(Kind::finished, order.visit);
    auto report = std::make_shared<const card::Report>(
        card::verify(*document, measure_.trust, measure_.policy, order.key.body));
    event.outcome = outcome_shown(*report);
    if (const auto* sod = document->file(card::FileId::sod))
        event.sod = std::make_shared<const card::Bytes>(*sod);
    const bool good = event.outcome->plate == Plate::genuine;
    if (hand_over_) {
        event.document = std::move(document);
        event.report = std::move(report);
    }
    post_(std::move(event));
    reader_->signal(good ? card::Signal::good : card::Signal::attention);
    judging_.judged();
    return true;
} catch (const card::Error& error) {
    report_failure(order.visit, error);
    if (error.code() == card::Errc::reader_lost || error.code() == card::Errc::stopped) throw;
    return false;
}

void CardWorker::compare_document(const Order& order) {
    auto report = std::make_shared<const card::Report>(
        card::verify(*order.document, measure_.trust, measure_.policy, order.key.body));
    auto event = happening(Kind::compared, order.visit);
    event.outcome = outcome_shown(*report);
    if (hand_over_) event.report = std::move(report);
    post_(std::move(event));
}

std::shared_ptr<const Outcome> CardWorker::outcome_shown(const card::Report& report) const {
    auto outcome = outcome_of(report, shown_);
    outcome.demo = demo_;
    return std::make_shared<const Outcome>(std::move(outcome));
}

card::Document CardWorker::read(const Order& order, const std::stop_token& stop) {
    card::ReadOptions options;
    options.stop = stop;
    options.memory = &memory_;
    options.portrait = order.portrait;
    options.proofs = proofs_;
    options.progress = [this, &order](const card::Progress& progress) {
        report_progress(order.visit, progress);
    };
    options.arrived = [this, &order](const card::Document& document) {
        // Only text groups change what may be shown: a value appears when its file's hash is
        // covered by a checked signature.
        const bool text = document.file(card::FileId::dg1) || document.file(card::FileId::dg13);
        if (!text || document.file(card::FileId::dg2)) return;
        auto event = happening(Kind::fields, order.visit);
        event.fields = shown_.of(card::verify(document, measure_.trust, measure_.policy));
        if (!event.fields.empty()) post_(std::move(event));
    };
    return card::read(*reader_, *order.key.key, options);
}

void CardWorker::report_progress(std::uint64_t visit, const card::Progress& progress) {
    using Step = card::Progress::Step;
    switch (progress.step) {
        case Step::interrupted: {
            auto event = happening(Kind::interrupted, visit);
            event.reader = progress.reader_lost;
            return post_(std::move(event));
        }
        case Step::resumed: return post_(happening(Kind::resumed, visit));
        case Step::other_card: return post_(happening(Kind::other_card, visit));
        default: break;
    }
    auto event = happening(Kind::stage, visit);
    event.stage = stage_of(progress);
    event.percent =
        progress.total == 0 ? 0 : static_cast<int>(progress.done * 100 / progress.total);
    post_(std::move(event));
}

void CardWorker::report_failure(std::uint64_t visit, const card::Error& error) {
    if (error.code() == card::Errc::stopped) return;
    auto event = happening(Kind::failed, visit);
    event.step = name_of(error.step());
    event.text_id = text_of_error(error);
    post_(std::move(event));
}

}  // namespace kiosk

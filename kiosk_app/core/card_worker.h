// SPDX-License-Identifier: Apache-2.0
// The one thread that owns the reader: take key → wait for card → read → verify → post → wait for
// removal → wait for the next card → is it the same? What it posts are values; only "stop" travels
// to it.
#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "card/card.h"
#include "core/config.h"
#include "core/judging.h"
#include "core/outcome.h"

namespace kiosk {

enum class Stage { open, signature, text, photo, chip };

/// An event of a visit; posted in order. Handed over by the worker's thread: the receiver queues
/// it.
struct Happening {
    enum class Kind {
        waiting,
        stage,
        fields,
        interrupted,
        resumed,
        other_card,
        finished,
        failed,
        removed,
        present,   ///< no visit: a card lies there, or was laid down
        another,   ///< after a result: a card came, and is not known to be the visit's
        same,      ///< that card is the visit's own: recognise()
        compared,  ///< the visit's document, judged with another printed code
        reader_lost,
        reader_back,
    } kind = Kind::waiting;
    std::uint64_t visit = 0;
    Stage stage = Stage::open;
    int percent = 0;      ///< of the stage's file
    bool reader = false;  ///< interrupted: not the card left, its reader did
    bool asked = false;   ///< another: it was asked, and is not the visit's card
    std::vector<Field> fields;
    std::shared_ptr<const Outcome> outcome;
    std::shared_ptr<const card::Document>
        document;  ///< finished, where the sink of visits wants them
    std::shared_ptr<const card::Report> report;
    std::shared_ptr<const card::Bytes> sod;  ///< finished: what recognise() knows the card by
    std::string step;                        ///< failed: of the error
    std::string text_id;                     ///< failed: "e.key", ...
};

/// What opens the chip, and what was seen printed on the card.
struct VisitKey {
    std::shared_ptr<const card::AccessKey> key;
    card::Body body;
};

class CardWorker {
public:
    using Post = std::function<void(Happening)>;
    using OpenReader = std::function<std::unique_ptr<card::Reader>()>;
    /// `open` is called by the worker's thread and throws Error while there is no reader.
    /// `hand_over`: the finished happening holds document and report too. `judging` outlives the
    /// worker.
    CardWorker(const Config& config, Judging& judging, OpenReader open, Post post,
               bool hand_over = false);
    ~CardWorker();
    CardWorker(const CardWorker&) = delete;
    CardWorker& operator=(const CardWorker&) = delete;

    /// Begins a visit; what went before is stopped and forgotten. After "finished" it tells of the
    /// card's leaving ("removed") and of the one that comes then ("another"), and is at its end:
    /// that card is sent nothing.
    void inspect(std::uint64_t visit, VisitKey key, bool portrait);
    /// After "another": asks that card whether it is the one with this EF.SOD, by the number that
    /// opened it. One attempt, by PACE alone, within card::kRecogniseWithin; then "same", which
    /// goes on as "finished" does, or "another" with `asked`, which is the end. A card that leaves
    /// meanwhile is told as after "finished". Only the very card that "another" told of is sent the
    /// number, and only once: without one, or after another order, whatever lies there must leave
    /// first.
    void recognise(std::uint64_t visit, VisitKey key, std::shared_ptr<const card::Bytes> sod);
    /// After "finished": judges the visit's document with another printed code ("compared"), and
    /// goes on as "finished" does.
    void compare(std::uint64_t visit, std::shared_ptr<const card::Document> document,
                 card::Body body);
    /// No visit: tells of cards that are laid down and taken away, and of a reader that goes and
    /// comes back.
    void watch_reader();
    /// Forgets the visit, but tells when its card has left ("removed").
    void watch_removal(std::uint64_t visit);
    /// Ends the visit; the worker waits for the next key.
    void stop();

private:
    struct Order {
        enum class Task { watch_reader, watch_removal, inspect, recognise, compare } task{};
        std::uint64_t visit = 0;
        VisitKey key = {};
        bool portrait = true;
        std::shared_ptr<const card::Bytes> sod = {};
        std::shared_ptr<const card::Document> document = {};  ///< to be compared
    };
    void run(const std::stop_token& end);
    void order(Order order);
    void serve(const Order& order, const std::stop_token& stop);
    void carry_out(const Order& order, std::unique_ptr<card::Transport> laid,
                   const std::stop_token& stop);
    bool inspect_card(const Order& order, const std::stop_token& stop);
    void recognise_card(const Order& order, std::unique_ptr<card::Transport> laid,
                        const std::stop_token& stop);
    void compare_document(const Order& order);
    std::shared_ptr<const Outcome> outcome_shown(const card::Report& report) const;
    void watch(const std::stop_token& stop);
    void await_removal(std::uint64_t visit, const std::stop_token& stop);
    void await_another(std::uint64_t visit, const std::stop_token& stop);
    std::unique_ptr<card::Transport> next_card(const std::stop_token& stop);
    void tell_lost();
    void open_reader(const std::stop_token& stop);
    card::Document read(const Order& order, const std::stop_token& stop);
    void report_progress(std::uint64_t visit, const card::Progress& progress);
    void report_failure(std::uint64_t visit, const card::Error& error);

    ShownFields shown_;
    card::Proofs proofs_;
    Judging& judging_;
    Judging::Measure measure_;  ///< of this card
    OpenReader open_;
    Post post_;
    bool hand_over_, demo_;
    std::unique_ptr<card::Reader> reader_;
    std::unique_ptr<card::Transport> laid_;  ///< that "another" told of; of the next order alone
    card::LinkMemory memory_;
    bool told_lost_ = false;  ///< its return is told as well
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::unique_ptr<Order> next_;
    std::stop_source current_;
    std::jthread thread_;
};

/// The text of the error page for an error ("e.key", "e.kind", ...).
std::string text_of_error(const card::Error& error);

}  // namespace kiosk

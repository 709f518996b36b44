// SPDX-License-Identifier: Apache-2.0
// The one thread that owns the reader: take key → wait for card → read → verify → post → wait for
// removal. What it posts are values; only "stop" travels to it.
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
        present,   ///< no visit: a card was laid down
        another,   ///< the visit's card left and a card came
        same,      ///< what came is the visit's card
        compared,  ///< the visit's document, judged with another printed code
        reader_lost,
        reader_back,
    } kind = Kind::waiting;
    std::uint64_t visit = 0;
    Stage stage = Stage::open;
    int percent = 0;      ///< of the stage's file
    bool reader = false;  ///< interrupted: not the card left, its reader did
    std::vector<Field> fields;
    std::shared_ptr<const Outcome> outcome;
    std::shared_ptr<const card::Document>
        document;  ///< finished, where the sink of visits wants them
    std::shared_ptr<const card::Report> report;
    std::shared_ptr<const card::Bytes> sod;  ///< finished: what the card is recognised by
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

    /// Begins a visit; what went before is stopped and forgotten.
    void inspect(std::uint64_t visit, VisitKey key, bool portrait);
    /// No visit: tells of cards that are laid down and taken away, and of a reader that goes and
    /// comes back.
    void watch_reader();
    /// Forgets the visit, but tells when its card has left ("removed").
    void watch_removal(std::uint64_t visit);
    /// After a reading of this visit: judges its document with another printed code ("compared"),
    /// then waits as after a reading.
    void compare(std::uint64_t visit, std::shared_ptr<const card::Document> document,
                 card::Body body);
    /// Whether the card that lies there is the one that this was read from.
    void recognise(std::uint64_t visit, VisitKey key, std::shared_ptr<const card::Bytes> sod);
    /// Ends the visit; the worker waits for the next key.
    void stop();

private:
    struct Order {
        std::uint64_t visit = 0;
        VisitKey key;  ///< none: only the card's leaving is waited for
        bool portrait = true, watch_removal = false;
        std::shared_ptr<const card::Document> document = {};  ///< to be compared
        card::Body body = {};
    };
    void run(const std::stop_token& end);
    void order(Order order);
    void serve(const Order& order, const std::stop_token& stop);
    void compare_document(const Order& order);
    bool inspect_card(const Order& order, const std::stop_token& stop);
    void watch(const std::stop_token& stop);
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

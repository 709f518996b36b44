// The one thread that owns the reader: take key → wait for card → read → verify → post → wait for removal. What it posts are
// values; only "stop" travels to it.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <condition_variable>
#include <thread>

#include "card/card.h"
#include "counter/config.h"
#include "counter/outcome.h"

namespace kiosk {

enum class Stage { open, signature, text, photo, chip };

/// What befalls a visit, in order. Handed over by the worker's thread: the receiver queues it.
struct Happening {
    enum class Kind {
        waiting, stage, fields, interrupted, resumed, other_card, finished, failed, removed,
        reader_lost, reader_back,
    } kind = Kind::waiting;
    std::uint64_t visit = 0;
    Stage stage = Stage::open;
    int percent = 0;                 ///< of the stage's file
    bool reader = false;             ///< interrupted: not the card left, its reader did
    std::vector<Field> fields;
    std::shared_ptr<const Outcome> outcome;
    std::string step;                ///< failed: of the error
    std::string text_id;             ///< failed: "e.key", ...
};

class CardWorker {
public:
    using Post = std::function<void(Happening)>;
    CardWorker(const Config& config, card::TrustStore trust, Post post);
    ~CardWorker();
    CardWorker(const CardWorker&) = delete;
    CardWorker& operator=(const CardWorker&) = delete;

    /// Begins a visit; what went before is stopped and forgotten.
    void inspect(std::uint64_t visit, std::shared_ptr<const card::AccessKey> key, bool portrait);
    /// Ends the visit; the worker waits for the next key.
    void stop();

private:
    struct Order {
        std::uint64_t visit = 0;
        std::shared_ptr<const card::AccessKey> key;
        bool portrait = true;
    };
    void run(const std::stop_token& end);
    void serve(const Order& order, const std::stop_token& stop);
    void open_reader(const std::stop_token& stop);
    card::Document read(const Order& order, const std::stop_token& stop);
    void report_progress(std::uint64_t visit, const card::Progress& progress);
    void report_failure(std::uint64_t visit, const card::Error& error);

    Config config_;
    card::TrustStore trust_;
    Post post_;
    std::unique_ptr<card::Reader> reader_;
    card::LinkMemory memory_;
    bool lost_ = false;  ///< the reader went in mid-visit: its return is told
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::unique_ptr<Order> next_;
    std::stop_source current_;
    std::jthread thread_;
};

/// The text of the error page for an error ("e.key", "e.kind", ...).
std::string text_of_error(const card::Error& error);

}  // namespace kiosk

// SPDX-License-Identifier: Apache-2.0
// Exchanges that a stop ends, however long the card or its reader hangs.
#include <exception>
#include <thread>
#include <utility>

#include "card/readers.h"
#include "forwarding_reader.h"
#include "wait/limited_calls.h"

namespace card {
namespace {

/// Longer than any driver's own limit: what ends an exchange is the driver or the stop.
constexpr Milliseconds kAnExchange{24LL * 3600 * 1000};
/// So long a card that is let go is waited for: the next program wants it.
constexpr Milliseconds kLetGo{2000};
/// The same after a stop, which a person waits for.
constexpr Milliseconds kLetGoStopped{50};

class InterruptibleTransport final : public Transport {
public:
    InterruptibleTransport(std::unique_ptr<Transport> below, std::stop_token stop)
        : below_(std::move(below)), traits_(below_->traits()), stop_(std::move(stop)) {}
    ~InterruptibleTransport() override {
        calls_.dispose([below = std::move(below_)]() mutable { below.reset(); });
        calls_.run([] {}, stop_.stop_requested() ? kLetGoStopped : kLetGo);
    }
    InterruptibleTransport(const InterruptibleTransport&) = delete;
    InterruptibleTransport& operator=(const InterruptibleTransport&) = delete;

    Bytes transceive(ByteView command) override {
        struct Exchange {
            Bytes answer;
            std::exception_ptr error;
        };
        const auto exchange = std::make_shared<Exchange>();
        const auto done = calls_.run(
            [below = below_, exchange, sent = to_bytes(command)] {
                try {
                    exchange->answer = below->transceive(sent);
                } catch (...) {
                    exchange->error = std::current_exception();
                }
            },
            kAnExchange, stop_);
        if (done != LimitedCalls::Done::yes)
            throw Error(Errc::stopped, Step::read_stopped, "stopped on request");
        if (exchange->error) std::rethrow_exception(std::exchange(exchange->error, nullptr));
        return std::move(exchange->answer);
    }
    LinkTraits traits() const override { return traits_; }

private:
    LimitedCalls calls_;
    std::shared_ptr<Transport> below_;  ///< shared with an exchange that was left behind
    LinkTraits traits_;
    std::stop_token stop_;
};

class InterruptibleReader final : public ForwardingReader {
public:
    InterruptibleReader(std::unique_ptr<Reader> below, std::stop_token stop)
        : ForwardingReader(std::move(below)), stop_(std::move(stop)) {}
    /// A reader whose card hangs may hang when it is closed.
    ~InterruptibleReader() override {
        if (stop_.stop_requested())
            std::thread([below = std::move(below_)]() mutable { below.reset(); }).detach();
    }
    InterruptibleReader(const InterruptibleReader&) = delete;
    InterruptibleReader& operator=(const InterruptibleReader&) = delete;

    std::unique_ptr<Transport> wait_for_card(std::stop_token stop, Milliseconds limit) override {
        return std::make_unique<InterruptibleTransport>(
            below_->wait_for_card(std::move(stop), limit), stop_);
    }

private:
    std::stop_token stop_;
};

}  // namespace

std::unique_ptr<Reader> interruptible(std::unique_ptr<Reader> below, std::stop_token stop) {
    return std::make_unique<InterruptibleReader>(std::move(below), std::move(stop));
}

}  // namespace card

// SPDX-License-Identifier: Apache-2.0
// The log of a conversation: what a support engineer needs and a thief cannot use.
#include <spdlog/spdlog.h>

#include <chrono>

#include "card/readers.h"

namespace card {
namespace {

class LoggedTransport final : public Transport {
public:
    explicit LoggedTransport(std::unique_ptr<Transport> below) : below_(std::move(below)) {}
    Bytes transceive(ByteView command) override {
        const auto start = std::chrono::steady_clock::now();
        Bytes answer = below_->transceive(command);
        const auto took = std::chrono::steady_clock::now() - start;
        // A header names the operation; what follows it may be a key or a name and stays out.
        const auto header = command.first(std::min<std::size_t>(command.size(), 2));
        const auto status = ByteView(answer).last(std::min<std::size_t>(answer.size(), 2));
        spdlog::debug("apdu {} sent {} received {} status {} {} us", to_hex(header), command.size(),
                      answer.size(), to_hex(status),
                      std::chrono::duration_cast<std::chrono::microseconds>(took).count());
        return answer;
    }
    LinkTraits traits() const override { return below_->traits(); }

private:
    std::unique_ptr<Transport> below_;
};

}  // namespace

std::unique_ptr<Reader> logged(std::unique_ptr<Reader> below) {
    return wrapped(std::move(below), [](std::unique_ptr<Transport> card) {
        return std::make_unique<LoggedTransport>(std::move(card));
    });
}

}  // namespace card

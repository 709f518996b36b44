// SPDX-License-Identifier: Apache-2.0
// Whether the reader answers, as the worker's attempts to open it show. Told on standard error once
// each way, so that whoever looks there finds which reader, why, and what to do.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "card/sentence.h"
#include "card/transport.h"

namespace kiosk {

class ReaderWatch {
public:
    using OpenReader = std::function<std::unique_ptr<card::Reader>()>;
    /// `uri`: what the operator calls it. `changed` is called by the thread that opens it.
    explicit ReaderWatch(std::string uri, std::function<void()> changed = {})
        : uri_(std::move(uri)), changed_(std::move(changed)) {}

    /// The same, watched. This outlives it.
    OpenReader watched(OpenReader open);

    struct State {
        bool lost = false;
        card::Sentence why = {};  ///< by the driver; empty unless it is lost
        bool operator==(const State&) const = default;
    };
    State state() const;
    const std::string& uri() const { return uri_; }

private:
    void become(State state);

    const std::string uri_;
    const std::function<void()> changed_;
    mutable std::mutex mutex_;
    State state_;
};

}  // namespace kiosk

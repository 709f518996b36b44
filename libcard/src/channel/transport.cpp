// SPDX-License-Identifier: Apache-2.0
#include "card/transport.h"

#include <condition_variable>
#include <mutex>

namespace card {

Transport::~Transport() = default;
LinkTraits Transport::traits() const { return {}; }

Reader::~Reader() = default;
void Reader::wait_for_reader(std::stop_token, Milliseconds) {}
void Reader::pass_over(const Error& why) { throw Error(why); }
void Reader::signal(Signal) {}

void pause(const std::stop_token& stop, Milliseconds most) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, stop, most, [] { return false; });
}

}  // namespace card

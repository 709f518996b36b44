// SPDX-License-Identifier: Apache-2.0
#include "wait/limited_calls.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>

namespace card {

struct LimitedCalls::State {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::deque<std::function<void()>> disposals;
    std::function<void()> job;  ///< to be made
    bool busy = false;          ///< one is to be made, is being made, or is being destroyed
    bool disposing = false;     ///< something is let go
    bool quit = false;
    std::uint64_t made = 0;

    void work() {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [this] { return job || !disposals.empty() || quit; });
            if (!disposals.empty()) {
                auto now = std::move(disposals.front());
                disposals.pop_front();
                disposing = true;
                make(lock, now);
                disposing = false;
                continue;
            }
            if (!job) return;
            auto now = std::exchange(job, nullptr);
            make(lock, now);
            busy = false;
            ++made;
            changed.notify_all();
        }
    }

    /// What a call owned may take its time too when it goes: never under the lock.
    static void make(std::unique_lock<std::mutex>& lock, std::function<void()>& call) {
        lock.unlock();
        call();
        call = nullptr;
        lock.lock();
    }
};

LimitedCalls::LimitedCalls()
    : state_(std::make_shared<State>()), thread_([state = state_] { state->work(); }) {}

LimitedCalls::~LimitedCalls() {
    bool idle = false;
    {
        const std::lock_guard lock(state_->mutex);
        idle = !state_->busy && !state_->disposing && state_->disposals.empty();
        state_->quit = true;
        state_->changed.notify_all();
    }
    // A thread that has nothing to do ends at once, and what libraries keep for it goes before the
    // program does. One that may never return is left behind; the state outlives both sides.
    if (idle && thread_.get_id() != std::this_thread::get_id()) thread_.join();
    else thread_.detach();
}

void LimitedCalls::dispose(std::function<void()> job) {
    const std::lock_guard lock(state_->mutex);
    state_->disposals.push_back(std::move(job));
    state_->changed.notify_all();
}

LimitedCalls::Done LimitedCalls::run(std::function<void()> job, Milliseconds limit,
                                     const std::stop_token& stop) {
    std::unique_lock lock(state_->mutex);
    const auto end = std::chrono::steady_clock::now() + limit;
    const auto failed = [&stop] { return stop.stop_requested() ? Done::stopped : Done::late; };
    if (!state_->changed.wait_until(lock, stop, end, [this] { return !state_->busy; }))
        return failed();
    state_->job = std::move(job);
    state_->busy = true;
    const auto number = state_->made;
    state_->changed.notify_all();
    return state_->changed.wait_until(lock, stop, end,
                                      [this, number] { return state_->made != number; })
               ? Done::yes
               : failed();
}

}  // namespace card

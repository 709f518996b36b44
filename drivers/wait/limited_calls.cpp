#include "wait/limited_calls.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace card {

struct LimitedCalls::State {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::function<void()> job;  ///< to be made
    bool busy = false;          ///< one is to be made, is being made, or is being destroyed
    bool quit = false;
    std::uint64_t made = 0;
    std::thread::id thread;

    void work() {
        std::unique_lock lock(mutex);
        thread = std::this_thread::get_id();
        while (true) {
            changed.wait(lock, [this] { return job || quit; });
            if (!job) return;
            auto now = std::exchange(job, nullptr);
            lock.unlock();
            now();
            now = nullptr;  // what it owned may take its time too: never under the lock
            lock.lock();
            busy = false;
            ++made;
            changed.notify_all();
        }
    }
};

LimitedCalls::LimitedCalls() : state_(std::make_shared<State>()) {
    // Detached, because a call that never returns could never be joined; the state outlives both sides.
    std::thread([state = state_] { state->work(); }).detach();
}

LimitedCalls::~LimitedCalls() {
    const std::lock_guard lock(state_->mutex);
    state_->quit = true;
    state_->changed.notify_all();
}

LimitedCalls::Done LimitedCalls::run(std::function<void()> job, Milliseconds limit, const std::stop_token& stop) {
    std::unique_lock lock(state_->mutex);
    if (state_->thread == std::this_thread::get_id()) {
        lock.unlock();
        job();
        return Done::yes;
    }
    const auto end = std::chrono::steady_clock::now() + limit;
    const auto failed = [&stop] { return stop.stop_requested() ? Done::stopped : Done::late; };
    if (!state_->changed.wait_until(lock, stop, end, [this] { return !state_->busy; })) return failed();
    state_->job = std::move(job);
    state_->busy = true;
    const auto number = state_->made;
    state_->changed.notify_all();
    return state_->changed.wait_until(lock, stop, end, [this, number] { return state_->made != number; }) ? Done::yes : failed();
}

}  // namespace card

#include "wait/limited_calls.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace card {

struct LimitedCalls::State {
    std::mutex mutex;
    std::condition_variable changed;
    std::function<void()> job;  ///< set while one is to be made or is being made
    bool quit = false;

    void work() {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [this] { return job || quit; });
            if (!job) return;
            lock.unlock();
            job();
            lock.lock();
            job = nullptr;
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

bool LimitedCalls::run(std::function<void()> job, Milliseconds limit) {
    std::unique_lock lock(state_->mutex);
    if (state_->job) return false;
    state_->job = std::move(job);
    state_->changed.notify_all();
    return state_->changed.wait_for(lock, limit, [this] { return !state_->job; });
}

bool LimitedCalls::hung() const {
    const std::lock_guard lock(state_->mutex);
    return static_cast<bool>(state_->job);
}

}  // namespace card

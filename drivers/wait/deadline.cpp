#include "wait/deadline.h"

#include <condition_variable>
#include <mutex>

namespace card {

void pause(const std::stop_token& stop, Milliseconds most) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, stop, most, [] { return false; });
}

void check(const std::stop_token& stop, const Deadline& deadline) {
    if (stop.stop_requested()) throw Error(Errc::stopped, "reader.wait", "stopped on request");
    if (deadline.passed()) throw Error(Errc::timed_out, "reader.wait", "nothing came within the time that was given");
}

}  // namespace card

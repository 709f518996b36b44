// SPDX-License-Identifier: Apache-2.0
#include "batch.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <functional>
#include <iostream>
#include <new>
#include <utility>

#include "stop.h"

namespace cardtool {
namespace {

namespace fs = std::filesystem;

/// The weightiest first; what is not among them is a document that could not be read.
constexpr std::array<int, 6> kCodes{12, 11, 10, 13, 0, kWrongUse};
constexpr std::size_t kUnread = kCodes.size() - 1;

/// What the workers share; lives in memory of all of them.
struct Shared {
    std::atomic<std::size_t> next{0}, done{0};
    std::atomic<bool> unwritten{false};  ///< lines were lost: a full disk, a closed pipe
    std::atomic<bool> in_line{false};    ///< a line is being written: who dies now leaves half
    std::array<std::atomic<std::size_t>, kMaxJobs> judging{};  ///< one more than the number of the
                                                               ///< document that each works on
    std::array<std::atomic<std::size_t>, kCodes.size()> counts{};
    pthread_mutex_t output{};
};

/// Anonymous memory that stays one through fork().
class SharedMemory {
public:
    SharedMemory()
        : at_(mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
                   0)) {
        if (at_ == MAP_FAILED)
            throw card::Error(card::Errc::io, card::Step::verify,
                              "no memory to share among the workers");
        shared_ = new (at_) Shared;
        pthread_mutexattr_t attributes;
        pthread_mutexattr_init(&attributes);
        pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
        pthread_mutexattr_setrobust(
            &attributes, PTHREAD_MUTEX_ROBUST);  // a worker that dies does not stop the others
        pthread_mutex_init(&shared_->output, &attributes);
        pthread_mutexattr_destroy(&attributes);
    }
    ~SharedMemory() { munmap(at_, sizeof(Shared)); }
    SharedMemory(const SharedMemory&) = delete;
    SharedMemory& operator=(const SharedMemory&) = delete;
    Shared& operator*() const { return *shared_; }

private:
    void* at_;
    Shared* shared_ = nullptr;
};

class Worker {
public:
    Worker(const Batch& batch, const card::TrustStore& trust, const card::Policy& policy,
           Shared& shared, std::size_t self)
        : batch_(batch), trust_(trust), policy_(policy), shared_(shared), self_(self) {}

    void run() {
        for (std::size_t number = 0; (number = shared_.next++) < batch_.documents.size();) {
            shared_.judging[self_] = number + 1;
            const auto place = one(batch_.documents[number]);
            // Counted when its line is out: the sums claim no more than the list.
            ++shared_.counts[place];
            ++shared_.done;
            shared_.judging[self_] = 0;
        }
    }

private:
    /// The place in the sums.
    std::size_t one(const fs::path& path) {
        auto origin = origin_now();
        origin.document = path.string();
        try {
            // A line of text holds nothing of the holder's.
            const auto report =
                card::verify(load_document(path), trust_, policy_, {},
                             batch_.json ? card::HolderData::taken : card::HolderData::left);
            const int code = report.exit_code();
            write_line(batch_.json
                           ? card::to_json(report, origin)
                           : verdict_line(report, language()) + "  " + printable(path.string()));
            return static_cast<std::size_t>(std::ranges::find(kCodes, code) - kCodes.begin());
        } catch (const card::Error& error) {
            unread(path, error_text(error, language()));
            if (batch_.json) write_line(card::to_json(error, origin));
        } catch (const std::exception& error) {
            unread(path, error.what());
            if (batch_.json)
                write_line(card::to_json(
                    card::Error(card::Errc::io, card::Step::file, error.what()), origin));
        }
        return kUnread;
    }

    static void unread(const fs::path& path, const std::string& text) {
        const std::string name = path.string();
        say(text.find(name) != std::string::npos ? text : name + ": " + text);
    }

    void write_line(const std::string& text) {
        const bool before_died = pthread_mutex_lock(&shared_.output) == EOWNERDEAD;
        if (before_died) pthread_mutex_consistent(&shared_.output);
        const auto line = (before_died && shared_.in_line ? "\n" : "") + text + '\n';
        shared_.in_line = true;
        for (std::string_view rest = line; !rest.empty();) {
            const auto written = write(STDOUT_FILENO, rest.data(), rest.size());
            if (written < 0 && (errno == EINTR || errno == EAGAIN)) continue;
            if (written <= 0) {
                shared_.unwritten = true;
                break;
            }
            rest.remove_prefix(static_cast<std::size_t>(written));
        }
        shared_.in_line = false;
        pthread_mutex_unlock(&shared_.output);
    }

    const Batch& batch_;
    const card::TrustStore& trust_;
    const card::Policy& policy_;
    Shared& shared_;
    const std::size_t self_;
};

std::vector<pid_t> start(std::size_t jobs, const std::function<void(std::size_t)>& work) {
    std::vector<pid_t> workers;
    for (std::size_t number = 0; number < jobs; ++number) {
        const pid_t child = fork();
        if (child < 0) break;
        if (child > 0) {
            workers.push_back(child);
            continue;
        }
        forget_signals();
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        work(number);
        std::cerr.flush();
        _exit(0);
    }
    if (workers.empty())
        throw card::Error(card::Errc::io, card::Step::verify, "no worker could be started");
    return workers;
}

/// The workers hold its other end: it hangs up when the last of them has ended.
class Leash {
public:
    Leash() {
        if (pipe2(ends_.data(), O_CLOEXEC) != 0)
            throw card::Error(card::Errc::io, card::Step::verify, "no pipe to the workers");
    }
    ~Leash() {
        close(ends_[0]);
        if (ends_[1] >= 0) close(ends_[1]);
    }
    Leash(const Leash&) = delete;
    Leash& operator=(const Leash&) = delete;

    void let_go() { close(std::exchange(ends_[1], -1)); }
    bool all_ended_within(int milliseconds) const {
        pollfd end{ends_[0], POLLIN, 0};
        return poll(&end, 1, milliseconds) == 1;
    }

private:
    std::array<int, 2> ends_{};
};

/// How many workers ended otherwise than they should; meanwhile says how far they are. A stop ends
/// them.
int wait_for(const std::vector<pid_t>& workers, Leash& leash, const Shared& shared,
             std::size_t total) {
    static constexpr int kLook = 100;  // milliseconds
    leash.let_go();
    const auto stop = stop_on_signal();
    for (bool told = false; !leash.all_ended_within(kLook);) {
        show_status(
            tr("cardtool.status.judged", {std::to_string(shared.done), std::to_string(total)}));
        if (stop.stop_requested() && !std::exchange(told, true))
            for (const auto worker : workers) kill(worker, SIGTERM);
    }
    clear_status();
    int died = 0;
    for (const auto worker : workers) {
        int status = 0;
        if (waitpid(worker, &status, 0) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
            ++died;
    }
    return died;
}

void say_sums(const Shared& shared, std::size_t total) {
    std::array<std::string, kCodes.size() + 1> sums{std::to_string(total)};
    for (std::size_t i = 0; i < kCodes.size(); ++i) sums[i + 1] = std::to_string(shared.counts[i]);
    std::cerr << card::text("cardtool.batch.sums", language(), sums) << '\n';
}

/// The documents that were lost with their workers, by name.
void say_lost(const Batch& batch, const Shared& shared, int died) {
    for (const auto& number : shared.judging)
        if (number > 0) say(tr("cardtool.batch.lost_with", {batch.documents[number - 1].string()}));
    say(tr("cardtool.batch.died",
           {std::to_string(died), std::to_string(batch.documents.size() - shared.done)}));
}

constexpr int kDeepest = 16;  ///< folders in folders

bool is_document(const fs::path& path) {
    std::error_code error;
    return !fs::is_directory(path, error) || fs::exists(path / "EF_SOD.bin", error);
}

/// A folder that turns out to hold no document is told by the worker that opens it: what lost its
/// EF.SOD must not go unnamed, nor an empty folder.
void walk(const fs::path& folder, int depth, std::vector<fs::path>& documents) {
    const auto before = documents.size();
    std::error_code error;
    std::vector<fs::path> names;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        names.push_back(at->path());
    // By text: paths compare component by component.
    std::ranges::sort(names, {}, &fs::path::native);
    for (const auto& name : names) {
        const bool link_below = depth > 0 && fs::is_symlink(name, error);
        if (!fs::is_directory(name, error)) {
            if (name.extension() == ".sod") documents.push_back(name);
        } else if (is_document(name) || depth == kDeepest) {
            documents.push_back(name);
        } else if (!link_below) {
            walk(name, depth + 1, documents);
        }
    }
    if (documents.size() == before) documents.push_back(folder);
}

}  // namespace

void add_documents(const fs::path& path, std::vector<fs::path>& documents) {
    if (is_document(path)) documents.push_back(path);
    else walk(path, 0, documents);
}

int verify_batch(const Batch& batch, const card::TrustStore& trust, const card::Policy& policy) {
    const SharedMemory memory;
    auto& shared = *memory;
    std::cout.flush();
    Leash leash;
    const auto workers = start(std::min(batch.jobs, batch.documents.size()), [&](std::size_t self) {
        Worker(batch, trust, policy, shared, self).run();
    });
    const int died = wait_for(workers, leash, shared, batch.documents.size());
    say_sums(shared, batch.documents.size());
    check_stop();
    if (died > 0 || shared.done != batch.documents.size()) {
        say_lost(batch, shared, died);
        return kNoRead;
    }
    if (shared.unwritten)
        throw Told(card::Errc::io, card::Step::output, "cardtool.batch.lines_lost");
    if (shared.counts[0] == 0 && shared.counts[kUnread] > 0)
        return kWrongUse;  // a forged document is weightier than an unreadable one
    for (std::size_t i = 0; i < kUnread; ++i)
        if (shared.counts[i] > 0) return kCodes[i];
    return kDone;
}

}  // namespace cardtool

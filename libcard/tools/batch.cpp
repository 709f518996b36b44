// SPDX-License-Identifier: Apache-2.0
#include "batch.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/mman.h>
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

#include <nlohmann/json.hpp>

namespace cardtool {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFlushAt = 64 * 1024;
/// The weightiest first; what is not among them is a document that could not be read.
constexpr std::array<int, 6> kCodes{12, 11, 10, 13, 0, kWrongUse};
constexpr std::size_t kUnread = kCodes.size() - 1;

/// What the workers share; lives in memory of all of them.
struct Shared {
    std::atomic<std::size_t> next{0}, done{0};
    std::atomic<bool> unwritten{false};  ///< lines were lost: a full disk, a closed pipe
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
           Shared& shared)
        : batch_(batch), trust_(trust), policy_(policy), shared_(shared) {}

    void run() {
        for (std::size_t number = 0; (number = shared_.next++) < batch_.documents.size();) {
            one(batch_.documents[number]);
            ++shared_.done;
        }
        flush();
    }

private:
    void one(const fs::path& path) {
        try {
            // A line of text holds nothing of the holder's.
            const auto report =
                card::verify(load_document(path), trust_, policy_, {},
                             batch_.json ? card::HolderData::taken : card::HolderData::left);
            count(report.exit_code());
            if (batch_.json)
                add(R"({"document":)" + quoted(path.string()) + R"(,"report":)" +
                    card::to_json(report) + "}");
            else
                add(std::to_string(report.exit_code()) + "  " + card::name_of(report.verdict()) +
                    "  " + printable(path.string()));
        } catch (const std::exception& error) {
            ++shared_.counts[kUnread];
            const std::string name = path.string(), text = error.what();
            std::cerr << printable("cardtool: " +
                                   (text.starts_with(name) ? text : name + ": " + text)) +
                             "\n";
        }
    }

    void count(int code) {
        const auto place = std::ranges::find(kCodes, code);
        ++shared_.counts[static_cast<std::size_t>(place - kCodes.begin())];
    }

    /// A folder's name may contain any octet.
    static std::string quoted(const std::string& text) {
        return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }

    void add(std::string line) {
        if (batch_.json)
            std::erase(line, '\n');  // one line a document; inside strings JSON escapes it
        lines_ += line + '\n';
        if (lines_.size() >= kFlushAt) flush();
    }

    void flush() {
        if (pthread_mutex_lock(&shared_.output) == EOWNERDEAD)
            pthread_mutex_consistent(&shared_.output);
        for (std::string_view rest = lines_; !rest.empty();) {
            const auto written = write(STDOUT_FILENO, rest.data(), rest.size());
            if (written < 0 && (errno == EINTR || errno == EAGAIN)) continue;
            if (written <= 0) {
                shared_.unwritten = true;
                break;
            }
            rest.remove_prefix(static_cast<std::size_t>(written));
        }
        pthread_mutex_unlock(&shared_.output);
        lines_.clear();
    }

    const Batch& batch_;
    const card::TrustStore& trust_;
    const card::Policy& policy_;
    Shared& shared_;
    std::string lines_;
};

std::size_t start(std::size_t jobs, const std::function<void()>& work) {
    std::size_t started = 0;
    for (; started < jobs; ++started) {
        const pid_t child = fork();
        if (child < 0) break;
        if (child > 0) continue;
        work();
        std::cerr.flush();
        _exit(0);
    }
    if (started == 0)
        throw card::Error(card::Errc::io, card::Step::verify, "no worker could be started");
    return started;
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

/// How many workers ended otherwise than they should; meanwhile says how far they are.
int wait_for(std::size_t workers, Leash& leash, const Shared& shared, std::size_t total) {
    static constexpr int kLook = 200;  // milliseconds
    leash.let_go();
    const bool tell = is_terminal(STDERR_FILENO);
    while (!leash.all_ended_within(tell ? kLook : -1))
        if (tell) std::cerr << shared.done << " of " << total << '\r' << std::flush;
    int died = 0;
    for (std::size_t ended = 0; ended < workers; ++ended) {
        int status = 0;
        if (waitpid(-1, &status, 0) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) ++died;
    }
    return died;
}

}  // namespace

void add_documents(const fs::path& path, std::vector<fs::path>& documents) {
    std::error_code error;
    if (!fs::is_directory(path, error) || fs::exists(path / "EF_SOD.bin", error)) {
        documents.push_back(path);
        return;
    }
    const auto before = documents.size();
    // A folder that turns out to hold no document is told by the worker that opens it: what lost
    // its EF.SOD must not go unnamed.
    for (const auto& entry : fs::directory_iterator(path))
        if (entry.is_directory(error) || entry.path().extension() == ".sod")
            documents.push_back(entry.path());
    if (documents.size() == before)
        throw card::Error(card::Errc::usage, card::Step::verify,
                          path.string() + ": there is no document in this folder");
    // By text: paths compare component by component.
    std::ranges::sort(documents.begin() + static_cast<std::ptrdiff_t>(before), documents.end(), {},
                      &fs::path::native);
}

int verify_batch(const Batch& batch, const card::TrustStore& trust, const card::Policy& policy) {
    const SharedMemory memory;
    auto& shared = *memory;
    std::cout.flush();
    Leash leash;
    const auto workers = start(std::min(batch.jobs, batch.documents.size()),
                               [&] { Worker(batch, trust, policy, shared).run(); });
    const int died = wait_for(workers, leash, shared, batch.documents.size());
    std::cerr << batch.documents.size() << " documents:";
    for (std::size_t i = 0; i < kCodes.size(); ++i)
        std::cerr << ' ' << shared.counts[i]
                  << (i == kUnread ? " unreadable" : " with exit code " + std::to_string(kCodes[i]))
                  << (i == kUnread ? '\n' : ',');
    if (died > 0 || shared.done != batch.documents.size()) {
        std::cerr << "cardtool: " << died << " workers died; "
                  << batch.documents.size() - shared.done << " documents are not judged\n";
        return kNoRead;
    }
    if (shared.unwritten) {
        std::cerr << "cardtool: the lines could not be written: the sums above are whole, the list "
                     "is not\n";
        return kNoRead;
    }
    if (shared.counts[0] == 0 && shared.counts[kUnread] > 0)
        return kWrongUse;  // a forged document is weightier than an unreadable one
    for (std::size_t i = 0; i < kUnread; ++i)
        if (shared.counts[i] > 0) return kCodes[i];
    return kDone;
}

}  // namespace cardtool

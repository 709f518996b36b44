// SPDX-License-Identifier: Apache-2.0
#include "last_run.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>

#include "descriptor.h"
#include "store_folder.h"

namespace cardtool {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStart = "last run ";
constexpr std::size_t kDigits = 12, kRecord = kStart.size() + kDigits + 1;
constexpr std::int64_t kLatest = 253'402'300'799;  // the year 9999 ends

/// "last run 001795912345" and a line end: always as long, so that one write replaces the whole.
std::string record_of(std::int64_t time) {
    const auto digits = std::to_string(time);
    return std::string(kStart) + std::string(kDigits - digits.size(), '0') + digits + "\n";
}

bool is_record(std::string_view text) {
    return text.size() == kRecord && text.starts_with(kStart) && text.back() == '\n' &&
           std::ranges::all_of(text.substr(kStart.size(), kDigits),
                               [](char c) { return c >= '0' && c <= '9'; });
}

/// 0 for what is no record: a lock that nothing was kept in yet, a file of somebody else.
std::int64_t time_of(const std::string& text) {
    if (!is_record(text)) return 0;
    const auto time = std::stoll(text.substr(kStart.size(), kDigits));
    return time <= kLatest ? time : 0;
}

/// What the file holds; nothing for what is no regular file of ours.
std::optional<std::string> content_of(const Descriptor& file) {
    struct stat about {};
    if (!file || fstat(file.get(), &about) != 0 || !S_ISREG(about.st_mode)) return {};
    std::array<char, kRecord + 1> octets{};
    const auto count = pread(file.get(), octets.data(), octets.size(), 0);
    if (count < 0) return {};
    return std::string(octets.data(), static_cast<std::size_t>(count));
}

constexpr int kHow = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;

std::int64_t kept_in(const fs::path& file) {
    const auto content = content_of(Descriptor(open(file.c_str(), O_RDONLY | kHow)));
    return content ? time_of(*content) : 0;
}

enum class Newer { stays, goes };

/// False where the file cannot be written. An import holds the lock for as long as it takes: what
/// is not kept then is kept by the next run.
bool write_to(const fs::path& file, std::int64_t now, Newer newer, int create) {
    const Descriptor opened(open(file.c_str(), O_RDWR | create | kHow, S_IRUSR | S_IWUSR));
    if (!opened || flock(opened.get(), LOCK_EX | LOCK_NB) != 0) return false;
    const auto content = content_of(opened);
    // Another program's lock of the same name is left as it is.
    if (!content || !(content->empty() || is_record(*content))) return false;
    if (newer == Newer::stays && time_of(*content) >= now) return true;
    const auto record = record_of(now);
    return pwrite(opened.get(), record.data(), record.size(), 0) ==
           static_cast<ssize_t>(record.size());
}

/// The user's folder for what programs keep (XDG Base Directory); empty where there is none.
fs::path own_file() {
    const auto absolute = [](const char* name) {
        const char* value = std::getenv(name);
        return value && *value == '/' ? fs::path(value) : fs::path();
    };
    auto folder = absolute("XDG_STATE_HOME");
    if (folder.empty() && !absolute("HOME").empty()) folder = absolute("HOME") / ".local/state";
    return folder.empty() ? folder : folder / "libcard/last_run";
}

void make_folder_of(const fs::path& file) {
    std::error_code error;
    if (fs::exists(file.parent_path(), error)) return;
    fs::create_directories(file.parent_path().parent_path(), error);
    mkdir(file.parent_path().c_str(), S_IRWXU);
}

}  // namespace

LastRun::LastRun(const std::vector<fs::path>& stores) : own_(own_file()) {
    std::error_code error;
    for (const auto& store : stores)
        if (fs::is_directory(store, error)) locks_.push_back(lock_of(store_folder(store)));
}

std::int64_t LastRun::newest() const {
    std::int64_t newest = own_.empty() ? 0 : kept_in(own_);
    for (const auto& lock : locks_) newest = std::max(newest, kept_in(lock));
    return newest;
}

void LastRun::keep(std::int64_t now) const {
    if (now <= 0 || now > kLatest) return;
    const auto kept = std::ranges::count_if(
        locks_, [now](const auto& lock) { return write_to(lock, now, Newer::stays, 0); });
    if (kept > 0 || own_.empty()) return;
    make_folder_of(own_);
    write_to(own_, now, Newer::stays, O_CREAT);
}

void LastRun::set(std::int64_t now) const {
    auto places = locks_;
    if (!own_.empty()) places.push_back(own_);
    for (const auto& place : places)
        if (kept_in(place) > now && !write_to(place, now, Newer::goes, 0))
            throw Told(card::Errc::io, card::Step::output, "cardtool.error.time_not_set",
                       {place.string()});
}

RememberedTime::RememberedTime(const TrustOptions& trust, const card::Policy& policy)
    : policy_(policy) {
    if (!policy.at) last_run_.emplace(trust.in_use());
}

card::Policy RememberedTime::policy() const {
    auto policy = policy_;
    if (last_run_) policy.last_run = last_run_->newest();
    return policy;
}

void RememberedTime::keep() const {
    if (last_run_) last_run_->keep(std::time(nullptr));
}

}  // namespace cardtool

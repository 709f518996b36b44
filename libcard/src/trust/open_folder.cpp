// SPDX-License-Identifier: Apache-2.0
#include "trust/open_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "card/error.h"
#include "trust/store_files.h"

namespace card::trust {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, std::string_view id) {
    throw Error(Errc::io, Step::trust_store, said(id, {path.string()}));
}

class Opened {
public:
    explicit Opened(int descriptor) : descriptor_(descriptor) {}
    ~Opened() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;
    int get() const { return descriptor_; }

private:
    int descriptor_;
};

// O_NONBLOCK: a pipe would be waited for.
constexpr int kHow = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

Bytes read_whole(const Opened& file, const fs::path& path) {
    if (file.get() < 0) fail(path, "store.path.absent");
    struct stat about {};
    if (fstat(file.get(), &about) != 0 || !S_ISREG(about.st_mode)) fail(path, "store.path.no_file");
    if (static_cast<std::size_t>(about.st_size) > kMaxTrustFileSize)
        fail(path, "store.path.too_large");
    Bytes octets(static_cast<std::size_t>(about.st_size));
    for (std::size_t have = 0; have < octets.size();) {
        const auto count = ::read(file.get(), octets.data() + have, octets.size() - have);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) fail(path, "store.path.unreadable");
        have += static_cast<std::size_t>(count);
    }
    return octets;
}

bool is_file(int folder, const dirent& entry) {
    if (entry.d_type == DT_REG) return true;
    struct stat about {};
    return (entry.d_type == DT_UNKNOWN || entry.d_type == DT_LNK) &&
           fstatat(folder, entry.d_name, &about, 0) == 0 && S_ISREG(about.st_mode);
}

}  // namespace

OpenFolder::OpenFolder(const fs::path& folder)
    : path_(folder), descriptor_(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (descriptor_ < 0) fail(folder, "store.path.unreadable");
}
OpenFolder::~OpenFolder() { close(descriptor_); }

OpenFolder::Names OpenFolder::names() const {
    // A descriptor of its own: readdir moves it.
    const int again = openat(descriptor_, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const std::unique_ptr<DIR, int (*)(DIR*)> entries(again < 0 ? nullptr : fdopendir(again),
                                                      closedir);
    if (!entries) fail(path_, "store.path.unreadable");
    Names names;
    errno = 0;
    while (const auto* entry = readdir(entries.get())) {
        const std::string name = entry->d_name;
        if (name == "." || name == "..") continue;
        if (names.files.size() == kMaxTrustFiles) fail(path_, "store.path.too_many");
        (is_file(descriptor_, *entry) ? names.files : names.others).push_back(name);
        errno = 0;
    }
    if (errno != 0) fail(path_, "store.path.unreadable");
    std::ranges::sort(names.files);
    std::ranges::sort(names.others);
    return names;
}

Bytes OpenFolder::read(const std::string& name) const {
    return read_whole(Opened(openat(descriptor_, name.c_str(), kHow)), path_ / name);
}

bool OpenFolder::is_in_place() const {
    struct stat here {
    }, there{};
    return fstat(descriptor_, &here) == 0 &&
           (stat(path_.c_str(), &there) != 0 ||
            (here.st_dev == there.st_dev && here.st_ino == there.st_ino));
}

Bytes read_store_file(const fs::path& path) {
    return read_whole(Opened(open(path.c_str(), kHow)), path);
}

}  // namespace card::trust

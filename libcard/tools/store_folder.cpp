// SPDX-License-Identifier: Apache-2.0
#include "store_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "common.h"

namespace cardtool {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kFolderMode = 0755;

[[noreturn]] void fail(const fs::path& path, const char* what) {
    throw card::Error(card::Errc::io, card::Step::trust_store, path.string() + ": " + what);
}

bool sync_folder(const fs::path& folder) {
    const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return false;
    const bool synced = fsync(fd) == 0;
    close(fd);
    return synced;
}

/// A folder beside the store; what is in it goes with the object: the new files when they were not
/// put in place, the old ones else.
class Staging {
public:
    explicit Staging(const fs::path& store) {
        std::string name = store.string() + ".new-XXXXXX";
        if (!mkdtemp(name.data()))
            fail(store, "a folder beside it cannot be made: may you write there?");
        path_ = name;
        chmod(path_.c_str(), kFolderMode);
    }
    ~Staging() {
        std::error_code error;
        fs::remove_all(path_, error);
    }
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

}  // namespace

StoreLock::StoreLock(const fs::path& folder)
    : descriptor_(open((folder.string() + ".lock").c_str(),
                       O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600)) {
    if (descriptor_ < 0) fail(folder, "a lock beside it cannot be made: may you write there?");
    while (flock(descriptor_, LOCK_EX) != 0)
        if (errno != EINTR) fail(folder, "cannot be locked");
}

StoreLock::~StoreLock() { close(descriptor_); }

fs::path store_folder(const fs::path& named) {
    std::error_code error;
    auto folder = fs::absolute(named, error).lexically_normal();
    if (!folder.has_filename()) folder = folder.parent_path();
    if (fs::is_symlink(folder, error)) folder = fs::canonical(folder, error);
    fs::create_directories(folder.parent_path(), error);
    return folder;
}

void replace_store(const fs::path& folder, const std::vector<card::TrustFile>& files) {
    const Staging staging(folder);
    for (const auto& [name, octets] : files)
        write_file(staging.path() / name, octets, Readers::everybody);
    if (!sync_folder(staging.path())) fail(staging.path(), "cannot be written to the disk");
    std::error_code error;
    const unsigned how = fs::exists(folder, error) ? RENAME_EXCHANGE : RENAME_NOREPLACE;
    if (renameat2(AT_FDCWD, staging.path().c_str(), AT_FDCWD, folder.c_str(), how) != 0)
        fail(folder,
             "cannot be replaced in one step: it must be a folder of its own on a Linux file "
             "system, not a mount point");
    sync_folder(folder.parent_path());
}

}  // namespace cardtool

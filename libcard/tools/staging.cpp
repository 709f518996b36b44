// SPDX-License-Identifier: Apache-2.0
#include "staging.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "common.h"
#include "stop.h"

namespace cardtool {

namespace fs = std::filesystem;

namespace {
constexpr std::size_t kLetters = 6;
}

bool is_staging_word(std::string_view letters) {
    const auto has = [letters](char first, char last) {
        return std::ranges::any_of(letters, [=](char c) { return c >= first && c <= last; });
    };
    return letters.size() == kLetters && has('A', 'Z') && has('a', 'z') && has('0', '9');
}

Staging::Staging(const fs::path& target, fs::perms permissions) {
    std::error_code error;
    fs::create_directories(target.parent_path(), error);
    for (bool made = false; !made;) {
        std::string name = target.string() + kStagingInfix + std::string(kLetters, 'X');
        if (!mkdtemp(name.data()))
            throw Told(card::Errc::io, card::Step::trust_store, "cardtool.error.no_room_beside",
                       {target.string()});
        path_ = name;
        made = is_staging_word(std::string_view(name).substr(name.size() - kLetters));
        if (!made) rmdir(name.c_str());
    }
    fs::permissions(path_, permissions, error);
    leave_nothing_of(path_);
}

Staging::~Staging() {
    std::error_code error;
    fs::remove_all(path_, error);
    leave_nothing_of({});
}

bool sync_folder(const fs::path& folder) {
    const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return false;
    const bool synced = fsync(fd) == 0;
    close(fd);
    return synced;
}

fs::path without_slash(const fs::path& named) {
    std::error_code error;
    const auto path = fs::absolute(named, error).lexically_normal();
    return path.has_filename() ? path : path.parent_path();
}

}  // namespace cardtool

// SPDX-License-Identifier: Apache-2.0
#include "core/state_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

namespace kiosk {
namespace {

bool write_synced(const std::string& file, const std::string& text) {
    const int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
                        S_IRUSR | S_IWUSR);
    if (fd < 0) return false;
    const bool written =
        write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(fd) == 0;
    close(fd);
    return written;
}

/// The new name is on the disk as well.
void sync_folder(const std::filesystem::path& folder) {
    const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    fsync(fd);
    close(fd);
}

}  // namespace

std::string load_state(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text(kMaxStateFile + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    return text.size() > kMaxStateFile ? std::string() : text;
}

bool save_state(const std::filesystem::path& file, const std::string& text) {
    const std::string beside = file.string() + ".new";
    if (!write_synced(beside, text) || std::rename(beside.c_str(), file.c_str()) != 0) return false;
    sync_folder(file.parent_path());
    return true;
}

}  // namespace kiosk

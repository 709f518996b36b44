// SPDX-License-Identifier: Apache-2.0
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <map>
#include <memory>
#include <thread>

#include "common.h"
#include "descriptor.h"

namespace cardtool {

namespace fs = std::filesystem;
using card::Errc;
using card::Error;
using card::Step;

namespace {

constexpr off_t kMaxFile = 2 * 1024 * 1024;
constexpr int kHowToRead =
    O_RDONLY | O_CLOEXEC | O_NONBLOCK;  // a pipe in a hostile folder must not hold us

std::string file_name(card::FileId id) {
    std::string name = card::name_of(id) + ".bin";
    std::ranges::replace(name.begin(), name.end() - 4, '.', '_');  // "EF.SOD"
    std::ranges::replace(name, '/', '_');                          // "EF.ATR/INFO"
    return name;
}

const std::map<std::string, card::FileId, std::less<>>& ids_by_file_name() {
    using enum card::FileId;
    static const auto ids = [] {
        std::map<std::string, card::FileId, std::less<>> made;
        for (const auto id : {sod, com, card_access, card_security, cvca, atr_info})
            made.emplace(file_name(id), id);
        for (int group = 1; group <= card::kDataGroups; ++group)
            made.emplace(file_name(card::data_group(group)), card::data_group(group));
        return made;
    }();
    return ids;
}

/// `name` tells the file's name, should it be needed.
card::Bytes read_whole(const Descriptor& opened, const auto& name) {
    struct stat about {};
    const bool regular = opened && fstat(opened.get(), &about) == 0 && S_ISREG(about.st_mode);
    if (regular && about.st_size > kMaxFile)
        throw Error(Errc::usage, Step::file, name() + ": too large to be a file of a card");
    card::Bytes octets(regular ? static_cast<std::size_t>(about.st_size) : 0);
    if (!regular ||
        read(opened.get(), octets.data(), octets.size()) != static_cast<ssize_t>(octets.size()))
        throw Error(Errc::usage, Step::file, name() + ": cannot be read");
    return octets;
}

}  // namespace

card::Bytes read_file(const fs::path& file) {
    return read_whole(Descriptor(open(file.c_str(), kHowToRead)),
                      [&file] { return file.string(); });
}

namespace {

bool write_all(int fd, card::ByteView octets) {
    while (!octets.empty()) {
        const auto count = write(fd, octets.data(), octets.size());
        if (count <= 0) return false;
        octets = octets.subspan(static_cast<std::size_t>(count));
    }
    return fsync(fd) == 0;
}

}  // namespace

void write_file(const fs::path& file, card::ByteView octets, Readers readers) {
    std::string part = file.string() + ".XXXXXX";
    Descriptor made(mkostemp(part.data(), O_CLOEXEC));  // new, owner only
    const bool there = static_cast<bool>(made);
    bool written = there && write_all(made.get(), octets);
    if (written && readers == Readers::everybody)
        written = fchmod(made.get(), S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH) == 0;
    made.reset();
    if (written && rename(part.c_str(), file.c_str()) == 0) return;
    if (there) unlink(part.c_str());
    throw Error(Errc::io, Step::file, file.string() + ": cannot be written");
}

card::Document load_folder(const fs::path& folder) {
    card::Document document;
    // By name within the opened folder: a batch opens some ninety thousand files.
    const std::unique_ptr<DIR, int (*)(DIR*)> opened(opendir(folder.c_str()), closedir);
    if (!opened)
        throw Error(
            Errc::usage, Step::verify,
            folder.string() +
                ": cannot be opened as a folder; name a folder of saved files, or a .sod file");
    while (const auto* entry = readdir(opened.get())) {
        const auto known = ids_by_file_name().find(std::string_view(entry->d_name));
        if (known == ids_by_file_name().end()) continue;
        const Descriptor file(openat(dirfd(opened.get()), entry->d_name, kHowToRead));
        document.files[known->second] =
            read_whole(file, [&] { return (folder / known->first).string(); });
    }
    if (!document.file(card::FileId::sod))
        throw Error(Errc::usage, Step::verify,
                    folder.string() + ": there is no EF_SOD.bin in this folder");
    return document;
}

void save_folder(const card::Document& document, const fs::path& folder) {
    std::error_code error;
    const bool made = fs::create_directories(folder, error);
    if (error) throw Error(Errc::io, Step::save, folder.string() + ": cannot be made");
    if (made) fs::permissions(folder, fs::perms::owner_all, error);
    for (const auto& [id, octets] : document.files) write_file(folder / file_name(id), octets);
}

bool is_terminal(int descriptor) { return isatty(descriptor) == 1; }

namespace {
/// A signal handler may touch little; it writes to a pipe that a thread reads.
int signal_pipe[2];
void on_signal(int) {
    const char octet = 1;
    [[maybe_unused]] const auto written = write(signal_pipe[1], &octet, 1);
}
}  // namespace

std::stop_token stop_on_signal() {
    static std::stop_source source;
    static const bool armed = [] {
        if (pipe2(signal_pipe, O_CLOEXEC) != 0) return false;
        std::thread([] {
            char octet = 0;
            if (read(signal_pipe[0], &octet, 1) == 1) source.request_stop();
        }).detach();
        std::signal(SIGINT, on_signal);
        std::signal(SIGTERM, on_signal);
        return true;
    }();
    (void)armed;
    return source.get_token();
}

}  // namespace cardtool

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <map>
#include <thread>

#include "common.h"

namespace cardtool {

namespace fs = std::filesystem;
using card::Errc;
using card::Error;

namespace {

constexpr off_t kMaxFile = 2 * 1024 * 1024;

std::string file_name(card::FileId id) {
    switch (id) {
        case card::FileId::sod: return "EF_SOD.bin";
        case card::FileId::com: return "EF_COM.bin";
        case card::FileId::card_access: return "EF_CardAccess.bin";
        case card::FileId::atr_info: return "EF_ATR_INFO.bin";
        default: return card::name_of(id) + ".bin";
    }
}

std::vector<card::FileId> all_files() {
    std::vector<card::FileId> ids{card::FileId::sod, card::FileId::com, card::FileId::card_access};
    for (int group = 1; group <= card::kDataGroups; ++group) ids.push_back(card::data_group(group));
    return ids;
}

}  // namespace

card::Bytes read_file(const fs::path& file) {
    // Plain calls: a batch opens some sixty thousand files.
    const int fd = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe in a hostile folder must not hold us
    struct stat about{};
    const bool opened = fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
    const bool small = opened && about.st_size <= kMaxFile;
    card::Bytes octets(small ? static_cast<std::size_t>(about.st_size) : 0);
    const bool whole = small && read(fd, octets.data(), octets.size()) == static_cast<ssize_t>(octets.size());
    if (fd >= 0) close(fd);
    if (opened && !small) throw Error(Errc::usage, "file", file.string() + ": too large to be a file of a card");
    if (!whole) throw Error(Errc::usage, "file", file.string() + ": cannot be read");
    return octets;
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
    const int fd = mkostemp(part.data(), O_CLOEXEC);  // new, owner only
    bool written = fd >= 0 && write_all(fd, octets);
    if (written && readers == Readers::everybody) written = fchmod(fd, S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH) == 0;
    if (fd >= 0) close(fd);
    if (written && rename(part.c_str(), file.c_str()) == 0) return;
    if (fd >= 0) unlink(part.c_str());
    throw Error(Errc::io, "file", file.string() + ": cannot be written");
}

card::Document load_folder(const fs::path& folder) {
    card::Document document;
    std::error_code error;
    std::map<std::string, card::FileId> names;
    for (const auto id : all_files()) names.emplace(file_name(id), id);
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const auto known = names.find(entry.path().filename().string());
        if (known != names.end()) document.files[known->second] = read_file(entry.path());
    }
    if (!document.file(card::FileId::sod))
        throw Error(Errc::usage, "verify", folder.string() + ": there is no EF_SOD.bin in this folder");
    return document;
}

void save_folder(const card::Document& document, const fs::path& folder) {
    std::error_code error;
    const bool made = fs::create_directories(folder, error);
    if (error) throw Error(Errc::io, "save", folder.string() + ": cannot be made");
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

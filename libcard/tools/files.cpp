// SPDX-License-Identifier: Apache-2.0
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <memory>

#include "card/portrait.h"
#include "common.h"
#include "descriptor.h"
#include "staging.h"
#include "stop.h"

namespace cardtool {

namespace fs = std::filesystem;
using card::Errc;
using card::Error;
using card::Step;

namespace {

constexpr off_t kMaxFile = off_t{2} * 1024 * 1024;
constexpr int kHowToRead =
    O_RDONLY | O_CLOEXEC | O_NONBLOCK;  // a pipe in a hostile folder must not hold us

std::string file_name(card::FileId id) {
    std::string name = card::name_of(id) + ".bin";
    std::ranges::replace(name.begin(), name.end() - 4, '.', '_');  // "EF.SOD"
    std::ranges::replace(name, '/', '_');                          // "EF.ATR/INFO"
    return name;
}

/// A stick or a mail may have changed the case of names.
std::string in_small_letters(std::string name) {
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return name;
}

const std::map<std::string, card::FileId, std::less<>>& ids_by_file_name() {
    using enum card::FileId;
    static const auto ids = [] {
        std::map<std::string, card::FileId, std::less<>> made;
        for (const auto id : {sod, com, card_access, card_security, cvca, atr_info})
            made.emplace(in_small_letters(file_name(id)), id);
        for (int group = 1; group <= card::kDataGroups; ++group)
            made.emplace(in_small_letters(file_name(card::data_group(group))),
                         card::data_group(group));
        return made;
    }();
    return ids;
}

/// `name` tells the file's name, should it be needed.
card::Bytes read_whole(const Descriptor& opened, const auto& name) {
    struct stat about {};
    const bool regular = opened && fstat(opened.get(), &about) == 0 && S_ISREG(about.st_mode);
    if (regular && about.st_size > kMaxFile)
        throw Told(Errc::usage, Step::file, "cardtool.error.too_large", {name()});
    card::Bytes octets(regular ? static_cast<std::size_t>(about.st_size) : 0);
    if (!regular ||
        read(opened.get(), octets.data(), octets.size()) != static_cast<ssize_t>(octets.size()))
        throw Told(Errc::usage, Step::file, "cardtool.error.cannot_be_read", {name()});
    return octets;
}

}  // namespace

namespace {

card::Bytes read_standard_input() {
    card::Bytes octets;
    std::array<std::uint8_t, 4096> piece{};
    while (true) {
        const auto count = read(STDIN_FILENO, piece.data(), piece.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw Told(Errc::usage, Step::file, "cardtool.error.cannot_be_read", {"-"});
        if (count == 0) return octets;
        card::append(octets, card::ByteView(piece).first(static_cast<std::size_t>(count)));
        if (octets.size() > static_cast<std::size_t>(kMaxFile))
            throw Told(Errc::usage, Step::file, "cardtool.error.too_large", {"-"});
    }
}

}  // namespace

card::Bytes read_file(const fs::path& file) {
    if (file == kFromInput || file == "/dev/stdin") return read_standard_input();
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
    throw Told(Errc::io, Step::file, "cardtool.error.file_not_written", {file.string()});
}

namespace {

/// One object and nothing beside it, as a card gives a file (ISO/IEC 7816-4 §5.2.2), or, of files
/// that may be longer than what is in them, with something behind it; of an indefinite length
/// nothing is said. A file that was cut, or that a mail or an editor changed, says nothing of the
/// card.
bool is_whole_object(card::ByteView file, bool alone) {
    static constexpr std::uint8_t kLongTag = 0x1F, kIndefinite = 0x80, kMoreOctets = 0x80;
    static constexpr std::size_t kMostLength = 4;
    std::size_t at = 0;
    const bool long_tag = !file.empty() && (file[at++] & kLongTag) == kLongTag;
    if (long_tag)
        while (at < file.size() && (file[at++] & kMoreOctets) != 0) {}
    if (at >= file.size()) return false;
    std::size_t length = file[at++];
    if (length == kIndefinite) return true;
    if (length > kIndefinite) {
        std::size_t octets = length - kIndefinite;
        if (octets > kMostLength || octets > file.size() - at) return false;
        for (length = 0; octets > 0; --octets) length = length << 8 | file[at++];
    }
    return alone ? length == file.size() - at : length <= file.size() - at;
}

bool is_spoilt(card::FileId id, card::ByteView octets) {
    using enum card::FileId;
    const bool alone = id == com || id == sod || card::data_group_number(id) > 0;
    const bool longer = id == card_access || id == card_security;
    return (alone || longer) && !is_whole_object(octets, alone);
}

}  // namespace

card::Document load_folder(const fs::path& folder) {
    card::Document document;
    // By name within the opened folder: a batch opens some ninety thousand files.
    const std::unique_ptr<DIR, int (*)(DIR*)> opened(opendir(folder.c_str()), closedir);
    if (!opened)
        throw Told(Errc::usage, Step::verify, "cardtool.error.no_folder", {folder.string()});
    while (const auto* entry = readdir(opened.get())) {
        const auto known = ids_by_file_name().find(in_small_letters(entry->d_name));
        if (known == ids_by_file_name().end()) continue;
        const Descriptor file(openat(dirfd(opened.get()), entry->d_name, kHowToRead));
        const auto name = [&] { return (folder / entry->d_name).string(); };
        auto octets = read_whole(file, name);
        if (document.file(known->second))
            throw Told(Errc::usage, Step::verify, "cardtool.error.file_twice", {name()});
        if (is_spoilt(known->second, octets))
            throw Told(Errc::usage, Step::verify, "cardtool.error.not_whole", {name()});
        document.files[known->second] = std::move(octets);
    }
    if (!document.file(card::FileId::sod))
        throw Told(Errc::usage, Step::verify, "cardtool.error.no_sod", {folder.string()});
    return document;
}

void check_free_folder(const fs::path& folder) {
    std::error_code error;
    if (!fs::exists(fs::symlink_status(folder, error))) return;
    if (!fs::is_directory(folder, error) || !fs::is_empty(folder, error) || error)
        throw Told(Errc::usage, Step::save, "cardtool.error.folder_not_empty", {folder.string()});
}

void check_free_file(const fs::path& file) {
    std::error_code error;
    if (fs::exists(fs::symlink_status(file, error)))
        throw Told(Errc::usage, Step::output, "cardtool.error.file_is_there", {file.string()});
    const auto folder = without_slash(file).parent_path();
    if (!fs::is_directory(folder, error) || access(folder.c_str(), W_OK) != 0)
        throw Told(Errc::io, Step::output, "cardtool.error.file_not_written", {file.string()});
}

void save_folder(const card::Document& document, const fs::path& named) {
    const auto folder = without_slash(named);
    check_free_folder(folder);
    const auto fail = [&folder] {
        throw Told(Errc::io, Step::save, "cardtool.error.folder_not_written", {folder.string()});
    };
    try {
        const Staging staging(folder, fs::perms::owner_all);
        for (const auto& [id, octets] : document.files)
            write_file(staging.path() / file_name(id), octets);
        // Takes the place of an empty folder as well, and of nothing else.
        if (!sync_folder(staging.path()) || rename(staging.path().c_str(), folder.c_str()) != 0)
            fail();
    } catch (const Error& error) {
        if (error.code() != Errc::io) throw;
        fail();
    }
    sync_folder(folder.parent_path());
}

std::string write_picture(const card::Report& report, const fs::path& file) {
    const auto image = card::decode(*report.portrait());
    if (!file.empty()) {
        check_free_file(file);
        card::Bytes ppm = card::to_bytes(card::as_octets(
            "P6\n" + std::to_string(image.width) + " " + std::to_string(image.height) + "\n255\n"));
        card::append(ppm, image.rgb);
        write_file(file, ppm);
    }
    return std::string(image.format) + ", " + std::to_string(image.width) + " x " +
           std::to_string(image.height);
}

}  // namespace cardtool

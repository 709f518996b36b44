// SPDX-License-Identifier: Apache-2.0
#include "store_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "common.h"
#include "staging.h"

namespace cardtool {
namespace {

namespace fs = std::filesystem;

constexpr auto kFolderMode = static_cast<fs::perms>(0755);

[[noreturn]] void fail(const fs::path& path, std::string_view id) {
    throw Told(card::Errc::io, card::Step::trust_store, id, {path.string()});
}

/// No folder of somebody's own.
bool holds_store_files_alone(const fs::directory_entry& folder) {
    static constexpr const char* kKinds[] = {".cer", ".crl",       ".ml",    ".dsc",
                                             ".dl",  ".withdrawn", ".states"};
    std::error_code error;
    if (folder.is_symlink(error) || !folder.is_directory(error)) return false;
    return std::ranges::all_of(fs::directory_iterator(folder.path(), error), [](const auto& entry) {
        const auto name = entry.path().filename().string();
        const bool is_part = std::ranges::any_of(
            kKinds, [&name](const char* kind) { return name.find(kind) != std::string::npos; });
        std::error_code unreadable;
        return entry.is_regular_file(unreadable) && (is_part || name.starts_with("MANIFEST"));
    });
}

}  // namespace

StoreLock::StoreLock(const fs::path& folder)
    : descriptor_(open(lock_of(folder).c_str(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600)) {
    if (descriptor_ < 0) fail(folder, "cardtool.error.no_lock_beside");
    while (flock(descriptor_, LOCK_EX) != 0)
        if (errno != EINTR) fail(folder, "cardtool.error.no_lock");
}

StoreLock::~StoreLock() { close(descriptor_); }

fs::path lock_of(const fs::path& folder) { return folder.string() + ".lock"; }

fs::path store_folder(const fs::path& named) {
    std::error_code error;
    auto folder = without_slash(named);
    if (fs::is_symlink(folder, error)) folder = fs::canonical(folder, error);
    if (fs::exists(folder, error) && !fs::is_directory(folder, error))
        throw Told(card::Errc::usage, card::Step::trust_import, "cardtool.error.no_store_folder",
                   {folder.string()});
    return folder;
}

void make_parents(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder.parent_path(), error);
    if (error) fail(folder, "cardtool.error.folder_not_written");
}

void remove_leftovers(const fs::path& folder) {
    std::error_code error;
    const auto prefix = folder.filename().string() + kStagingInfix;
    std::vector<fs::path> leftovers;
    for (const auto& entry : fs::directory_iterator(folder.parent_path(), error)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with(prefix) && is_staging_word(name.substr(prefix.size())) &&
            holds_store_files_alone(entry))
            leftovers.push_back(entry.path());
    }
    for (const auto& leftover : leftovers) fs::remove_all(leftover, error);
}

void replace_store(const fs::path& folder, const std::vector<card::TrustFile>& files) {
    const Staging staging(folder, kFolderMode);
    for (const auto& [name, octets] : files)
        write_file(staging.path() / name, octets, Readers::everybody);
    if (!sync_folder(staging.path())) fail(folder, "cardtool.error.folder_not_written");
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_directory(folder, error))
        fail(folder, "cardtool.error.no_store_folder");
    const unsigned how = fs::exists(folder, error) ? RENAME_EXCHANGE : RENAME_NOREPLACE;
    if (renameat2(AT_FDCWD, staging.path().c_str(), AT_FDCWD, folder.c_str(), how) != 0)
        fail(folder, "cardtool.error.no_replacement");
    sync_folder(folder.parent_path());
}

}  // namespace cardtool

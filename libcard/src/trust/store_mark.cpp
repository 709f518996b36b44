// SPDX-License-Identifier: Apache-2.0
#include "card/store_mark.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "card/error.h"
#include "trust/store_files.h"

namespace card {
namespace {

namespace fs = std::filesystem;
using Seen = std::vector<std::int64_t>;

/// An inode's number comes again soon after its file is gone: the instants tell the two apart.
void add(const struct stat& about, Seen& seen) {
    for (const auto value : {about.st_dev, about.st_ino})
        seen.push_back(static_cast<std::int64_t>(value));
    for (const auto& time : {about.st_mtim, about.st_ctim}) {
        seen.push_back(time.tv_sec);
        seen.push_back(time.tv_nsec);
    }
    seen.push_back(about.st_size);
}

/// A file that is written over leaves its folder as it was.
void add_files(const fs::path& folder, Seen& seen) {
    const std::unique_ptr<DIR, int (*)(DIR*)> opened(opendir(folder.c_str()), closedir);
    if (!opened) return;
    std::vector<Seen> files;
    while (const auto* entry = readdir(opened.get())) {
        struct stat about {};
        if (std::strcmp(entry->d_name, ".") == 0 || std::strcmp(entry->d_name, "..") == 0 ||
            fstatat(dirfd(opened.get()), entry->d_name, &about, 0) != 0)
            continue;
        if (files.size() > trust::kMaxTrustFiles) break;  // no store: it will not load
        add(about, files.emplace_back());
    }
    std::ranges::sort(files);  // by device and inode, whatever order the disk has
    for (const auto& file : files) seen.insert(seen.end(), file.begin(), file.end());
}

}  // namespace

StoreMark StoreMark::of(std::span<const fs::path> paths) {
    StoreMark mark;
    for (const auto& path : paths) {
        struct stat about {
        }, manifest{};
        mark.seen_.push_back(stat(path.c_str(), &about));
        if (mark.seen_.back() != 0) continue;
        add(about, mark.seen_);
        if (!S_ISDIR(about.st_mode)) continue;
        if (stat((path / trust::kManifest).c_str(), &manifest) == 0) add(manifest, mark.seen_);
        else add_files(path, mark.seen_);
    }
    return mark;
}

FollowedStore::FollowedStore(std::vector<fs::path> paths)
    : paths_(std::move(paths)),
      mark_(StoreMark::of(paths_)),
      store_(paths_.empty() ? TrustStore() : TrustStore::from_paths(paths_)) {}
FollowedStore::FollowedStore(TrustStore store) : store_(std::move(store)) {}

FollowedStore::Look FollowedStore::look() {
    const auto mark = StoreMark::of(paths_);
    if (mark == mark_) return Look::same;
    mark_ = mark;
    try {
        store_ = TrustStore::from_paths(paths_);
        problem_.clear();
        problem_sentence_ = {};
        return Look::replaced;
    } catch (const Error& error) {
        if (error.code() != Errc::io && error.code() != Errc::malformed) throw;
        problem_ = error.what();
        problem_sentence_ = error.sentence();
        return Look::failed;
    }
}

}  // namespace card

// SPDX-License-Identifier: Apache-2.0
// A folder that is written beside the one it is to become.
#pragma once
#include <filesystem>
#include <string_view>

namespace cardtool {

/// What is in it goes with the object, or with the program: the new files when they were not put in
/// place, the old ones else.
inline constexpr const char* kStagingInfix = ".new-";
/// Six letters behind it that people would not write: a capital, a small letter and a digit among
/// them.
bool is_staging_word(std::string_view letters);
class Staging {
public:
    /// The folder above is made where there is none. Throws card::Error{io} at Step::trust_store or
    /// as its caller says.
    Staging(const std::filesystem::path& target, std::filesystem::perms permissions);
    ~Staging();
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// What is written into a folder is on the disk.
bool sync_folder(const std::filesystem::path& folder);
/// Absolute, without "." and a slash at its end.
std::filesystem::path without_slash(const std::filesystem::path& named);

}  // namespace cardtool

// SPDX-License-Identifier: Apache-2.0
// A folder that was opened once: its files are found by their names in it, whatever takes its place
// at its path meanwhile.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "card/bytes.h"

namespace card::trust {

class OpenFolder {
public:
    /// Throws Error{io}.
    explicit OpenFolder(const std::filesystem::path& folder);
    ~OpenFolder();
    OpenFolder(const OpenFolder&) = delete;
    OpenFolder& operator=(const OpenFolder&) = delete;

    struct Names {
        std::vector<std::string> files, others;  ///< sorted
    };
    /// Throws Error{io} where there are more than a store may have.
    Names names() const;
    /// Throws Error{io}.
    Bytes read(const std::string& name) const;
    /// Whether its path still leads to it.
    bool is_in_place() const;

private:
    std::filesystem::path path_;
    int descriptor_ = -1;
};

/// Throws Error{io} for what is no regular file, cannot be read or is too large.
Bytes read_store_file(const std::filesystem::path& file);

}  // namespace card::trust

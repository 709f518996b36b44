// SPDX-License-Identifier: Apache-2.0
// One file a visit (record.h) in a folder, for another program of the house to pick up and delete.
#pragma once
#include <filesystem>

#include "outputs/output.h"

namespace kiosk {

/// Files that may wait in the folder, whoever put them there: a busy hospital's week. Nothing that
/// waits is ever deleted here, so a folder that nobody empties is full some day.
inline constexpr std::size_t kMostFilesWaiting = 10'000;

class FolderOutput final : public Output {
public:
    explicit FolderOutput(std::filesystem::path folder) : folder_(std::move(folder)) {}
    /// TIME-TRANSACTION.json, there as a whole or not at all.
    std::string take(const Visit& visit) override;

private:
    std::filesystem::path folder_;
};

}  // namespace kiosk

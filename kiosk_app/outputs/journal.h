// SPDX-License-Identifier: Apache-2.0
// One line a visit (record.h) at the end of one file.
#pragma once
#include <filesystem>

#include "outputs/output.h"

namespace kiosk {

class Journal final : public Output {
public:
    explicit Journal(std::filesystem::path file) : file_(std::move(file)) {}
    /// Appends one line and waits until the disk has it.
    std::string take(const Visit& visit) override;

private:
    std::filesystem::path file_;
};

}  // namespace kiosk

// SPDX-License-Identifier: Apache-2.0
// One line a visit, without a personal value: when, how it ended, how long it took, who decided
// what.
#pragma once
#include <atomic>
#include <filesystem>

#include "core/visit.h"

namespace kiosk {

class Journal final : public VisitSink {
public:
    /// An empty path keeps none.
    explicit Journal(std::filesystem::path file) : file_(std::move(file)) {}
    /// Appends one line and waits until the disk has it.
    void take(const Visit& visit) override;
    /// Whether the last line could be written.
    bool healthy() const noexcept { return healthy_; }

private:
    std::filesystem::path file_;
    std::atomic<bool> healthy_{true};  ///< written by the background thread
};

}  // namespace kiosk

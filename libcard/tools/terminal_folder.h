// SPDX-License-Identifier: Apache-2.0
// The certificates and the key with which this machine shows itself to a chip.
#pragma once
#include "common.h"

namespace cardtool {

struct TerminalOptions {
    std::filesystem::path folder, key;
    void add_to(CLI::App& verb);
};

/// What TerminalOptions name, loaded once for all cards.
class LoadedTerminal {
public:
    /// Files that are no certificates are named on standard error and passed over. Throws
    /// card::Error{usage} where none is left, or where there are more files than a terminal has.
    explicit LoadedTerminal(const TerminalOptions& options);
    /// Null where none was asked for.
    const card::Terminal* get() const { return key_ ? &terminal_ : nullptr; }

private:
    std::unique_ptr<card::TerminalKey> key_;
    card::Terminal terminal_;
};

}  // namespace cardtool

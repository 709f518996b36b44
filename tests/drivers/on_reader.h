// SPDX-License-Identifier: Apache-2.0
// Simulated cards on vpcd's reader, and the daemon's reins: for tests that run under
// tests/support/private_pcscd.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "card/readers.h"
#include "support/fixtures.h"

namespace support {

/// A card on one of the virtual reader's two slots while it lives.
class OnReader {
public:
    explicit OnReader(const simulated::Specimen& specimen, int slot = 0);

private:
    std::jthread card_;
};

/// "kill", "start", "stop" (freeze), "continue": returns when it is done.
void tell_pcscd(const std::string& word);

/// Skips without the daemon; begins when vpcd has noticed that the last test's card has gone.
class UnderPcscd : public testing::Test {
protected:
    void SetUp() override;
};

inline constexpr card::Milliseconds kWaitLimit{20000};

}  // namespace support

// SPDX-License-Identifier: Apache-2.0
// The newest time that this machine has seen, so that a clock that was set back is noticed.
#pragma once
#include "common.h"

namespace cardtool {

/// Kept in the lock files of the trust stores in use, where an import made one and this user may
/// write it, else in a file of the user's own. Where neither can be written nothing is kept.
class LastRun {
public:
    explicit LastRun(const std::vector<std::filesystem::path>& stores);
    /// Seconds since 1970; 0: not known.
    std::int64_t newest() const;
    /// Keeps the time, unless a newer one is kept already.
    void keep(std::int64_t now) const;
    /// Keeps the time in the place of every newer one. Throws card::Error{io} where a newer one
    /// cannot be changed.
    void set(std::int64_t now) const;

private:
    std::vector<std::filesystem::path> locks_;
    std::filesystem::path own_;  ///< empty: there is no place
};

/// For one judgement or many: the policy with the last run, unless a day was given to judge by.
class RememberedTime {
public:
    RememberedTime(const TrustOptions& trust, const card::Policy& policy);
    /// To be asked before each judgement: another program may have kept a newer time.
    card::Policy policy() const;
    /// The machine's clock is kept.
    void keep() const;

private:
    card::Policy policy_;
    std::optional<LastRun> last_run_;
};

}  // namespace cardtool

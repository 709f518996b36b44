// SPDX-License-Identifier: Apache-2.0
// What cards are judged by, brought up to date between two of them: the trust store, which an
// update may have replaced, and the newest time that was seen. The worker's thread judges, the
// pages ask.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>

#include "card/card.h"
#include "card/store_mark.h"
#include "core/config.h"

namespace kiosk {

class Judging {
public:
    /// `now`: seconds since 1970; none: the machine's clock.
    Judging(const Config& config, card::FollowedStore store,
            std::function<std::int64_t()> now = {});

    struct Measure {
        card::TrustStore trust;
        card::Policy policy;
    };
    /// For the next card; loads a store that was replaced. By one thread alone.
    Measure next();
    /// A card was judged at this time: kept, unless a newer one is.
    void judged();

    struct State {
        std::size_t anchors = 0;
        bool old_store = false;     ///< the newest cannot be loaded
        std::int64_t last_run = 0;  ///< seconds since 1970; 0: none
    };
    State state() const;
    /// The newest that cards are judged by.
    card::TrustStore store() const;
    /// The clock is right: the newest time that was seen is now. Waits for the disk.
    void trust_clock();

private:
    std::int64_t clock() const;
    void save();

    card::FollowedStore followed_;  ///< of the thread that asks for the next measure
    const card::Policy policy_;
    const std::function<std::int64_t()> now_;
    const std::filesystem::path file_;  ///< empty: nothing is kept beyond the program's end
    mutable std::mutex mutex_;
    State state_;
    card::TrustStore store_;
    std::mutex disk_;  ///< held while the file is written; the pages never wait for it
    std::int64_t saved_ = 0;
};

}  // namespace kiosk

// SPDX-License-Identifier: Apache-2.0
#include "core/judging.h"

#include <ctime>
#include <iostream>

#include <nlohmann/json.hpp>

#include "card/printable.h"
#include "core/state_file.h"

namespace kiosk {
namespace {

constexpr const char* kName = "last_run";
constexpr std::int64_t kLatest = 253'402'300'799;  // the year 9999 ends
/// Memory cards wear out: a busy counter writes once a minute.
constexpr std::int64_t kBetweenWrites = 60;

std::int64_t kept_in(const std::filesystem::path& file) {
    if (file.empty()) return 0;
    const auto state = nlohmann::json::parse(load_state(file), nullptr, false);
    if (!state.is_object() || !state.contains(kName) || !state[kName].is_number_integer()) return 0;
    const auto time = state[kName].get<std::int64_t>();
    return time > 0 && time <= kLatest ? time : 0;
}

}  // namespace

Judging::Judging(const Config& config, card::FollowedStore store, std::function<std::int64_t()> now)
    : followed_(std::move(store)),
      policy_(config.policy),
      now_(std::move(now)),
      file_(config.state.empty() ? config.state : config.state / "last_run.json") {
    store_ = followed_.store();
    state_.anchors = store_.anchors();
    state_.last_run = saved_ = kept_in(file_);
}

std::int64_t Judging::clock() const { return now_ ? now_() : std::time(nullptr); }

Judging::Measure Judging::next() {
    const auto look = followed_.look();
    if (look == card::FollowedStore::Look::failed)
        std::cerr << "card-kiosk: the trust store has changed, but cannot be loaded, so the old "
                     "one counts: " +
                         card::printable(followed_.problem()) + "\n";
    Measure measure{followed_.store(), policy_};
    const std::lock_guard lock(mutex_);
    store_ = followed_.store();
    state_.anchors = store_.anchors();
    state_.old_store = !followed_.problem().empty();
    measure.policy.last_run = state_.last_run;
    if (now_) measure.policy.now = now_();
    return measure;
}

void Judging::judged() {
    const auto now = clock();
    {
        const std::lock_guard lock(mutex_);
        if (now <= state_.last_run || now > kLatest) return;
        state_.last_run = now;
    }
    const std::lock_guard lock(disk_);
    if (now - saved_ >= kBetweenWrites) save();
}

Judging::State Judging::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

card::TrustStore Judging::store() const {
    const std::lock_guard lock(mutex_);
    return store_;
}

void Judging::trust_clock() {
    {
        const std::lock_guard lock(mutex_);
        state_.last_run = clock();
    }
    const std::lock_guard lock(disk_);
    save();
}

/// What is newest now: another thread may have been faster.
void Judging::save() {
    saved_ = state().last_run;
    if (!file_.empty()) save_state(file_, nlohmann::json{{kName, saved_}}.dump());
}

}  // namespace kiosk

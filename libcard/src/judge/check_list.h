// SPDX-License-Identifier: Apache-2.0
// The checks of one report as they are made.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "card/report.h"

namespace card::judge {

class CheckList {
public:
    CheckList() { checks_.reserve(kUsual); }
    void passed(std::string_view id, std::string reason = {}, bool attention = false) {
        add(id, Outcome::passed, Effect::none, std::move(reason), attention);
    }
    void failed(std::string_view id, Effect effect, std::string reason, bool attention = false) {
        add(id, Outcome::failed, effect, std::move(reason), attention);
    }
    void not_possible(std::string_view id, Effect effect, std::string reason,
                      bool attention = false) {
        add(id, Outcome::not_possible, effect, std::move(reason), attention);
    }
    void not_offered(std::string_view id, std::string reason) {
        add(id, Outcome::not_offered, Effect::none, std::move(reason), false);
    }

    void add(Check check) { checks_.push_back(std::move(check)); }

    bool has_passed(std::string_view id) const {
        const Check* check = find(id);
        return check && check->outcome == Outcome::passed;
    }
    const Check* find(std::string_view id) const {
        for (const auto& check : checks_)
            if (check.id == id) return &check;
        return nullptr;
    }
    std::vector<Check> take() { return std::move(checks_); }
    const std::vector<Check>& all() const noexcept { return checks_; }

private:
    void add(std::string_view id, Outcome outcome, Effect effect, std::string reason,
             bool attention) {
        checks_.push_back({std::string(id), outcome, std::move(reason), attention, effect});
    }
    static constexpr std::size_t kUsual = 64;  ///< checks of one document
    std::vector<Check> checks_;
};

/// "dg.hash.14"
inline std::string numbered(std::string_view id, int group) {
    return std::string(id) + std::to_string(group);
}

}  // namespace card::judge

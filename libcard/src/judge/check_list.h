// SPDX-License-Identifier: Apache-2.0
// The checks of one report as they are made.
#pragma once
#include <algorithm>
#include <new>
#include <vector>

#include "card/error.h"
#include "judge/catalogue.h"

namespace card::judge {

/// Where nothing else is said, an outcome has the weight of the check's row in the catalogue.
class CheckList {
public:
    CheckList() { checks_.reserve(kUsual); }
    void passed(CheckName name) { add(name, Outcome::passed, {}, Weight::none); }
    void passed(CheckName name, Because why) {
        add(name, Outcome::passed, {std::move(why)}, Weight::none);
    }
    /// Passed, and people must see why it is not as it should be.
    void passed_oddly(CheckName name, std::vector<Because> why) {
        add(name, Outcome::passed, std::move(why), Weight::attention);
    }
    void failed(CheckName name, std::vector<Because> why) {
        add(name, Outcome::failed, std::move(why), row_of(name.id).failed);
    }
    void failed(CheckName name, std::vector<Because> why, Weight weight) {
        add(name, Outcome::failed, std::move(why), weight);
    }
    void not_possible(CheckName name, Because why) {
        add(name, Outcome::not_possible, {std::move(why)}, row_of(name.id).not_possible);
    }
    void not_possible(CheckName name, Because why, Weight weight) {
        add(name, Outcome::not_possible, {std::move(why)}, weight);
    }
    void not_offered(CheckName name, Because why) {
        add(name, Outcome::not_offered, {std::move(why)}, Weight::none);
    }

    /// Runs what makes this check. An error that nobody foresaw is our limit, and this check's
    /// alone: the others are made, and what was proven stays (docs/verdict.md). Memory that ran out
    /// and a wish to stop are the caller's.
    template <class Make>
    void guard(CheckName name, Make make) {
        try {
            make();
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const Error& error) {
            if (error.code() == Errc::stopped) throw;
            unforeseen(name, error.sentence());
        } catch (const std::exception& error) {
            unforeseen(name, Sentence(error.what()));
        }
    }
    void unforeseen(CheckName name, Sentence what) {
        const auto made = std::ranges::find(checks_, name, &Check::name);
        if (made != checks_.end() && made->outcome == Outcome::failed) {
            if (made->effect == Effect::not_genuine) return;
            made->effect = Effect::undetermined;
            made->reasons.push_back({Reason::check_unforeseen, {std::move(what)}});
            return;
        }
        std::erase_if(checks_, [&name](const Check& check) { return check.name == name; });
        not_possible(name, {Reason::check_unforeseen, {std::move(what)}}, Weight::undetermined);
    }

    void add(Check check) { checks_.push_back(std::move(check)); }
    void append(CheckList others) {
        for (auto& check : others.checks_) add(std::move(check));
    }
    void add(CheckName name, Outcome outcome, std::vector<Because> reasons, Weight weight) {
        checks_.push_back(made(name, outcome, std::move(reasons), weight));
    }
    static Check made(CheckName name, Outcome outcome, std::vector<Because> reasons,
                      Weight weight) {
        const auto effect = weight == Weight::not_genuine    ? Effect::not_genuine
                            : weight == Weight::undetermined ? Effect::undetermined
                                                             : Effect::none;
        return {name, outcome, std::move(reasons), weight == Weight::attention, effect};
    }

    bool has_passed(CheckName name) const {
        const Check* check = find(name);
        return check && check->outcome == Outcome::passed;
    }
    const Check* find(CheckName name) const {
        const auto found = std::ranges::find(checks_, name, &Check::name);
        return found == checks_.end() ? nullptr : &*found;
    }
    std::vector<Check> take() { return std::move(checks_); }
    const std::vector<Check>& all() const noexcept { return checks_; }

private:
    static constexpr std::size_t kUsual = 64;  ///< checks of one document
    std::vector<Check> checks_;
};

}  // namespace card::judge

// SPDX-License-Identifier: Apache-2.0
// The machine of a visit with a hand, a reader and a clock of the test.
#pragma once
#include <random>
#include <vector>

#include "visit/machine.h"

namespace visits {

using kiosk::Happening;
using kiosk::Plate;
using kiosk::Profile;
using kiosk::visit::Act;
using kiosk::visit::Page;
using kiosk::visit::Source;
using Kind = kiosk::Happening::Kind;

/// Opens the card of these tests, and so does its printed code.
inline constexpr const char* kCan = "000123";
inline constexpr const char* kCode =
    "999099000123|000000001|Nguyen Van Thu|01011999|Nam|So 1|02022022";
inline constexpr const char* kOtherCode =
    "999099000456|000000002|Tran Thi Thu|01011998|Nu|So 2|02022022";

inline kiosk::visit::Rules rules_for(Profile profile, card::Random& random) {
    kiosk::visit::Rules rules;
    rules.profile = profile;
    rules.clinics = profile == Profile::hospital;
    rules.teller = profile == Profile::bank;
    rules.purposes = {{"read", true}};
    if (profile == Profile::bank) rules.purposes.push_back({"send", true});
    rules.purposes.push_back({"optional.0", false});
    rules.random = &random;
    return rules;
}

/// Quick chance for a million visits.
class QuickRandom final : public card::Random {
public:
    void fill(std::span<std::uint8_t> octets) override {
        for (auto& octet : octets) octet = static_cast<std::uint8_t>(engine_());
    }

private:
    std::mt19937 engine_;
};

inline Happening happening(Kind kind, std::uint64_t visit) {
    Happening event;
    event.kind = kind;
    event.visit = visit;
    return event;
}

class Machine {
public:
    explicit Machine(Profile profile) : rules(rules_for(profile, random)) {}

    /// What came of it is in `effects`.
    void happen(Act act, Source source = Source::touch,
                decltype(kiosk::visit::Event::with) with = {}) {
        effects = kiosk::visit::step(rules, state, {act, source, std::move(with), {wall, steady}});
    }
    void card(Kind kind, std::uint64_t visit) { post(happening(kind, visit)); }
    /// Of the visit that stands.
    void card(Kind kind) { card(kind, state.visit); }
    void post(Happening event) { happen(Act::card, Source::reader, std::move(event)); }
    /// The card was asked, and is not the one that was read.
    void other() {
        auto event = happening(Kind::another, state.visit);
        event.asked = true;
        post(std::move(event));
    }
    void fail(const char* text) {
        auto event = happening(Kind::failed, state.visit);
        event.step = "step";
        event.text_id = text;
        post(std::move(event));
    }
    using Portrait = std::vector<std::uint8_t>;
    void finish(Plate plate = Plate::genuine, const Portrait& portrait = {}) {
        post(finished(plate, state.visit, portrait));
    }
    static Happening finished(Plate plate, std::uint64_t visit, const Portrait& portrait = {}) {
        auto outcome = std::make_shared<kiosk::Outcome>();
        outcome->plate = plate;
        outcome->portrait = portrait;
        outcome->fields = {{card::FieldId::id_number, 13, "999099000123"}};
        auto event = happening(Kind::finished, visit);
        event.outcome = std::move(outcome);
        event.document = std::make_shared<card::Document>();
        event.sod = std::make_shared<card::Bytes>(card::Bytes{1, 2, 3});
        return event;
    }
    void type(const std::string& digits) {
        for (const char digit : digits) happen(Act::digit, Source::key, digit - '0');
        happen(Act::enter, Source::key);
    }
    void scan(const char* code) { happen(Act::code, Source::scanner, std::string(code)); }
    void seconds(int count) {
        for (int i = 0; i < count; ++i) {
            steady += std::chrono::seconds(1);
            happen(Act::second, Source::clock);
        }
    }
    void agree() {
        for (int i = 0; i < 3; ++i)
            if (!state.held.ticked[static_cast<std::size_t>(i)] && i + 1 < purposes())
                happen(Act::tick, Source::touch, i);
        happen(Act::agree, Source::touch, std::string("vi"));
    }
    int purposes() const { return static_cast<int>(rules.purposes.size()); }
    /// A card lies there, and was read.
    void to_result(Plate plate = Plate::genuine, const Portrait& portrait = {}) {
        card(Kind::present, 0);
        agree();
        type(kCan);
        card(Kind::stage);
        finish(plate, portrait);
    }

    Page page() const { return state.page; }
    template <class Effect>
    const Effect* effect() const {
        for (const auto& effect : effects)
            if (const auto* found = std::get_if<Effect>(&effect)) return found;
        return nullptr;
    }

    QuickRandom random;
    kiosk::visit::Rules rules;
    kiosk::visit::State state;
    kiosk::visit::Effects effects;
    std::chrono::milliseconds steady{1'000'000};
    std::int64_t wall = 1'790'000'000;
};

}  // namespace visits

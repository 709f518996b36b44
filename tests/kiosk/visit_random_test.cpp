// SPDX-License-Identifier: Apache-2.0
// What is true of every visit whatever happens: random events from every source, in every order.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <set>

#include "kiosk/visit_machine.h"

namespace {

using namespace visits;
namespace visit = kiosk::visit;

/// A million of them with CARD_DEEP.
int sequences() { return std::getenv("CARD_DEEP") ? 1'000'000 : 10'000; }
constexpr int kEvents = 40;

using Chance = std::mt19937;

int below(Chance& chance, int bound) {
    return std::uniform_int_distribution<int>(0, bound - 1)(chance);
}

template <class T>
const T& one_of(Chance& chance, const std::vector<T>& list) {
    return list[static_cast<std::size_t>(below(chance, static_cast<int>(list.size())))];
}

/// What the worker may post; now and then of a visit that is over.
Happening random_happening(Chance& chance, std::uint64_t visit) {
    static const std::vector<Kind> kKinds{
        Kind::present,     Kind::stage,      Kind::stage,   Kind::fields, Kind::interrupted,
        Kind::resumed,     Kind::finished,   Kind::failed,  Kind::failed, Kind::removed,
        Kind::removed,     Kind::another,    Kind::another, Kind::same,   Kind::other_card,
        Kind::reader_lost, Kind::reader_back};
    static const std::vector<std::string> kTexts{"e.key",  "e.locked", "e.moved", "e.chip",
                                                 "e.kind", "e.two",    "e.reader"};
    const auto kind = one_of(chance, kKinds);
    const auto of = below(chance, 10) == 0 ? visit - 1 : visit;
    if (kind == Kind::finished) return Machine::finished(static_cast<Plate>(below(chance, 4)), of);
    const bool of_none =
        kind == Kind::present || kind == Kind::reader_lost || kind == Kind::reader_back;
    auto event = happening(kind, of_none ? 0 : of);
    event.stage = static_cast<kiosk::Stage>(below(chance, 5));
    event.fields = {{card::FieldId::full_name, 13, "Thu"}};
    event.asked = below(chance, 2) == 0;
    event.step = "step";
    event.text_id = one_of(chance, kTexts);
    return event;
}

kiosk::Ticket ticket() {
    kiosk::Ticket ticket;
    ticket.number = "A001";
    return ticket;
}

/// What comes next in a visit that goes on, so that the later pages are reached as well.
void likely_event(Machine& machine, Chance& chance) {
    static const std::vector<std::string> kNumbers{kCan, "111111", "222222", "333333"};
    static const std::vector<std::string> kRefusals{"e.key", "e.key", "e.chip", "e.locked"};
    switch (machine.page()) {
        case Page::welcome: return machine.card(Kind::present, 0);
        case Page::consent: return machine.agree();
        case Page::key: return machine.type(one_of(chance, kNumbers));
        case Page::passport:
            for (const char c : std::string("L898902C3\n12081974\n15042012\n"))
                if (c == '\n') machine.happen(Act::enter);
                else machine.happen(Act::character, Source::key, std::string(1, c));
            return;
        case Page::place: return machine.card(Kind::stage);
        case Page::reading:
            if (below(chance, 2) == 0) return machine.finish();
            return machine.fail(one_of(chance, kRefusals).c_str());
        case Page::problem: return machine.happen(Act::retry);
        case Page::clinic: return machine.happen(Act::choose_clinic);
        case Page::check: return machine.happen(Act::ticket, Source::machine, ticket());
        case Page::done: return machine.card(Kind::removed);
        case Page::pin: return machine.happen(Act::pin_right, Source::machine);
        default: return machine.happen(Act::next);
    }
}

void random_event(Machine& machine, Chance& chance) {
    machine.effects.clear();
    if (below(chance, 3) == 0) return likely_event(machine, chance);
    static const std::vector<std::string> kCodes{kCode,
                                                 kOtherCode,
                                                 "no code",
                                                 "1|2|3",
                                                 "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
                                                 "L898902C36UTO7408122F1204159ZE184226B<<<<<10"};
    static const std::vector<std::string> kDecisions{"same", "not_same", "unsure"};
    if (below(chance, 3) == 0)
        return machine.happen(Act::card, Source::reader,
                              random_happening(chance, machine.state.visit));
    const auto act = static_cast<Act>(below(chance, static_cast<int>(Act::second) + 1));
    const auto source =
        below(chance, 2) == 0
            ? Source::touch
            : static_cast<Source>(below(chance, static_cast<int>(Source::machine) + 1));
    switch (act) {
        case Act::card: return;
        case Act::second: return machine.seconds(1 + below(chance, 40));
        case Act::code: return machine.happen(act, source, one_of(chance, kCodes));
        case Act::decide: return machine.happen(act, source, one_of(chance, kDecisions));
        case Act::character: return machine.happen(act, source, std::string("7"));
        case Act::agree: return machine.happen(act, source, std::string("vi"));
        case Act::enter:
            machine.type(one_of<std::string>(chance, {kCan, "111111", "222222"}));
            return;
        case Act::ticket: return machine.happen(act, source, ticket());
        default: return machine.happen(act, source, below(chance, 3));
    }
}

/// What must be true after each event, with what was before it.
class Watch {
public:
    explicit Watch(const Machine& machine) : machine_(machine) { remember(); }

    void look() {
        count_transactions();
        consent();
        limits();
        cards();
        remember();
    }

private:
    /// No number is asked for, no card read and no value shown before it was agreed to.
    void consent() const {
        const auto& state = machine_.state;
        const bool agreed = state.held.consent.by != kiosk::Consent::By::nobody;
        for (const auto page : {Page::key, Page::passport, Page::place, Page::reading,
                                Page::verdict, Page::confirmed, Page::lift})
            EXPECT_TRUE(agreed || state.page != page) << visit::row_of(page).file;
        EXPECT_TRUE(agreed || !state.has_result());
        EXPECT_TRUE(!agreed || !state.held.transaction.empty());
        for (const auto& effect : machine_.effects)
            EXPECT_TRUE(agreed || !std::holds_alternative<visit::Inspect>(effect));
    }
    /// Nobody's values wait for ever, and none are held between visits.
    void limits() const {
        const auto& state = machine_.state;
        const auto& row = visit::row_of(state.page);
        if (visit::holds_visitor(state)) {
            EXPECT_TRUE(row.visitor) << row.file;
            EXPECT_GT(state.idle.limit(), 0) << row.file;
            EXPECT_TRUE(!state.idle.held() || (state.page == Page::verdict && state.card_there));
        }
        EXPECT_TRUE(row.visitor || !visit::holds_visitor(state)) << row.file;
        EXPECT_LE(state.desk.size(), visit::kTellersQueue);
    }
    /// Another card never stands beside values of the one before.
    void cards() const {
        const auto& state = machine_.state;
        EXPECT_TRUE(!state.covered || state.has_result());
        if (covered_ && !state.covered && state.has_result()) {
            EXPECT_EQ(state.held.outcome.get(), outcome_) << "proven to be the same";
        }
    }
    /// Each visit is recorded once.
    void count_transactions() {
        for (const auto& effect : machine_.effects)
            if (const auto* record = std::get_if<visit::Record>(&effect)) {
                EXPECT_TRUE(recorded_.insert(record->visit.transaction).second);
            }
        for (const auto& held : machine_.state.desk)
            EXPECT_FALSE(recorded_.contains(held.transaction));
    }
    void remember() {
        const auto& state = machine_.state;
        covered_ = state.covered;
        outcome_ = state.held.outcome.get();
    }

    const Machine& machine_;
    bool covered_ = false;
    const void* outcome_ = nullptr;
    std::set<std::string> recorded_;
};

/// Two touches, or the card that is taken, lead away from every page and leave nothing.
void expect_way_out(Machine machine) {
    machine.rules.random = &machine.random;
    const auto from = machine.page();
    // A card that lies there when the administrator leaves begins the next visit.
    if (!visit::row_of(from).visitor) machine.card(Kind::removed, 0);
    machine.happen(Act::leave);
    if (machine.state.asks_stop) machine.happen(Act::stop);
    if (machine.page() == Page::done && machine.state.card_there) machine.card(Kind::removed);
    EXPECT_FALSE(visit::row_of(machine.page()).visitor) << visit::row_of(from).file;
    EXPECT_FALSE(visit::holds_visitor(machine.state)) << visit::row_of(from).file;
}

/// Whether the profile has the page at all.
bool has(Profile profile, Page page) {
    switch (page) {
        case Page::verdict: return profile == Profile::counter;
        case Page::confirmed: return profile != Profile::counter;
        case Page::behalf:
        case Page::clinic:
        case Page::priority:
        case Page::check:
        case Page::no_card:
        case Page::number: return profile == Profile::hospital;
        case Page::face:
        case Page::handover: return profile == Profile::bank;
        default: return true;
    }
}

class AnyVisit : public testing::TestWithParam<Profile> {};

TEST_P(AnyVisit, keeps_its_promises_whatever_happens) {
    std::set<Page> seen;
    for (int sequence = 0; sequence < sequences() && !HasFailure(); ++sequence) {
        SCOPED_TRACE("sequence " + std::to_string(sequence));
        Chance chance(static_cast<unsigned>(sequence));
        Machine machine(GetParam());
        Watch watch(machine);
        for (int i = 0; i < kEvents && !HasFailure(); ++i) {
            random_event(machine, chance);
            watch.look();
            seen.insert(machine.page());
            if (i % 8 == 0) expect_way_out(machine);
        }
    }
    // Nothing was tried in vain: the pages that a profile has were all reached.
    for (const auto& row : visit::kPages)
        EXPECT_EQ(seen.contains(row.page), has(GetParam(), row.page)) << row.file;
}

/// Random events that no person causes, from every page before the consent.
TEST_P(AnyVisit, is_begun_or_not_and_never_agreed_to_by_what_is_no_person) {
    static const std::vector<Source> kNobody{Source::scanner, Source::camera, Source::held_key};
    for (int sequence = 0; sequence < sequences() && !HasFailure(); ++sequence) {
        Chance chance(static_cast<unsigned>(sequence));
        Machine machine(GetParam());
        for (int i = 0; i < kEvents; ++i) {
            const auto act = static_cast<Act>(below(chance, static_cast<int>(Act::card)));
            const auto source = one_of(chance, kNobody);
            if (act == Act::code) machine.happen(act, source, std::string(kCode));
            else machine.happen(act, source, below(chance, 3));
            ASSERT_EQ(machine.state.held.consent.by, kiosk::Consent::By::nobody);
            ASSERT_TRUE(machine.page() == Page::welcome || machine.page() == Page::consent);
        }
    }
}

TEST_P(AnyVisit, leaves_a_teller_s_verdict_where_it_is_until_the_teller_has_done_with_it) {
    for (int sequence = 0; sequence < sequences() / 10 && !HasFailure(); ++sequence) {
        Chance chance(static_cast<unsigned>(sequence));
        Machine machine(GetParam());
        for (int i = 0; i < kEvents; ++i) {
            const auto desk = machine.state.desk.size();
            random_event(machine, chance);
            const bool staff = std::ranges::any_of(machine.effects, [](const auto& effect) {
                return std::holds_alternative<visit::Record>(effect);
            });
            ASSERT_TRUE(machine.state.desk.size() >= desk || staff);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Profiles, AnyVisit,
                         testing::Values(Profile::counter, Profile::hospital, Profile::bank),
                         [](const auto& of) { return kiosk::name_of(of.param); });

}  // namespace

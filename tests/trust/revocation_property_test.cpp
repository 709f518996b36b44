// SPDX-License-Identifier: Apache-2.0
// Whatever is imported in whatever order: a signer that an honest list withdraws never passes, and
// no foreign key changes the verdict of another state's document.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "support/states.h"
#include "trust/trust_index.h"

namespace {

using namespace support;
using Kind = Withdrawals::Kind;

constexpr long kWithdrawnLate = 201, kNeverWithdrawn = 202, kExpiresWithdrawn = 203, kByNext = 204,
               kByThird = 205, kByThirdWithdrawn = 206;
constexpr Dates kEndsEarly{day(-1000), day(-60)};

struct Judged {
    long serial;
    card::Document document;
};
const std::vector<Judged>& documents() {
    static const std::vector<Judged> made{
        {kWithdrawnLate, root().document(kWithdrawnLate, kSignerDates)},
        {kNeverWithdrawn, root().document(kNeverWithdrawn, kSignerDates)},
        {kExpiresWithdrawn, root().document(kExpiresWithdrawn, kEndsEarly)},
        {kByNext, next().document(kByNext, kSignerDates)},
        {kByThird, third().document(kByThird, kSignerDates)},
        {kByThirdWithdrawn, third().document(kByThirdWithdrawn, kSignerDates)},
    };
    return made;
}

/// One object of a delivery.
struct Delivered {
    card::Bytes octets;
    bool foreign = false;
    std::set<long> honestly_withdrawn;  ///< by an honest list
};

/// Vietnam's root and third key are honest, its next key is stolen, the others are foreign.
class World {
public:
    explicit World(unsigned seed) : random_(seed) {}

    Delivered any() {
        switch (upto(9)) {
            case 0: return {link_to_next(), false, {}};
            case 1: return {link_to_third(), false, {}};
            case 2:
            case 3: return honest(root(), upto(kIssues - 1));
            case 4: return honest(third(), upto(kIssues - 1));
            case 5:
            case 6: return {next().crl(anything()), false, {}};
            case 7: return foreign_list();
            default: return foreign_crl();
        }
    }

    /// The n-th list of an honest key: what is withdrawn stays so, but what has ended leaves.
    Delivered honest(const Csca& by, int issue) {
        Withdrawals list{.date = day(-200 + 10 * issue), .number = upto(3)};
        if (&by == &third()) {
            if (issue > 4) list.serials = {kByThirdWithdrawn};
        } else {
            if (issue > 5) list.serials.push_back(kWithdrawnLate);
            if (issue > 2 && list.date <= kEndsEarly.end) list.serials.push_back(kExpiresWithdrawn);
            if (issue > 9) list.serials.insert(list.serials.end(), {kByNext, kNextSerial});
        }
        Delivered delivered{by.crl(list), false, {}};
        for (const long serial : list.serials) delivered.honestly_withdrawn.insert(serial);
        return delivered;
    }

    int upto(int last) { return std::uniform_int_distribution<int>(0, last)(random_); }

    static constexpr int kIssues = 20;

private:
    Withdrawals anything() {
        static constexpr long kSerials[] = {
            kWithdrawnLate,    kNeverWithdrawn, kExpiresWithdrawn, kByNext,      kByThird,
            kByThirdWithdrawn, kRootSerial,     kNextSerial,       kThirdSerial, kUtopiaSerial};
        Withdrawals list{.date = day(-200 + upto(600)), .number = upto(1) ? 0x7FFFFFFF : upto(9)};
        list.kind = static_cast<Kind>(upto(2));
        for (const long serial : kSerials)
            if (upto(3) == 0) list.serials.push_back(serial);
        return list;
    }
    Delivered foreign_crl() {
        const Csca* const keys[] = {&utopia(), &stranger_, &namesake_};
        const auto& key = *keys[upto(2)];
        return {upto(1) ? key.crl(anything()) : key.crl_under(kVietnam, anything()), true, {}};
    }
    Delivered foreign_list() {
        return {utopia().master_list({stranger_.root(95), namesake_over_, own_key_},
                                     day(-200 + upto(300)), kListSigner),
                true,
                {}};
    }

    std::mt19937 random_;
    const Csca stranger_{{"XA", "CSCA Xanadu"}, 31}, namesake_{kVietnam, 32};
    const card::Bytes namesake_over_ = namesake_.certify_with_key_id(namesake_, root(), 94);
    const card::Bytes own_key_ = utopia().certify(Csca(kUtopia, 1), 96, {day(-5000), day(100)});
};

struct Course {
    ImportedStore all, without_foreign;
    std::set<long> withdrawn;  ///< by an honest list that was taken
    std::size_t steps = 0;

    void deliver(const std::vector<Delivered>& objects, std::int64_t now) {
        std::vector<card::Bytes> everything, own;
        for (const auto& object : objects) {
            everything.push_back(object.octets);
            if (!object.foreign) own.push_back(object.octets);
        }
        all.now = without_foreign.now = now;
        all.take(everything);
        if (!own.empty()) without_foreign.take(own);
        const auto trust = all.loaded();
        for (const auto& object : objects)
            if (is_heard(object, trust))
                withdrawn.insert(object.honestly_withdrawn.begin(),
                                 object.honestly_withdrawn.end());
        steps += objects.size();
    }

    /// A list by a key that is not there yet, or that a thief has withdrawn, is left out.
    static bool is_heard(const Delivered& object, const card::TrustStore& trust) {
        return std::ranges::any_of(trust.index().crls, [&object](const auto& stored) {
            return stored->octets == object.octets;
        });
    }

    /// Of each document by number: what chain and revocation say.
    std::map<long, std::string> judged(const ImportedStore& store) const {
        const auto trust = store.loaded();
        card::Policy policy;
        policy.now = store.now;
        std::map<long, std::string> said;
        for (const auto& [serial, document] : documents()) {
            const auto report = card::verify(document, trust, policy);
            said[serial] = chain_and_revocation(report) + ", clock " +
                           card::name_of(report.check("time.clock")->outcome);
        }
        return said;
    }
};

TEST(RevocationProperty, no_order_of_imports_makes_a_withdrawn_signer_pass_or_lets_a_stranger_in) {
    std::size_t steps = 0;
    const auto seeds = support::mutate_all() ? 30U : support::stride(1, 4) == 1 ? 8U : 2U;
    for (unsigned seed = 1; seed <= seeds; ++seed) {
        World world(seed);
        Course run;
        run.all.pin({root_certificate(), utopia_certificate()});
        run.without_foreign.pin({root_certificate()});
        for (int delivery = 0; delivery < 8; ++delivery) {
            std::vector<Delivered> objects;
            for (int count = 4 + world.upto(14); count > 0; --count) objects.push_back(world.any());
            const auto now = world.upto(3) == 0 ? day(world.upto(500)) : kToday;
            run.deliver(objects, now);
            const auto said = run.judged(run.all);
            ASSERT_EQ(said, run.judged(run.without_foreign)) << "seed " << seed << ", " << delivery;
            for (const auto& [serial, outcomes] : said)
                ASSERT_FALSE(run.withdrawn.contains(serial) &&
                             outcomes.find(", passed, ") != std::string::npos)
                    << "seed " << seed << ", " << delivery << ": " << serial << ' ' << outcomes;
        }
        // The root withdraws the stolen key, and a later list settles what that key has said.
        run.deliver({{link_to_third(), false, {}},
                     world.honest(root(), World::kIssues - 1),
                     world.honest(third(), World::kIssues - 1)},
                    kToday);
        Withdrawals last{.serials = {kNextSerial, kByNext, kWithdrawnLate}, .date = day(0)};
        run.deliver({{root().crl(last), false, {}},
                     {third().crl({.serials = {kByThirdWithdrawn}, .date = day(0)}), false, {}}},
                    kToday);
        const auto said = run.judged(run.all);
        EXPECT_EQ(said.at(kNeverWithdrawn), "passed, passed, clock passed") << "seed " << seed;
        EXPECT_EQ(said.at(kByThird), "passed, passed, clock passed") << "seed " << seed;
        EXPECT_EQ(said.at(kByNext), "failed N, failed N, clock passed") << "seed " << seed;
        EXPECT_EQ(said.at(kWithdrawnLate), "passed, failed N, clock passed") << "seed " << seed;
        steps += run.steps;
    }
    std::cout << steps << " objects imported\n";
}

}  // namespace

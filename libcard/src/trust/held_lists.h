// SPDX-License-Identifier: Apache-2.0
// The revocation lists of a store during an import: one of each key and scope, and the newest
// partial ones.
#pragma once
#include "trust/import_state.h"
#include "trust/withdrawal_book.h"

namespace card::trust {

inline constexpr std::size_t kMaxPartialLists = 16;  ///< of one key and scope

struct HeldList {
    const CscaKey* key = nullptr;
    Bytes octets;
    x509::Crl crl;
    std::string scope, file;  ///< of the store

    HeldList(const CscaKey& by, Bytes list);
    HeldList(HeldList&&) = default;
    HeldList& operator=(HeldList&&) = default;
    bool is_partial() const { return !crl.partial.empty(); }
    /// By date; a number breaks a tie: a CSCA may begin to count anew.
    bool is_older_than(const HeldList& other) const;
};

class HeldLists {
public:
    HeldLists(const TrustIndex& trust, StoreInMaking& store);

    bool has(const Bytes& octets) const { return known_.contains(octets); }
    /// Takes the list's place among those of its key; the reason where it may not.
    Sentence take(HeldList fresh);
    /// Where there are too many lists the worst give way. Writes down what was kept.
    void finish();

private:
    using Lists = std::vector<HeldList>;
    using States = std::map<std::string, std::vector<HeldList*>>;
    Sentence take_whole(const HeldList& fresh, Lists& of_key);
    Sentence make_room(const HeldList& fresh, Lists& of_key);
    Sentence drop(Lists& of_key, Lists::iterator list);
    void remove_file(const HeldList& list);
    std::map<Origin, States> by_source();
    void limit_number();
    void limit_octets();
    void give_way(HeldList& list);

    StoreInMaking& store_;
    WithdrawalBook book_;
    std::map<const CscaKey*, Lists> held_;
    std::set<Bytes> known_;
};

}  // namespace card::trust

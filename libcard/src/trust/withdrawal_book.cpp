// SPDX-License-Identifier: Apache-2.0
#include "trust/withdrawal_book.h"

#include <algorithm>

#include "card/error.h"

namespace card::trust {

WithdrawalBook::WithdrawalBook(const TrustIndex& trust) : kept_(trust.kept) {
    for (const auto& anchor : trust.anchors)
        anchors_.insert(x509::serial_number(anchor->certificate.serial));
    for (const auto& [id, key] : trust.keys)
        if (key->origin() == Origin::foreign_list) strangers_.insert(key->id);
    for (const auto& [key, entries] : kept_) {
        total_ += entries.size();
        if (strangers_.contains(key)) by_strangers_ += entries.size();
    }
}

/// What names an anchor is kept though it stays on the list: a later one that clears what the
/// anchor's key has withdrawn is told by the first date.
template <class Each>
void WithdrawalBook::each_to_keep(const x509::Crl& list, const x509::Crl* successor,
                                  Each each) const {
    const bool later = successor && successor->this_update > list.this_update;
    for (const auto serial : list.revoked) {
        const bool stays = successor && successor->lists(serial);
        if (!stays) each(serial, later ? successor->this_update : 0);
        else if (anchors_.contains(serial)) each(serial, 0);
    }
}

std::size_t WithdrawalBook::count_of(const CscaKey& key) const {
    const auto entries = kept_.find(key.id);
    return entries == kept_.end() ? 0 : entries->second.size();
}

bool WithdrawalBook::has_room_for(const CscaKey& key, const x509::Crl& list,
                                  const x509::Crl* successor) const {
    std::size_t more = 0;
    each_to_keep(list, successor, [&more](ByteView, x509::Time) { ++more; });
    const bool stranger = strangers_.contains(key.id);
    return count_of(key) + more <= (stranger ? kMaxKeptByStranger : kMaxKeptOfKey) &&
           (!stranger || by_strangers_ + more <= kMaxKeptByStrangers);
}

void WithdrawalBook::keep(const CscaKey& key, const x509::Crl& list, const x509::Crl* successor,
                          Successor counts) {
    each_to_keep(list, successor, [&](ByteView serial, x509::Time left) {
        put(key, serial, list.this_update, counts == Successor::takes_back ? left : 0);
    });
}

void WithdrawalBook::put(const CscaKey& key, ByteView serial, x509::Time named, x509::Time left) {
    auto& entries = kept_[key.id];
    const auto [entry, fresh] =
        entries.emplace(to_bytes(serial), KeptWithdrawal{named, named, left});
    if (fresh) {
        ++total_;
        if (strangers_.contains(key.id)) ++by_strangers_;
        return;
    }
    entry->second.first = std::min(entry->second.first, named);
    if (named < entry->second.last) return;
    entry->second.last = named;
    entry->second.left = left;
}

void WithdrawalBook::leave(const CscaKey& key, const x509::Crl& list) {
    const auto entries = kept_.find(key.id);
    if (entries == kept_.end()) return;
    for (auto& [serial, entry] : entries->second)
        if (entry.left == 0 && entry.last < list.this_update && !list.lists(serial))
            entry.left = list.this_update;
}

const KeptWithdrawals& WithdrawalBook::entries() const {
    if (total_ > kMaxKept)
        throw Error(Errc::usage, Step::trust_import, said("store.import.withdrawals_too_many"));
    return kept_;
}

}  // namespace card::trust

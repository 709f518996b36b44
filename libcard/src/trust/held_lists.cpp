// SPDX-License-Identifier: Apache-2.0
#include "trust/held_lists.h"

#include <algorithm>

#include "trust/name_keys.h"
#include "trust/quota.h"

namespace card::trust {
namespace {

using Result = TrustImportLine::Result;

constexpr const char* kBookFull = "store.import.withdrawals_of_key";

/// Whether hexadecimal number a is below b.
bool below(std::string_view a, std::string_view b) {
    for (auto* number : {&a, &b})
        number->remove_prefix(std::min(number->find_first_not_of('0'), number->size()));
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

/// A whole list speaks for all that its name has issued; a partial one for what it is about.
std::string scope_of(const x509::Crl& crl) {
    if (crl.partial.empty()) return crl.issuer_name;
    return crl.issuer_name + '\n' + crl.partial.id + '\n' + to_hex(crl.distribution_point);
}

std::string file_of(const CscaKey& key, const x509::Crl& crl) {
    if (!crl.partial.empty()) return "crl-partial-" + short_name(crl.octets) + ".crl";
    Bytes whose = key.id;
    append(whose, as_octets(crl.issuer_name));
    return "crl-" + short_name(whose) + ".crl";
}

bool is_oldest(const HeldList& a, const HeldList& b) { return a.is_older_than(b); }

}  // namespace

HeldList::HeldList(const CscaKey& by, Bytes list)
    : key(&by),
      octets(std::move(list)),
      crl(x509::parse_crl(octets)),
      scope(scope_of(crl)),
      file(file_of(by, crl)) {}

bool HeldList::is_older_than(const HeldList& other) const {
    return crl.this_update != other.crl.this_update ? crl.this_update < other.crl.this_update
                                                    : below(crl.number, other.crl.number);
}

HeldLists::HeldLists(const TrustIndex& trust, StoreInMaking& store) : store_(store), book_(trust) {
    for (const auto* lists : {&trust.crls, &trust.void_crls})
        for (const auto& stored : *lists) {
            auto& list = held_[stored->key].emplace_back(*stored->key, stored->octets);
            list.file = stored->file;
            known_.insert(stored->octets);
        }
}

Sentence HeldLists::take(HeldList fresh) {
    auto& of_key = held_[fresh.key];
    if (std::ranges::any_of(fresh.crl.revoked, [](ByteView serial) {
            return serial.empty() || serial.size() > kMaxSerial;
        }))
        return said("store.import.serial");
    auto problem = fresh.is_partial() ? make_room(fresh, of_key) : take_whole(fresh, of_key);
    if (!problem.empty()) return problem;
    known_.insert(fresh.octets);
    store_.files[fresh.file] = fresh.octets;
    of_key.push_back(std::move(fresh));
    return {};
}

Sentence HeldLists::take_whole(const HeldList& fresh, Lists& of_key) {
    const auto is_same = [&](const HeldList& list) {
        return !list.is_partial() && list.scope == fresh.scope;
    };
    for (const auto& list : of_key) {
        if (!is_same(list)) continue;
        // A stored list from the future stands in nobody's way.
        if (!store_.is_ahead(list.crl.this_update) && fresh.is_older_than(list))
            return said("store.import.older", {x509::date_text(list.crl.this_update)});
        if (!book_.has_room_for(*fresh.key, list.crl, &fresh.crl)) return said(kBookFull);
    }
    if (std::ranges::none_of(of_key, is_same))
        if (auto problem = make_room(fresh, of_key); !problem.empty()) return problem;
    using Successor = WithdrawalBook::Successor;
    const auto counts =
        store_.is_current(fresh.crl) ? Successor::takes_back : Successor::clears_nothing;
    for (const auto& list : of_key)
        if (is_same(list)) {
            book_.keep(*fresh.key, list.crl, &fresh.crl, counts);
            remove_file(list);
        }
    std::erase_if(of_key, is_same);
    if (counts == Successor::takes_back) book_.leave(*fresh.key, fresh.crl);
    return {};
}

/// The oldest of a key's lists go; what they withdrew is kept.
Sentence HeldLists::make_room(const HeldList& fresh, Lists& of_key) {
    const auto is_same = [&](const HeldList& list) {
        return list.is_partial() && list.scope == fresh.scope;
    };
    if (fresh.is_partial() &&
        std::ranges::count_if(of_key, is_same) >= static_cast<std::ptrdiff_t>(kMaxPartialLists)) {
        auto oldest = of_key.end();
        for (auto list = of_key.begin(); list != of_key.end(); ++list)
            if (is_same(*list) && (oldest == of_key.end() || list->is_older_than(*oldest)))
                oldest = list;
        return drop(of_key, oldest);
    }
    if (of_key.size() < store_.quotas().lists_of_key) return {};
    return drop(of_key, std::ranges::min_element(of_key, is_oldest));
}

Sentence HeldLists::drop(Lists& of_key, Lists::iterator list) {
    if (!book_.has_room_for(*list->key, list->crl, nullptr)) return said(kBookFull);
    book_.keep(*list->key, list->crl, nullptr);
    remove_file(*list);
    of_key.erase(list);
    return {};
}

/// A file that somebody made by hand may hold more than one list.
void HeldLists::remove_file(const HeldList& list) {
    const auto file = store_.files.find(list.file);
    if (file == store_.files.end()) return;
    Bytes rest;
    for (const auto& object : objects_of(file->second))
        if (object != list.octets) append(rest, object);
    if (rest.empty()) store_.files.erase(file);
    else file->second = std::move(rest);
}

std::map<Origin, HeldLists::States> HeldLists::by_source() {
    std::map<Origin, States> sources;
    for (auto& [key, lists] : held_)
        for (auto& list : lists)
            sources[key->origin()][key->best().front()->country].push_back(&list);
    for (auto& [origin, states] : sources)
        for (auto& [state, lists] : states)
            std::ranges::stable_sort(lists, [](const auto* a, const auto* b) {
                return b->is_older_than(*a);  // newest first
            });
    return sources;
}

void HeldLists::give_way(HeldList& list) {
    book_.keep(*list.key, list.crl, nullptr);
    remove_file(list);
    list.file.clear();
}

void HeldLists::limit_number() {
    std::size_t room = store_.quotas().lists;
    for (auto& [origin, states] : by_source()) {
        std::vector<std::size_t> wanted;
        for (const auto& [state, lists] : states) wanted.push_back(lists.size());
        const auto share = fair_share(std::move(wanted), room);
        for (auto& [state, lists] : states) {
            const auto left = std::min(share, lists.size());
            room -= left;
            for (std::size_t at = left; at < lists.size(); ++at) give_way(*lists[at]);
            if (left < lists.size())
                store_.tell(kKeptWithdrawals, Result::left_out,
                            said("store.import.lists_no_room",
                                 {std::to_string(lists.size() - left), state, origin_of(origin)}),
                            lists.size() - left);
        }
    }
}

/// The largest of the worst source first.
void HeldLists::limit_octets() {
    std::vector<HeldList*> lists;
    std::size_t total = 0;
    for (auto& [key, of_key] : held_)
        for (auto& list : of_key)
            if (!list.file.empty()) {
                lists.push_back(&list);
                total += list.octets.size();
            }
    std::ranges::sort(lists, [](const auto* a, const auto* b) {
        return std::pair(b->key->origin(), b->octets.size()) <
               std::pair(a->key->origin(), a->octets.size());
    });
    for (auto* list : lists) {
        if (total <= store_.quotas().octets_of_lists) return;
        total -= list->octets.size();
        store_.tell(list->file, Result::left_out, said("store.import.no_room"));
        give_way(*list);
    }
}

void HeldLists::finish() {
    limit_number();
    limit_octets();
    const auto& kept = book_.entries();
    if (!kept.empty()) store_.files[kKeptWithdrawals] = to_bytes(as_octets(kept_text(kept)));
}

}  // namespace card::trust

// SPDX-License-Identifier: Apache-2.0
// Master lists and deviation lists: one by each CSCA key.
#include <algorithm>

#include "card/error.h"
#include "trust/dated_list.h"
#include "trust/import_state.h"
#include "trust/name_keys.h"
#include "trust/withdrawals.h"

namespace card::trust {
namespace {

using Result = TrustImportLine::Result;

constexpr std::size_t kMaxDatedLists = 2'000;             ///< of one kind
constexpr std::size_t kMaxDatedListsOfStrangers = 1'000;  ///< by keys out of foreign lists

struct ListKind {
    StoreFileKind kind;
    const char *prefix, *suffix;
    ReadList read;
};

/// For a file's name: two capitals, or a digest of what else somebody calls a country.
std::string safe_country(const std::string& country) {
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return country.size() == 2 && std::ranges::all_of(country, capital)
               ? country
               : short_name(as_octets(country));
}

class ListTaker {
public:
    ListTaker(const ListKind& kind, const TrustIndex& anchors, StoreInMaking& store)
        : kind_(kind), anchors_(anchors), store_(store) {}

    void take(const Object& object) {
        DatedList fresh;
        try {
            fresh = kind_.read(object.octets, anchors_);
        } catch (const Error& error) {
            return leave(object, error.sentence());
        }
        if (!fresh.trusted) return leave(object, problem_of(fresh));
        if (auto problem = store_.problem_of_date(fresh.signing_time.value_or(0)); !problem.empty())
            return leave(object, std::move(problem));
        if (is_known(object)) return store_.tell(object.file, Result::known, taken_sentence(fresh));
        std::vector<std::string> replaced;
        if (auto problem = compare(fresh, replaced); !problem.empty())
            return leave(object, std::move(problem));
        const auto& key = *fresh.vouchers.front()->csca_key;
        if (replaced.empty() && is_full(key))
            return leave(object, said("store.import.full_of_lists"));
        for (const auto& name : replaced) store_.files.erase(name);
        store_.files[kind_.prefix + safe_country(fresh.country) + "-" + short_name(key.id) +
                     kind_.suffix] = object.octets;
        store_.tell(object.file, Result::taken, taken_sentence(fresh));
    }

private:
    void leave(const Object& object, Sentence why) {
        store_.tell(object.file, Result::left_out, std::move(why));
    }

    /// Where no anchor vouches for the signer, what the store's lists know of it.
    Sentence problem_of(const DatedList& fresh) const {
        if (fresh.unknown_signer.empty()) return fresh.problem;
        const auto all = store_.load([](StoreFileKind) { return true; });
        return no_anchor_sentence(x509::parse_certificate(fresh.unknown_signer), *all);
    }

    Sentence taken_sentence(const DatedList& fresh) const {
        auto sentence =
            fresh.signing_time
                ? said("store.import.list_of", {fresh.signer, x509::date_text(*fresh.signing_time)})
                : said("store.import.list", {fresh.signer});
        if (fresh.signer_not_after != 0 && fresh.signer_not_after < store_.now())
            sentence = std::move(sentence) +
                       said("store.import.signer_ended", {x509::date_text(fresh.signer_not_after)});
        return std::move(sentence) + fresh.remarks;
    }

    bool is_known(const Object& object) const {
        return std::ranges::any_of(store_.files, [&](const auto& file) {
            return kind_of(file.first) == kind_.kind && file.second == object.octets;
        });
    }

    bool is_full(const CscaKey& key) const {
        const auto lists = store_.count(kind_.kind);
        return lists >= kMaxDatedLists ||
               (key.origin() == Origin::foreign_list && lists >= kMaxDatedListsOfStrangers);
    }

    /// A list gives way to one by its own CSCA key or a successor, and to no other: strangers' and
    /// namesakes' stand beside each other. The reason where `fresh` is the older one.
    Sentence compare(const DatedList& fresh, std::vector<std::string>& replaced) const {
        const auto& key = *fresh.vouchers.front()->csca_key;
        const auto older = older_keys(key, anchors_);
        for (const auto& [name, octets] : store_.files) {
            if (kind_of(name) != kind_.kind) continue;
            const auto stored = stored_list(octets, anchors_, kind_.read);
            if (!stored || !stored->trusted) continue;
            const auto& its = *stored->vouchers.front()->csca_key;
            const bool may_replace = speaks_for(key, its, older);
            const bool may_hinder = speaks_for(its, key, older_keys(its, anchors_));
            if (may_hinder && !fresh.signing_time) return said("store.import.undated");
            const auto since = stored->signing_time.value_or(0);
            const bool newer = !store_.is_ahead(since) && since > fresh.signing_time.value_or(0);
            if (may_hinder && newer)
                return said("store.import.older_list",
                            {x509::date_text(*fresh.signing_time), x509::date_text(since)});
            if (newer) continue;
            if (may_replace) replaced.push_back(name);
        }
        return {};
    }

    const ListKind& kind_;
    const TrustIndex& anchors_;
    StoreInMaking& store_;
};

}  // namespace

void take_master_lists(const Delivery& delivery, const TrustIndex& anchors, StoreInMaking& store) {
    static constexpr ListKind kKind{StoreFileKind::master_list, "masterlist-", ".ml",
                                    read_master_list};
    for (const auto& list : delivery.master_lists) ListTaker(kKind, anchors, store).take(list);
}

void take_deviation_lists(const Delivery& delivery, const TrustIndex& trust, StoreInMaking& store) {
    static constexpr ListKind kKind{StoreFileKind::deviation_list, "deviations-", ".dl",
                                    read_deviation_list};
    for (const auto& list : delivery.deviation_lists) ListTaker(kKind, trust, store).take(list);
}

}  // namespace card::trust

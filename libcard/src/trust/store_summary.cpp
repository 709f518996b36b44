// SPDX-License-Identifier: Apache-2.0
// What a loaded store has, for operators: anchors, and what each revocation list counts for.
#include "card/messages.h"
#include "trust/name_keys.h"
#include "trust/trust_index.h"

namespace card {
namespace {

using trust::StoredCrl;

std::string hex_or_empty(const std::optional<ByteView>& octets) {
    return octets ? to_hex(*octets) : std::string();
}

/// Why it clears nothing; empty where it does.
Sentence why_not_clearing(const StoredCrl& list, std::int64_t now) {
    const auto& crl = list.crl;
    if (!crl.partial.empty()) return crl.partial;
    if (crl.this_update > now) return said("store.crl.ahead");
    if (!crl.next_update) return said("store.crl.endless");
    if (*crl.next_update < now) return said("store.crl.ended", {x509::date_text(*crl.next_update)});
    return {};
}

Sentence counts_for(const StoredCrl& list, std::int64_t now) {
    if (!list.verified) return said("store.crl.void", {trust::why_void(*list.key)});
    const auto& key = *list.key;
    Sentence whose = key.best().front()->name;
    if (!key.older.empty())
        whose = said("store.crl.older_keys", {whose, std::to_string(key.older.size())});
    const auto why = why_not_clearing(list, now);
    auto sentence =
        why.empty() ? said("store.crl.clears", {whose}) : said("store.crl.withdraws", {whose, why});
    if (key.origin() == trust::Origin::foreign_list)
        return said("store.crl.foreign", {std::move(sentence)});
    return sentence;
}

}  // namespace

std::vector<RevocationListSummary> TrustStore::describe_revocation_lists(std::int64_t now) const {
    std::vector<RevocationListSummary> summaries;
    for (const auto* lists : {&index_->crls, &index_->void_crls})
        for (const auto& list : *lists) {
            const auto& crl = list->crl;
            auto sentence = counts_for(*list, now);
            summaries.push_back(
                {list->file, x509::name_text(crl.issuer),
                 hex_or_empty(crl.authority_key_identifier), x509::date_text(crl.this_update),
                 crl.next_update ? x509::date_text(*crl.next_update) : std::string(),
                 crl.revoked.size(), list->verified,
                 list->verified && why_not_clearing(*list, now).empty(),
                 text_of(sentence, Language::en), std::move(sentence)});
        }
    return summaries;
}

std::vector<AnchorSummary> TrustStore::describe_each_anchor() const {
    std::vector<AnchorSummary> summaries;
    summaries.reserve(index_->anchors.size());
    for (const auto& anchor : index_->anchors) {
        const auto& certificate = anchor->certificate;
        const auto ways = trust::ways_of(*anchor);
        summaries.push_back(
            {anchor->name, to_hex(x509::serial_number(certificate.serial)),
             hex_or_empty(certificate.subject_key_identifier), to_hex(anchor->fingerprint),
             anchor->key.description(), anchor->country, trust::name_of(anchor->origin),
             text_of(ways, Language::en), ways, x509::date_text(certificate.not_before),
             x509::date_text(certificate.not_after), anchor->states, anchor->pinned,
             anchor->withdrawn});
    }
    return summaries;
}

}  // namespace card

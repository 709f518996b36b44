// SPDX-License-Identifier: Apache-2.0
#include "core/remarks.h"

#include <algorithm>
#include <iterator>

namespace kiosk {
namespace {

using card::CheckId;
using card::Reason;

/// Of a kind of checks: what is said, and what is done where the card is genuine. Any other verdict
/// has its own advice.
struct Words {
    const char* text = "";
    const char* todo = "";
};

struct WordsFor {
    CheckId check = CheckId::time_clock;
    Words words;
};

/// Checks that have words of their own.
constexpr WordsFor kOwn[]{{CheckId::dsc_revocation, {"n.revoked", "n.do.admin"}},
                          {CheckId::chip_state, {"n.state", "n.do.boss"}},
                          {CheckId::data_mrz_digits, {"n.digits", "n.do.ask"}},
                          {CheckId::data_dg1_dg13, {"n.match", "n.do.ask"}},
                          {CheckId::data_id_number, {"n.number", "n.do.boss"}},
                          {CheckId::document_expiry, {"n.expiry", "n.do.rule"}}};

/// The first check of each family, and the words of the family: those of a check that is new, too.
constexpr WordsFor kFamilies[]{{CheckId::time_clock, {"n.clock", "n.do.admin"}},
                               {CheckId::sod_structure, {"n.signature", "n.do.none"}},
                               {CheckId::dsc_chain, {"n.signer", "n.do.admin"}},
                               {CheckId::dg_hash, {"n.data", "n.do.data"}},
                               {CheckId::access_card_access, {"n.access", "n.do.admin"}},
                               {CheckId::chip_ca, {"n.proof", "n.do.none"}},
                               {CheckId::data_mrz_digits, {"n.data", "n.do.ask"}},
                               {CheckId::body_qr, {"n.printed", "n.do.chip"}},
                               {CheckId::document_deviation, {"n.deviation", "n.do.none"}}};
static_assert(std::ranges::is_sorted(kFamilies, {}, &WordsFor::check));

Words words_of(CheckId id) {
    const auto own = std::ranges::find(kOwn, id, &WordsFor::check);
    if (own != std::end(kOwn)) return own->words;
    return std::prev(std::ranges::upper_bound(kFamilies, id, {}, &WordsFor::check))->words;
}

/// Of a code whose letters a scanner has lost: about the scanner, whatever the card is.
constexpr Words kLetters{"n.letters", "n.do.letters"};

class Remarks {
public:
    explicit Remarks(bool genuine) : genuine_(genuine) {}
    void add(const Words& words, const card::Check& check, const std::vector<card::Because>& why,
             std::string argument = {}) {
        auto same = std::ranges::find(list_, words.text, &Remark::text_id);
        if (same == list_.end()) {
            const bool own = genuine_ || words.text == kLetters.text;
            list_.push_back(
                {words.text, own ? words.todo : "n.do.plate", {}, std::move(argument), {}});
            same = std::prev(list_.end());
        }
        for (const auto& because : why)
            if (std::ranges::find(same->why, because) == same->why.end())
                same->why.push_back(because);
        same->checks.push_back(check.name);
    }
    std::vector<Remark> take() { return std::move(list_); }

private:
    bool genuine_;
    std::vector<Remark> list_;
};

/// Letters that were lost and fields that differ are two things to see of one code.
void add_body(const card::Check& check, Remarks& remarks) {
    for (const auto& because : check.reasons)
        remarks.add(because.reason == Reason::qr_letters_lost ? kLetters : words_of(check.name.id),
                    check, {because});
}

}  // namespace

std::vector<Remark> remarks_of(const card::Report& report, const card::Explanation& explanation) {
    const bool genuine = report.verdict() == card::Verdict::genuine;
    Remarks remarks(genuine);
    for (const auto* check : explanation.attention) {
        const auto id = check->name.id;
        const bool expired = id == CheckId::document_expiry && report.expired();
        if (id == CheckId::body_qr) add_body(*check, remarks);
        else if (!expired) remarks.add(words_of(id), *check, check->reasons);
        else if (!genuine)
            remarks.add({"n.expired", "n.do.rule"}, *check, {},
                        as_on_the_card(report.expired_on()));
    }
    return remarks.take();
}

std::string as_on_the_card(const std::string& day) {
    return day.empty() ? day : day.substr(8, 2) + "/" + day.substr(5, 2) + "/" + day.substr(0, 4);
}

}  // namespace kiosk

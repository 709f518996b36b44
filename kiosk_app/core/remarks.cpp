// SPDX-License-Identifier: Apache-2.0
#include "core/remarks.h"

#include <algorithm>

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

/// No default: a check that is new has to be given its words here.
Words words_of(CheckId id) {
    switch (id) {
        case CheckId::time_clock: return {"n.clock", "n.do.admin"};
        case CheckId::sod_structure:
        case CheckId::sod_signed_attributes:
        case CheckId::sod_signature:
        case CheckId::sod_algorithms:
        case CheckId::sod_sha1: return {"n.signature", "n.do.none"};
        case CheckId::dsc_revocation: return {"n.revoked", "n.do.admin"};
        case CheckId::dsc_chain:
        case CheckId::dsc_profile:
        case CheckId::dsc_validity:
        case CheckId::dsc_usage_period:
        case CheckId::dsc_country:
        case CheckId::dsc_document_type:
        case CheckId::csca_validity:
        case CheckId::csca_usage_period: return {"n.signer", "n.do.admin"};
        case CheckId::dg_hash:
        case CheckId::dg_content:
        case CheckId::dg_complete:
        case CheckId::dg_covered:
        case CheckId::lds_com:
        case CheckId::lds_version: return {"n.data", "n.do.data"};
        case CheckId::access_card_access:
        case CheckId::access_downgrade: return {"n.access", "n.do.admin"};
        case CheckId::chip_ca:
        case CheckId::chip_aa:
        case CheckId::chip_card_security:
        case CheckId::chip_cam: return {"n.proof", "n.do.none"};
        case CheckId::chip_state: return {"n.state", "n.do.boss"};
        case CheckId::data_mrz_digits: return {"n.digits", "n.do.ask"};
        case CheckId::data_dg1_dg13: return {"n.match", "n.do.ask"};
        case CheckId::data_id_number: return {"n.number", "n.do.boss"};
        case CheckId::body_qr:
        case CheckId::body_mrz: return {"n.printed", "n.do.chip"};
        case CheckId::document_deviation: return {"n.deviation", "n.do.none"};
        case CheckId::document_expiry: return {"n.expiry", "n.do.rule"};
    }
    return {};
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

// SPDX-License-Identifier: Apache-2.0
// What is printed on the specimen vn-citizen-2021, and what it is judged by.
#pragma once
#include <string>
#include <vector>

#include "support/fixtures.h"

namespace printed {

using card::Outcome;
using card::Verdict;

inline const std::string kQr =
    "999099000123|000000001|Nguyễn Văn Thử|01011999|Nam|Số 1 Đường Thử, Phường Mẫu, Hà "
    "Nội|02022022";
inline const std::string kMrz =
    "IDVNM0990001232999099000123<<1\n9901018M3901016VNM<<<<<<<<<<<6\nNGUYEN<<VAN<THU<<<<<<<<<<<<<<<"
    "\n";

inline card::Report judge(const card::Body& body, const char* lie = "") {
    const auto specimen = support::specimen("vn-citizen-2021", lie);
    return card::verify(support::read(specimen, support::can_of(specimen)),
                        support::trust_of(specimen), support::policy_today(), body);
}

inline std::string with(std::string text, const std::string& old, const std::string& now) {
    return text.replace(text.find(old), old.size(), now);
}

/// Only a legible difference is a reason to say so.
inline bool may_be_forged(const card::Report& report) {
    return support::reason(report, "body.qr").find("may be forged") != std::string::npos;
}

inline std::vector<std::string> fields(const card::Report& report) {
    std::vector<std::string> list;
    for (const auto& difference : report.body_differences())
        list.emplace_back(card::name_of(difference.field));
    return list;
}

/// One chip read once, and what is printed on it.
struct Judge {
    simulated::Specimen specimen = support::specimen("vn-citizen-2021");
    card::Document document = support::read(specimen, support::can_of(specimen));
    card::TrustStore trust = support::trust_of(specimen);
    card::Report operator()(const std::string& qr) const {
        return card::verify(document, trust, support::policy_today(), {qr, ""});
    }
};

}  // namespace printed

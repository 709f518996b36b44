// SPDX-License-Identifier: Apache-2.0
// The specimen that most rows of the decision table start from, judged by a store and a policy of
// the test's own.
#pragma once
#include "support/fixtures.h"

namespace support {

inline const simulated::Specimen& baseline() {
    static const auto made = specimen("vn-citizen-2021");
    return made;
}
/// As it was read; once for all tests of a program.
inline const card::Document& baseline_document() {
    static const auto document = read(baseline(), can_of(baseline()));
    return document;
}
inline card::Outcome outcome(const card::Report& report, const char* id) {
    return report.check(id)->outcome;
}

}  // namespace support

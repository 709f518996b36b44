// SPDX-License-Identifier: Apache-2.0
// Prints what cardtool would print under --json for every specimen and each of its lies and truths:
// a line each, opened by the CAN and, where the chip has none, by the MRZ.
#include <filesystem>
#include <iostream>

#include "card/report_json.h"
#include "support/fixtures.h"

namespace {

/// Some lies need a password that a chip may not have: its error is a line as well.
std::string line_of(const simulated::Specimen& specimen, const card::AccessKey& key) {
    card::SystemRandom random;
    auto origin = card::new_origin(random, support::kToday);
    origin.reader = "simulated card";
    try {
        const auto document = support::read(specimen, key);
        origin.read_at = support::kToday;
        return card::to_json(
            card::verify(document, support::trust_of(specimen), support::policy_today()), origin);
    } catch (const card::Error& error) {
        return card::to_json(error, origin);
    }
}

void print_all(const simulated::Specimen& specimen) {
    if (!specimen.text("can").empty())
        std::cout << line_of(specimen, support::can_of(specimen)) << '\n';
    std::cout << line_of(specimen, support::mrz_of(specimen)) << '\n';
}

}  // namespace

int main() {
    for (const auto& entry : std::filesystem::directory_iterator(support::specimens())) {
        if (entry.path().extension() != ".json") continue;
        const auto specimen = support::specimen(entry.path().stem());
        print_all(specimen);
        for (const auto& variation : specimen.variations()) print_all(specimen.with(variation));
    }
    return 0;
}

// SPDX-License-Identifier: Apache-2.0
// Reads the card on a reader and prints every check.   verify_card READER CAN TRUST_FOLDER
#include <card/card.h>
#include <card/readers.h>

#include <iostream>

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: verify_card READER CAN TRUST_FOLDER\n";
        return 2;
    }
    try {
        const auto trust = card::TrustStore::from_directory(argv[3]);
        const auto reader = card::open_reader(argv[1]);
        const auto document = card::read(*reader, card::AccessKey::from_can(argv[2]));
        const auto report = card::verify(document, trust);
        for (const auto& check : report.checks()) std::cout << check << '\n';
        std::cout << card::name_of(report.verdict()) << '\n';
        return report.exit_code();
    } catch (const card::Error& error) {
        std::cerr << error.what() << " (" << name_of(error.step()) << ")\n";
        return 3;
    }
}

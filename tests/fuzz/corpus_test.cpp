// SPDX-License-Identifier: Apache-2.0
// Every fuzz target on its corpus in every run: the specimens' files, their truncations and a fixed
// set of damaged copies.
#include <gtest/gtest.h>

#include <random>

#include "fuzz/targets.h"
#include "support/fixtures.h"

namespace {

/// The octets that targets start from: files of the specimens, of the trust stores, and texts.
std::vector<card::Bytes> seeds() {
    std::vector<card::Bytes> list;
    for (const auto& specimen :
         {support::specimen("vn-citizen-2021"), support::specimen("vn-citizen-2021-named"),
          support::specimen("doc-rsa2048"), support::specimen("vn-citizen-2021", "sod-ber")})
        for (const auto& [id, file] : specimen.data().at("files").items())
            list.push_back(card::from_hex(file.get<std::string>()));
    for (const char* file : {"trust/csca.cer", "trust/csca.crl"})
        list.push_back(support::read_file(support::specimens() / file));
    const auto dg2 = card::from_hex(
        support::specimen("vn-citizen-2021").data().at("files").at("0102").get<std::string>());
    list.emplace_back(dg2.begin() + 84, dg2.end());
    for (const auto& text :
         {support::specimen("vn-citizen-2021").text("mrz"),
          std::string("999099000123|000000001|Nguyễn Văn Thử|01011999|Nam|Hà Nội|02022022|x||"),
          std::string("# c\n* atr 3B00\n* limits 261 258\n> 00A4\n< 9000\n")})
        list.push_back(card::to_bytes(card::as_octets(text)));
    for (const char* hex :
         {"871101AABBCCDDEEFF00112233445566778899990290008E0800112233445566779000", "7C4382410400",
          "6282", ""})
        list.push_back(card::from_hex(hex));
    return list;
}

TEST(Corpus, no_target_crashes_on_any_seed_truncation_or_damage) {
    std::mt19937 chance(7);
    std::size_t inputs = 0;
    for (const auto& seed : seeds()) {
        std::vector<card::Bytes> variants{seed};
        for (int i = 0; i < 12 && !seed.empty(); ++i) {
            variants.emplace_back(
                seed.begin(), seed.begin() + static_cast<std::ptrdiff_t>(chance() % seed.size()));
            card::Bytes damaged = seed;
            for (int k = 0; k < 3; ++k)
                damaged[chance() % std::min<std::size_t>(damaged.size(), 200)] =
                    static_cast<std::uint8_t>(chance());
            variants.push_back(damaged);
        }
        for (const auto& variant : variants)
            for (const auto* target = fuzz::kTargets; target->name; ++target) {
                EXPECT_NO_THROW(target->run(variant.data(), variant.size())) << target->name;
                ++inputs;
            }
    }
    std::cout << inputs << " inputs\n";
}

}  // namespace

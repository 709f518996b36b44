// SPDX-License-Identifier: Apache-2.0
// What the tests share: specimens, their trust stores, real input where it is present, scripted
// chance.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "card/card.h"
#include "simulated/simulated_reader.h"

namespace card {
/// So that a test that fails names the steps.
inline void PrintTo(Step step, std::ostream* out) { *out << name_of(step); }
}  // namespace card

namespace support {

inline std::filesystem::path specimens() { return CARD_SPECIMEN_DIR; }
inline std::filesystem::path shared_data() {
    return std::filesystem::path(CARD_SOURCE_DIR) / "../shared/data";
}
inline bool has_shared_data() { return std::filesystem::is_directory(shared_data()); }

/// Skips the test, saying so, where the real input is not there.
#define NEEDS_SHARED_DATA() \
    if (!support::has_shared_data()) GTEST_SKIP() << "real input is absent: ../shared/data"

card::Bytes read_file(const std::filesystem::path& file);
/// DER of the one object in a PEM file.
card::Bytes pem(const std::filesystem::path& file);
/// CARD_MUTATE=1: every change that a test can make, not a sample.
bool mutate_all();
/// Every how many of them a test makes: 1 where all are asked for; a sanitizer, which takes its
/// time, sees every `slow`th, as it looks at the code and not at the outcome.
std::size_t stride(std::size_t usual, std::size_t slow);
/// A test that many chances make sharp runs so often: 10 000 times where all are asked for.
int chances();
/// An empty folder of this test's own, removed at its end.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// 2026-11-21 noon UTC: the day the specimens are judged on.
inline constexpr std::int64_t kToday = 1795262400;

simulated::Specimen specimen(const std::string& name, const std::string& variation = {});
card::TrustStore trust_of(const simulated::Specimen& specimen);
card::AccessKey can_of(const simulated::Specimen& specimen);
card::AccessKey mrz_of(const simulated::Specimen& specimen);
card::Policy policy_today();

card::Document read(const simulated::Specimen& specimen, const card::AccessKey& key);
/// Reads with the CAN and verifies with the specimen's own trust store.
card::Report inspect(const simulated::Specimen& specimen);
/// The files of a document as verify() gets them from a folder.
card::Document saved(const card::Document& document);

/// Gives out the octets it was given, in order; the test fails when they run out.
class ScriptedRandom final : public card::Random {
public:
    explicit ScriptedRandom(card::Bytes octets) : octets_(std::move(octets)) {}
    void fill(std::span<std::uint8_t> to) override;

private:
    card::Bytes octets_;
    std::size_t at_ = 0;
};

/// The report as JSON, of no origin: equal for equal reports.
std::string json_of(const card::Report& report);
/// What the check with this name says of why it ended so, in English; "no such check".
std::string reason(const card::Report& report, std::string_view check);

}  // namespace support

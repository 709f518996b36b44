// SPDX-License-Identifier: Apache-2.0
// What may be wrong with a machine that shall read cards, each with the command that mends it.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "card/trust_store.h"

namespace cardtool {

struct Finding {
    enum class Weight { fine, worth_knowing, broken } weight = Weight::fine;
    std::string text;  ///< in the program's language
    std::string mend;  ///< a command, of several lines perhaps; empty where there is none to give
};

/// A reader of udev/readers.tsv that is plugged in.
struct PluggedReader {
    std::string name, path;  ///< path: "pcsc", "nfc" or "serial"
    bool acs = false, kernel_takes_it = false;
};

/// What the findings look at.
struct Machine {
    std::filesystem::path root = "/";           ///< of the file system that is looked at
    std::string reader = "pcsc:";               ///< the one that is to be used
    std::int64_t now = 0;                       ///< seconds since 1970; 0: the machine's clock
    std::int64_t last_run = 0;                  ///< newest time that was seen; 0: not known
    std::vector<std::filesystem::path> stores;  ///< files and folders that make the trust store
};

std::vector<PluggedReader> plugged_readers(const Machine& machine);
bool exists(const Machine& machine, const char* path);
/// Of the smart card service and its readers: appended.
void examine_service(const Machine& machine, const std::vector<PluggedReader>& plugged,
                     std::vector<Finding>& findings);
/// Of the store, and of the clock: appended.
void examine_trust(const Machine& machine, const card::TrustStore& trust,
                   std::vector<Finding>& findings);
void examine_clock(const Machine& machine, const card::TrustStore& trust,
                   std::vector<Finding>& findings);
/// All findings in the order in which they are worth mending.
std::vector<Finding> examine(const Machine& machine, const card::TrustStore& trust);

}  // namespace cardtool

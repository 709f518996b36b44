// SPDX-License-Identifier: Apache-2.0
// What a configuration that can be read would do wrong: of itself, and on this machine.
#pragma once
#include "core/config.h"

namespace kiosk {

/// Series and id of the numbers that the guidance desk gives: no clinic may have them.
inline constexpr const char *kDeskSeries = "H", *kDeskId = "desk";

/// What no machine could do, one number given twice among it. `file`: for the message. Throws
/// ConfigError.
void check(const Config& config, const std::string& file);

/// What this machine lacks of it, one sentence each for the operator: folders that can be written,
/// programs. Opens no reader and writes nothing. `search_path`: the folders of programs, as in
/// PATH.
std::vector<std::string> problems_here(const Config& config, const std::string& search_path);
/// The same of the trust store, which it loads for that. `now`: seconds since 1970.
std::vector<std::string> problems_of_trust(const Config& config, std::int64_t now);
/// This user may write into the folder, or into the one that it would have to be made in.
bool can_write(std::filesystem::path folder);

}  // namespace kiosk

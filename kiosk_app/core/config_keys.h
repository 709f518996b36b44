// SPDX-License-Identifier: Apache-2.0
// Every key of the configuration: its kind, what it does, and how it is taken over.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include <toml++/toml.h>

#include "core/config.h"

namespace kiosk {

struct ConfigKey {
    std::string name, kind, help;
    std::function<void(Config&, const toml::node&)> take;  ///< throws std::invalid_argument
};

const std::vector<ConfigKey>& config_keys();
/// A text that is not too long for a screen. Throws std::invalid_argument.
std::string text_of(const toml::node& node);

}  // namespace kiosk

// SPDX-License-Identifier: Apache-2.0
#include "specimen.h"

#include <fstream>

namespace simulated {

using nlohmann::json;

Specimen Specimen::load(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) throw std::runtime_error(file.string() + ": no such specimen");
    Specimen specimen;
    try {
        specimen.data_ = json::parse(in);
    } catch (const json::exception&) {
        throw std::runtime_error(file.string() + ": not a specimen file");
    }
    return specimen;
}

Specimen Specimen::with(const std::string& variation) const {
    for (const auto* group : {"lies", "truths"}) {
        const auto& known = data_.value(group, json::object());
        if (!known.contains(variation)) continue;
        return patched(known.at(variation));
    }
    std::string names;
    for (const auto& name : variations()) names += (names.empty() ? " " : ", ") + name;
    throw std::runtime_error("this specimen has no lie or quirk '" + variation +
                             "'; it has:" + names);
}

Specimen Specimen::patched(const json& patch) const {
    Specimen changed = *this;
    changed.data_.merge_patch(patch);
    return changed;
}

std::vector<std::string> Specimen::variations() const {
    std::vector<std::string> names;
    for (const auto* group : {"lies", "truths"}) {
        const json known = data_.value(group, json::object());
        for (const auto& [name, patch] : known.items()) names.push_back(name);
    }
    return names;
}

std::string Specimen::behaviour(const char* name) const {
    const json all = data_.value("behaviour", json::object());
    if (!all.contains(name)) return {};
    return all.at(name).is_string() ? all.at(name).get<std::string>() : all.at(name).dump();
}

std::uint16_t Specimen::behaviour_status(const char* name) const {
    const std::string text = behaviour(name);
    return text.empty() ? std::uint16_t{0}
                        : static_cast<std::uint16_t>(std::stoul(text, nullptr, 16));
}

int Specimen::behaviour_number(const char* name, int otherwise) const {
    const std::string text = behaviour(name);
    return text.empty() ? otherwise : std::stoi(text);
}

}  // namespace simulated

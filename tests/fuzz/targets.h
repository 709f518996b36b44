// SPDX-License-Identifier: Apache-2.0
// One function a fuzz target: any octets in, no crash, no hang, no unbounded memory, only
// card::Error out.
#pragma once
#include <cstddef>
#include <cstdint>

namespace fuzz {

using Target = void (*)(const std::uint8_t* data, std::size_t size);
struct Named {
    const char* name;
    Target run;
};
// Those that need a folder.
void manifest(const std::uint8_t* data, std::size_t size);
void trust_import(const std::uint8_t* data, std::size_t size);

/// Ends with a null name.
extern const Named kTargets[];

}  // namespace fuzz

// SPDX-License-Identifier: Apache-2.0
// libFuzzer's entry: the target's name is compiled in.
#include <cstring>

#include "fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::Target target = [] {
        for (const auto* entry = fuzz::kTargets; entry->name; ++entry)
            if (std::strcmp(entry->name, FUZZ_TARGET) == 0) return entry->run;
        __builtin_trap();
    }();
    target(data, size);
    return 0;
}

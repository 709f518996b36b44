// SPDX-License-Identifier: Apache-2.0
#include "core/memory_guard.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

namespace kiosk {

void guard_memory(char** argv) {
    static constexpr const char* kName = "GLIBC_TUNABLES";
    static constexpr const char* kSettings = "glibc.malloc.perturb=90:glibc.malloc.tcache_count=0";
    const char* set = std::getenv(kName);
    if (!set || !std::strstr(set, kSettings)) {
        setenv(kName, kSettings, 1);
        execv("/proc/self/exe",
              argv);  // comes back only where /proc is missing: then the rest must do
    }
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

}  // namespace kiosk

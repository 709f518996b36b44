// SPDX-License-Identifier: Apache-2.0
// Memory that held a value is written over as soon as it is given back, and nothing of the process
// reaches a disk.
#pragma once

namespace kiosk {

/// Call first in main(). Starts the program anew, once, with the allocator's settings that only its
/// start can set: freed memory is overwritten (glibc.malloc.perturb), and none is kept aside
/// unwritten (tcache_count 0). Then forbids core dumps and debuggers.
void guard_memory(char** argv);

}  // namespace kiosk

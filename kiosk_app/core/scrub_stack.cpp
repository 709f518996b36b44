// SPDX-License-Identifier: Apache-2.0
#include "core/scrub_stack.h"

#include <openssl/crypto.h>

#include <array>

namespace kiosk {

[[gnu::noinline]] void scrub_stack() {
    static constexpr unsigned kDepth =
        256 * 1024;  // deeper than any call of a reading reaches, far less than a thread has
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): what lies there is what must go
    std::array<unsigned char, kDepth> below;
    OPENSSL_cleanse(below.data(), below.size());
}

}  // namespace kiosk

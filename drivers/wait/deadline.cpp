// SPDX-License-Identifier: Apache-2.0
#include "wait/deadline.h"

namespace card {

void check(const std::stop_token& stop, const Deadline& deadline) {
    if (stop.stop_requested()) throw Error(Errc::stopped, Step::reader_wait, "stopped on request");
    if (deadline.passed())
        throw Error(Errc::timed_out, Step::reader_wait, said("cause.nothing_came"));
}

}  // namespace card

// The front door: read() talks to a chip and judges nothing, verify() judges and never talks.
#pragma once
#include <functional>
#include <stop_token>

#include "card/access_key.h"
#include "card/document.h"
#include "card/error.h"
#include "card/random.h"
#include "card/report.h"
#include "card/transport.h"
#include "card/trust_store.h"

namespace card {

struct Progress {
    enum class Step { opening, reading, proving } step = Step::opening;
    FileId file = FileId::card_access;  ///< while reading
    std::size_t done = 0, total = 0;    ///< octets of that file
};

struct ReadOptions {
    Random* random = nullptr;  ///< null: SystemRandom
    std::stop_token stop;
    std::function<void(const Progress&)> progress;  ///< called on the reading thread, once an APDU at most
    bool portrait = true;      ///< false: DG2 is left out and the report says so
};

/// Reads every file that the chip's EF.SOD names, and has the chip prove itself. One access attempt: a wrong key is an
/// Error{wrong_key}, never tried again and never tried as another kind of password. Blocking; throws Error.
CARD_API Document read(Transport& transport, const AccessKey& key, const ReadOptions& options = {});

}  // namespace card

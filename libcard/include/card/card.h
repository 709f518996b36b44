// SPDX-License-Identifier: Apache-2.0
// The front door: read() talks to a chip and judges nothing, verify() judges and never talks.
#pragma once
#include <array>
#include <functional>
#include <optional>
#include <stop_token>

#include "card/access_key.h"
#include "card/document.h"
#include "card/error.h"
#include "card/link_memory.h"
#include "card/progress.h"
#include "card/random.h"
#include "card/report.h"
#include "card/terminal.h"
#include "card/transport.h"
#include "card/trust_import.h"
#include "card/trust_store.h"

namespace card {

/// Octets of an active authentication challenge (Doc 9303-11 §6.1.2).
inline constexpr std::size_t kChallengeSize = 8;

/// Which proofs a chip is asked for.
enum class Proofs {
    all,
    /// Active authentication is left out where chip authentication was right under a DG14 that
    /// EF.SOD lists with that hash, and the caller gave no challenge. It takes RSA chips 150 ms and
    /// more. Not for a Policy with ChipProofs::all.
    sufficient,
};

/// Ten times what the slowest reader takes for the largest honest document.
inline constexpr Milliseconds kReadWithin{120'000};

/// How a card is read; the defaults read everything that needs no further right.
struct ReadOptions {
    Random* random = nullptr;      ///< null: SystemRandom
    LinkMemory* memory = nullptr;  ///< null: nothing is remembered between readings
    std::stop_token stop;          ///< ends the reading with Error{stopped}
    std::function<void(const Progress&)>
        progress;  ///< called on the reading thread, once an APDU at most

    /// After each file, on the reading thread: what has come so far. Nothing of it is judged:
    /// verify() says what of it may be shown.
    std::function<void(const Document&)> arrived;
    /// From the card's arrival to the last file, the times that a torn card was away among them; a
    /// command that is under way is waited for. Error{timed_out} with step read.time.
    Milliseconds within = kReadWithin;
    /// For active authentication, where somebody else than this program must be sure that it is
    /// fresh; empty: made here.
    std::optional<std::array<std::uint8_t, kChallengeSize>> challenge;
    /// To read fingerprints and irises (DG3, DG4) that the chip protects; null: they stay
    /// protected. Needs chip authentication.
    const Terminal* terminal = nullptr;
    Proofs proofs = Proofs::all;  ///< what the chip is asked to prove itself by
    bool portrait = true;         ///< false: DG2 is left out and the report says so
};

/// Reads every file that the chip's EF.SOD names, and has the chip prove itself. One access
/// attempt: a wrong key is an Error{wrong_key}, never tried again and never tried as another kind
/// of password. Blocking; throws Error.
CARD_API Document read(Transport& transport, const AccessKey& key, const ReadOptions& options = {});

/// A card that left may be put back this long before the reading is given up.
inline constexpr Milliseconds kResumeWithin{6000};
/// And so many times.
inline constexpr int kMaxTears = 5;
/// Waits for a card and reads it. A card that leaves (or whose reader does) and comes back within
/// kResumeWithin is read on at the same file and offset under a fresh session, where its EF.SOD is
/// the same; its proofs are made anew. Another card is read from the start, and nothing of the
/// first is in the document. `wait` limits the wait for the first card: Error{timed_out}.
CARD_API Document read(Reader& reader, const AccessKey& key, const ReadOptions& options = {},
                       Milliseconds wait = kNoLimit);

/// Whether a card is one that was read before.
enum class Recognition {
    same,
    /// Another card, or one that cannot be told to be the same: it refused the key, offers no PACE,
    /// lost the session, gave another EF.SOD or none, or took longer than it may.
    other,
};

/// Twice what a slow chip takes for PACE and a slow reader for EF.SOD, a second each.
inline constexpr Milliseconds kRecogniseWithin{4000};
/// Whether this card is the one that gave `sod` as its EF.SOD (Document::file) when it was read:
/// EF.SOD is read anew, in a session that PACE opens with the key, and compared in full. The key is
/// sent once and in PACE alone, never by BAC. No proof of the chip: a copy that its owner's number
/// opens is "same". Of the options random, memory, stop and within count; `within` up to
/// kRecogniseWithin. Throws Error that says nothing of the card: card_lost where it left meanwhile,
/// reader_lost, stopped. It takes a card and not a reader so that the key cannot go to one that
/// came in its place.
CARD_API Recognition recognise(Transport& transport, const AccessKey& key, ByteView sod,
                               const ReadOptions& options = {});

}  // namespace card

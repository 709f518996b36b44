// SPDX-License-Identifier: Apache-2.0
// Readers by name: "pcsc:", "pcsc:NAME", "nfc:DRIVER:DEVICE", "sim:SPECIMEN[,LIE]", "replay:FILE".
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "card/transport.h"

namespace card {

/// What a reader may do beside reading.
struct ReaderOptions {
    bool light_and_buzzer =
        false;  ///< use lights and buzzer where the reader has them (PC/SC escape commands)
    /// Cards that lie in contact slots when the reader is opened are nobody's, and are not waited
    /// for while there is another slot: a machine may have a module of its own there for ever.
    bool leave_old_cards = false;
};
/// Opens the reader that the URI names. Throws Error{usage} for an unknown form, Error{reader_lost}
/// where there is none. One thread uses a reader.
std::unique_ptr<Reader> open_reader(std::string_view uri, const ReaderOptions& options = {});

/// What the URIs that open_reader() takes begin with, before the colon: "pcsc", "nfc", ...
std::vector<std::string> reader_kinds();
/// The forms of URIs that open_reader() takes, for people: "pcsc:[NAME], nfc:DRIVER:DEVICE, ...".
std::string reader_forms();

/// How a slot of a PC/SC reader meets its card.
enum class Interface { contactless, contact, unknown };
/// "contactless", "contact", "unknown".
std::string_view name_of(Interface interface);
/// By the answer to reset of the card that lies there (empty: none), else by the reader's name as
/// pcscd gives it. Unknown is no refusal: the card will say.
Interface interface_of(std::string_view reader, ByteView atr);

/// One reader of the machine.
struct ReaderEntry {
    std::string uri;                           ///< what open_reader() takes
    std::string name;                          ///< as the system names it
    bool card_present = false;                 ///< whether a card lies in its field
    std::string atr;                           ///< hexadecimal, where a card is present
    Interface interface = Interface::unknown;  ///< by its card and its name
};
/// All PC/SC readers. Throws Error{reader_lost} when pcscd does not run.
std::vector<ReaderEntry> list_readers();

/// Writes every exchange as text while it passes. Inside secure messaging the octets are
/// ciphertext, but the keys of the session can be derived by whoever knows the card's number: treat
/// a transcript as personal data. `seed` is the one of the SeededRandom that the reading uses: with
/// it the transcript replays, and opens. Cards that come one after the other, as in a reading that
/// is torn, follow each other in the file. Throws Error{usage} where there is such a file already:
/// nothing that is there is written over.
std::unique_ptr<Reader> record(std::unique_ptr<Reader> below, const std::string& file,
                               ByteView seed);
/// The seed in a transcript's file; empty where it has none. Throws Error{io} and Error{malformed}.
Bytes transcript_seed(const std::string& file);

/// Logs header, sizes, status word and time of every exchange at debug level, never data.
std::unique_ptr<Reader> logged(std::unique_ptr<Reader> below);

/// Takes a card's transport and gives one that stands on it.
using Wrap = std::function<std::unique_ptr<Transport>(std::unique_ptr<Transport>)>;
/// Each card that comes is handed through `wrap`.
std::unique_ptr<Reader> wrapped(std::unique_ptr<Reader> below, Wrap wrap);

/// An exchange that hangs ends with Error{stopped} as soon as `stop` is asked for: a thread of its
/// own makes it, and is left behind with the card until the driver gives up.
std::unique_ptr<Reader> interruptible(std::unique_ptr<Reader> below, std::stop_token stop);

}  // namespace card

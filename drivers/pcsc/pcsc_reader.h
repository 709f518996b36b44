// Readers through the system's PC/SC service (pcsc-lite).
#pragma once
#include "drivers.h"

namespace card::pcsc {

/// `pattern` is a part of the reader's name, or a pattern with * and ?; of those that fit one that holds a card is taken, then a
/// contactless one. With `signals` its lights and buzzer are used where the maker's commands are known.
std::unique_ptr<Reader> open(const std::string& pattern, bool signals);
std::vector<ReaderEntry> list();

}  // namespace card::pcsc

// Readers through the system's PC/SC service (pcsc-lite).
#pragma once
#include "drivers.h"

namespace card::pcsc {

/// `name` is a reader's name or a part of it; empty: the first reader that holds a card, else the first of all.
std::unique_ptr<Reader> open(const std::string& name);
std::vector<ReaderEntry> list();

}  // namespace card::pcsc

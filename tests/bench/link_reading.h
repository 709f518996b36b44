// SPDX-License-Identifier: Apache-2.0
// Readings of a specimen with the sizes of their APDUs, for the link model.
#pragma once
#include <optional>

#include "link_model.h"
#include "support/fixtures.h"

namespace bench {

/// The readers that the model knows: CCID from the fastest to the slowest, ACR122U, PN532.
std::vector<Reader> readers();

struct Reading {
    std::vector<Exchange> exchanges;
    card::Document document;
    double host_ms = 0;  ///< what this computer took
    /// How many of the exchanges there had been when the first text could be shown as proven: the
    /// signature, the chain, a proof of the chip, DG1 and DG13 passed. None: never.
    std::optional<std::size_t> to_proven_text;
};

/// `extended`: the reader and the chip take extended length.
Reading read_recorded(const std::string& specimen, bool extended, card::Proofs proofs);

/// Modelled milliseconds to the first proven text, without this computer's.
double proven_text_ms(const Reading& reading, const Reader& reader, const Chip& chip);

}  // namespace bench

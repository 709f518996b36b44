// SPDX-License-Identifier: Apache-2.0
// NFC boards that no PC/SC driver serves, through libnfc in a helper process.
#pragma once
#include "card/readers.h"

namespace card::nfc {

/// Longest work of a chip between two frames (PACE on a slow chip takes a second).
inline constexpr Milliseconds kExchangeLimit{8000};

struct NfcOptions {
    Milliseconds exchange_limit = kExchangeLimit;
    std::string
        helper;  ///< the helper program; empty: beside this program, else where it was installed
    std::function<void(int)> on_start;  ///< told the process id of each helper that is started
};

/// `connstring` names one device: "pn532_uart:/dev/ttyUSB0", "pn53x_usb:001:004", "acr122_usb",
/// "pn532_i2c:/dev/i2c-1", "pn532_spi:/dev/spidev0.0". Nothing is searched for. Throws Error{usage}
/// for another driver, Error{reader_lost}.
std::unique_ptr<Reader> open(const std::string& connstring, const NfcOptions& options = {});

/// ATR of PC/SC part 3 §3.1.3.2.3.1 for a card's ATS (without its length octet).
Bytes atr_of_ats(ByteView ats);

}  // namespace card::nfc

// SPDX-License-Identifier: Apache-2.0
#include "session/card_kind.h"

#include <algorithm>

#include "card/error.h"
#include "channel/iso7816.h"

namespace card {
namespace {

/// "2PAY.SYS.DDF01", the directory of a contactless payment card (EMV book B §3.3.2), and its
/// contact form.
constexpr std::uint8_t kPaymentDirectory[]{'2', 'P', 'A', 'Y', '.', 'S', 'Y',
                                           'S', '.', 'D', 'D', 'F', '0', '1'};
constexpr std::uint8_t kContactPaymentDirectory[]{'1', 'P', 'A', 'Y', '.', 'S', 'Y',
                                                  'S', '.', 'D', 'D', 'F', '0', '1'};
/// Historical octets of a storage card: category 80, DO'4F' with the RID of the PC/SC workgroup.
constexpr std::uint8_t kStorageCard[]{0x80, 0x4F, 0x0C, 0xA0, 0x00, 0x00, 0x03, 0x06};

}  // namespace

void refuse_storage_card(const LinkTraits& link) {
    if (std::ranges::search(link.atr, kStorageCard).empty()) return;
    throw Error(Errc::not_supported, Step::card_storage,
                "this card only stores data, like a bus or door card: it is no ID card");
}

void refuse_other_application(Channel& channel, std::uint16_t status) {
    for (const ByteView directory :
         {ByteView(kPaymentDirectory), ByteView(kContactPaymentDirectory)})
        if (channel.transmit(iso7816::select_application(directory)).ok())
            throw Error(Errc::not_supported, Step::card_bank,
                        "this is a bank card: put the ID card or passport on the reader", status);
    throw Error(Errc::not_supported, Step::card_no_application,
                "this card has no electronic travel document application: it is no chip ID card or "
                "passport",
                status);
}

bool is_other_card(const Error& error) {
    return error.code() == Errc::not_supported &&
           (error.step() == Step::card_storage || error.step() == Step::card_bank ||
            error.step() == Step::card_no_application);
}

}  // namespace card

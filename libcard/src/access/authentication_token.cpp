// SPDX-License-Identifier: Apache-2.0
#include "access/authentication_token.h"

#include "tlv/tlv.h"

namespace card::access {

Bytes authentication_token(crypto::Mac& mac, crypto::Symmetric algorithm, ByteView oid,
                           const crypto::Domain& domain, ByteView public_key) {
    static constexpr tlv::Tag kPoint = 0x86, kNumber = 0x84;
    if (domain.is_numbers())
        while (public_key.size() > 1 && public_key[0] == 0)
            public_key = public_key.subspan(1);  // an unsigned integer, §9.4.1
    Bytes content = tlv::make(0x06, oid);
    tlv::write(content, domain.is_numbers() ? kNumber : kPoint, public_key);
    Bytes input = tlv::make(0x7F49, content);
    if (algorithm == crypto::Symmetric::des3) crypto::pad(input, 8);
    return mac.compute(input);
}

}  // namespace card::access

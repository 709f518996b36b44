// SPDX-License-Identifier: Apache-2.0
#include "crypto/plain_signature.h"

#include "card/error.h"
#include "tlv/tlv.h"

namespace card::crypto {
namespace {

ByteView without_leading_zeros(ByteView number) {
    while (number.size() > 1 && number[0] == 0) number = number.subspan(1);
    return number;
}

void write_integer(Bytes& to, ByteView magnitude) {
    const ByteView number = without_leading_zeros(magnitude);
    Bytes value;
    if (!number.empty() && (number[0] & 0x80)) value.push_back(0);
    append(value, number);
    tlv::write(to, 0x02, value);
}

}  // namespace

Bytes der_of_plain(ByteView plain) {
    Bytes content;
    write_integer(content, plain.first(plain.size() / 2));
    write_integer(content, plain.subspan(plain.size() / 2));
    return tlv::make(0x30, content);
}

Bytes plain_of_der(ByteView der, std::size_t size) {
    tlv::Reader numbers(tlv::unwrap(0x30, der));
    Bytes plain;
    for (int i = 0; i < 2; ++i) {
        const ByteView number = without_leading_zeros(numbers.expect(0x02).value);
        if (number.size() > size)
            throw Error(Errc::malformed, Step::signature, said("defect.long_number"));
        plain.resize(plain.size() + size - number.size());
        append(plain, number);
    }
    numbers.expect_end();
    return plain;
}

std::size_t half_signature_size(const PublicKey& key) {
    return key.curve ? key.curve->order_size() : 0;
}

}  // namespace card::crypto

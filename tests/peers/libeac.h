// SPDX-License-Identifier: Apache-2.0
// OpenPACE (Debian's libeac) as a peer: its buffers as octets and back.
#pragma once
#include <eac/eac.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "card/bytes.h"

namespace libeac {

using card::Bytes;
using card::ByteView;

template <auto Free>
struct Release {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Buffer = std::unique_ptr<BUF_MEM, Release<BUF_MEM_free>>;

inline Buffer buffer_of(ByteView octets) {
    Buffer buffer(BUF_MEM_new());
    BUF_MEM_grow(buffer.get(), octets.size());
    std::ranges::copy(octets, reinterpret_cast<std::uint8_t*>(buffer->data));
    return buffer;
}
inline Bytes octets_of(const BUF_MEM* buffer) {
    if (!buffer) throw std::runtime_error("libeac refuses");
    const auto* data = reinterpret_cast<const std::uint8_t*>(buffer->data);
    return {data, data + buffer->length};
}
inline Bytes taken(BUF_MEM* buffer) { return octets_of(Buffer(buffer).get()); }

using Context = std::unique_ptr<EAC_CTX, Release<EAC_CTX_clear_free>>;

/// Its tables of object identifiers are there between the first and the last test of a suite.
class Suite : public testing::Test {
protected:
    static void SetUpTestSuite() { EAC_init(); }
    static void TearDownTestSuite() { EAC_cleanup(); }
};

/// libeac drops leading zeros of a secret over numbers, where RFC 2631 §2.1.2 wants the length of
/// p: one run in 256 cannot agree.
inline bool has_leading_zeros(const KA_CTX& agreement, std::size_t field) {
    return octets_of(agreement.shared_secret).size() < field;
}

}  // namespace libeac

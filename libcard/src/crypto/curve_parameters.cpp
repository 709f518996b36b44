// SPDX-License-Identifier: Apache-2.0
// The parameters of EC keys: a curve's name, or SpecifiedECDomain (BSI TR-03111 §5.1.1, ANSI
// X9.62).
#include "crypto/der_number.h"
#include "crypto/oids.h"
#include "crypto/public_key.h"

namespace card::crypto {
namespace {

/// The largest field of a curve that is known has 571 bits.
constexpr std::size_t kMaxDegree = 1024;

std::size_t exponent(tlv::Reader& reader) {
    std::size_t number = 0;
    for (const auto octet : unsigned_integer(reader)) {
        number = number << 8 | octet;
        if (number > kMaxDegree)
            throw Error(Errc::malformed, Step::key, said("defect.field_range"));
    }
    return number;
}

/// The reduction polynomial as OpenSSL writes it, one bit a term. Nothing for a normal basis, in
/// which no curve here is written.
std::optional<Bytes> polynomial(tlv::Reader& field) {
    tlv::Reader parts(field.expect(0x30).value);
    const std::size_t degree = exponent(parts);
    const ByteView basis = parts.expect(0x06).value;
    const bool three = oid::same(basis, oid::kTrinomialBasis);
    if (!three && !oid::same(basis, oid::kPentanomialBasis)) return {};
    Bytes terms(degree / 8 + 1);
    const auto set = [&terms](std::size_t bit) {
        if (bit / 8 >= terms.size())
            throw Error(Errc::malformed, Step::key, said("defect.term_range"));
        terms[terms.size() - 1 - bit / 8] |= static_cast<std::uint8_t>(1U << bit % 8);
    };
    set(0);
    set(degree);
    if (three) {
        set(exponent(parts));
        return terms;
    }
    tlv::Reader middle(parts.expect(0x30).value);
    for (int i = 0; i < 3; ++i) set(exponent(middle));
    return terms;
}

}  // namespace

FoundCurve find_curve(ByteView parameters) {
    tlv::Reader reader(parameters);
    if (const auto named = reader.next_if(0x06)) {
        reader.expect_end();
        return {Curve::by_oid(named->value)};
    }
    // Version, fieldID, curve, base, order, cofactor.
    tlv::Reader domain(reader.expect(0x30).value);
    reader.expect_end();
    domain.expect(0x02);
    tlv::Reader field(domain.expect(0x30).value);
    const ByteView kind = field.expect(0x06).value;
    ExplicitParameters given{};
    given.binary = oid::same(kind, oid::kBinaryField);
    if (!given.binary && !oid::same(kind, oid::kPrimeField)) return {};
    const auto terms = given.binary ? polynomial(field) : Bytes();
    if (!terms) return {};
    given.p = given.binary ? ByteView(*terms) : unsigned_integer(field);
    tlv::Reader coefficients(domain.expect(0x30).value);
    given.a = coefficients.expect(0x04).value;
    given.b = coefficients.expect(0x04).value;
    given.generator = domain.expect(0x04).value;
    given.order = unsigned_integer(domain);
    if (!domain.empty()) given.cofactor = unsigned_integer(domain);
    domain.expect_end();
    const auto* curve = Curve::by_parameters(given);
    return {curve, curve == nullptr};
}

}  // namespace card::crypto

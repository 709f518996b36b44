// SPDX-License-Identifier: Apache-2.0
// Object identifiers, as the value octets of their DER form.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>

#include "card/bytes.h"

namespace card::oid {

inline bool same(ByteView a, ByteView b) { return std::ranges::equal(a, b); }
/// `oid` lies below `arc`; the octets after the arc.
inline bool below(ByteView arc, ByteView oid) {
    return oid.size() > arc.size() && same(oid.first(arc.size()), arc);
}

inline constexpr std::array<std::uint8_t, 8> kMd5{0x2A, 0x86, 0x48, 0x86,
                                                  0xF7, 0x0D, 0x02, 0x05};  // 1.2.840.113549.2.5
inline constexpr std::array<std::uint8_t, 5> kSha1{0x2B, 0x0E, 0x03, 0x02, 0x1A};  // 1.3.14.3.2.26
inline constexpr std::array<std::uint8_t, 9> kSha224{
    0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x04};  // 2.16.840.1.101.3.4.2.4
inline constexpr std::array<std::uint8_t, 9> kSha256{
    0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01};  // 2.16.840.1.101.3.4.2.1
inline constexpr std::array<std::uint8_t, 9> kSha384{
    0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02};  // 2.16.840.1.101.3.4.2.2
inline constexpr std::array<std::uint8_t, 9> kSha512{
    0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03};  // 2.16.840.1.101.3.4.2.3

inline constexpr std::array<std::uint8_t, 9> kRsaEncryption{
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01};  // 1.2.840.113549.1.1.1
inline constexpr std::array<std::uint8_t, 9> kMd5WithRsa{
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x04};  // 1.2.840.113549.1.1.4
inline constexpr std::array<std::uint8_t, 9> kSha1WithRsa{
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x05};  // 1.2.840.113549.1.1.5
inline constexpr std::array<std::uint8_t, 9> kMgf1{0x2A, 0x86, 0x48, 0x86, 0xF7,
                                                   0x0D, 0x01, 0x01, 0x08};  // 1.2.840.113549.1.1.8
inline constexpr std::array<std::uint8_t, 9> kRsaPss{
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A};  // 1.2.840.113549.1.1.10
inline constexpr std::array<std::uint8_t, 9> kSha256WithRsa{
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B};  // 1.2.840.113549.1.1.11
inline constexpr std::array<std::uint8_t, 9> kSha384WithRsa{
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0C};  // 1.2.840.113549.1.1.12
inline constexpr std::array<std::uint8_t, 9> kSha512WithRsa{
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0D};  // 1.2.840.113549.1.1.13
inline constexpr std::array<std::uint8_t, 9> kSha224WithRsa{
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0E};  // 1.2.840.113549.1.1.14
inline constexpr std::array<std::uint8_t, 7> kEcPublicKey{0x2A, 0x86, 0x48, 0xCE,
                                                          0x3D, 0x02, 0x01};  // 1.2.840.10045.2.1
inline constexpr std::array<std::uint8_t, 7> kEcdsaWithSha1{0x2A, 0x86, 0x48, 0xCE,
                                                            0x3D, 0x04, 0x01};  // 1.2.840.10045.4.1
inline constexpr std::array<std::uint8_t, 8> kEcdsaWithSha224{
    0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x01};  // 1.2.840.10045.4.3.1
inline constexpr std::array<std::uint8_t, 8> kEcdsaWithSha256{
    0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02};  // 1.2.840.10045.4.3.2
inline constexpr std::array<std::uint8_t, 8> kEcdsaWithSha384{
    0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x03};  // 1.2.840.10045.4.3.3
inline constexpr std::array<std::uint8_t, 8> kEcdsaWithSha512{
    0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x04};  // 1.2.840.10045.4.3.4
inline constexpr std::array<std::uint8_t, 7> kPrimeField{0x2A, 0x86, 0x48, 0xCE,
                                                         0x3D, 0x01, 0x01};  // 1.2.840.10045.1.1
inline constexpr std::array<std::uint8_t, 7> kBinaryField{0x2A, 0x86, 0x48, 0xCE,
                                                          0x3D, 0x01, 0x02};  // 1.2.840.10045.1.2
inline constexpr std::array<std::uint8_t, 9> kTrinomialBasis{
    0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x01, 0x02, 0x03, 0x02};  // 1.2.840.10045.1.2.3.2
inline constexpr std::array<std::uint8_t, 9> kPentanomialBasis{
    0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x01, 0x02, 0x03, 0x03};  // 1.2.840.10045.1.2.3.3
inline constexpr std::array<std::uint8_t, 9> kDhKeyAgreement{
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x03, 0x01};  // 1.2.840.113549.1.3.1
inline constexpr std::array<std::uint8_t, 7> kDhPublicNumber{
    0x2A, 0x86, 0x48, 0xCE, 0x3E, 0x02, 0x01};  // 1.2.840.10046.2.1
inline constexpr std::array<std::uint8_t, 7> kStandardizedDomainParameters{
    0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x02};  // 0.4.0.127.0.7.1.2

inline constexpr std::array<std::uint8_t, 9> kData{0x2A, 0x86, 0x48, 0x86, 0xF7,
                                                   0x0D, 0x01, 0x07, 0x01};  // 1.2.840.113549.1.7.1
inline constexpr std::array<std::uint8_t, 9> kSignedData{
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02};  // 1.2.840.113549.1.7.2
inline constexpr std::array<std::uint8_t, 9> kContentType{
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x03};  // 1.2.840.113549.1.9.3
inline constexpr std::array<std::uint8_t, 9> kMessageDigest{
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x04};  // 1.2.840.113549.1.9.4
inline constexpr std::array<std::uint8_t, 9> kSigningTime{
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x05};  // 1.2.840.113549.1.9.5
inline constexpr std::array<std::uint8_t, 9> kAlgorithmProtection{
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x34};  // 1.2.840.113549.1.9.52
inline constexpr std::array<std::uint8_t, 11> kSigningCertificate{
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D,
    0x01, 0x09, 0x10, 0x02, 0x0C};  // 1.2.840.113549.1.9.16.2.12
inline constexpr std::array<std::uint8_t, 11> kOtherSigningCertificate{
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D,
    0x01, 0x09, 0x10, 0x02, 0x13};  // 1.2.840.113549.1.9.16.2.19
inline constexpr std::array<std::uint8_t, 11> kSigningCertificateV2{
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D,
    0x01, 0x09, 0x10, 0x02, 0x2F};  // 1.2.840.113549.1.9.16.2.47
inline constexpr std::array<std::uint8_t, 5> kLegacySecurityObject{0x2B, 0x1B, 0x01, 0x01,
                                                                   0x01};  // 1.3.27.1.1.1
inline constexpr std::array<std::uint8_t, 9> kDutchSecurityObject{
    0x2A, 0x84, 0x10, 0x01, 0x87, 0x6E, 0x01, 0x14, 0x01};  // 1.2.528.1.1006.1.20.1
inline constexpr std::array<std::uint8_t, 6> kLdsSecurityObject{0x67, 0x81, 0x08, 0x01,
                                                                0x01, 0x01};  // 2.23.136.1.1.1
inline constexpr std::array<std::uint8_t, 6> kCscaMasterList{0x67, 0x81, 0x08,
                                                             0x01, 0x01, 0x02};  // 2.23.136.1.1.2
inline constexpr std::array<std::uint8_t, 6> kMasterListSigner{0x67, 0x81, 0x08,
                                                               0x01, 0x01, 0x03};  // 2.23.136.1.1.3
inline constexpr std::array<std::uint8_t, 6> kDeviationList{0x67, 0x81, 0x08,
                                                            0x01, 0x01, 0x07};  // 2.23.136.1.1.7
inline constexpr std::array<std::uint8_t, 6> kDeviationListSigner{0x67, 0x81, 0x08, 0x01,
                                                                  0x01, 0x08};  // 2.23.136.1.1.8
inline constexpr std::array<std::uint8_t, 5> kIcaoSecurity{0x67, 0x81, 0x08, 0x01,
                                                           0x01};  // 2.23.136.1.1
inline constexpr std::array<std::uint8_t, 7> kNameChange{0x67, 0x81, 0x08, 0x01,
                                                         0x01, 0x06, 0x01};  // 2.23.136.1.1.6.1
inline constexpr std::array<std::uint8_t, 7> kDocumentTypeList{
    0x67, 0x81, 0x08, 0x01, 0x01, 0x06, 0x02};  // 2.23.136.1.1.6.2

inline constexpr std::array<std::uint8_t, 3> kSubjectKeyIdentifier{0x55, 0x1D, 0x0E};   // 2.5.29.14
inline constexpr std::array<std::uint8_t, 3> kKeyUsage{0x55, 0x1D, 0x0F};               // 2.5.29.15
inline constexpr std::array<std::uint8_t, 3> kPrivateKeyUsagePeriod{0x55, 0x1D, 0x10};  // 2.5.29.16
inline constexpr std::array<std::uint8_t, 3> kBasicConstraints{0x55, 0x1D, 0x13};       // 2.5.29.19
inline constexpr std::array<std::uint8_t, 3> kReasonCode{0x55, 0x1D, 0x15};             // 2.5.29.21
inline constexpr std::array<std::uint8_t, 3> kCertificateIssuer{0x55, 0x1D, 0x1D};      // 2.5.29.29
inline constexpr std::array<std::uint8_t, 3> kInvalidityDate{0x55, 0x1D, 0x18};         // 2.5.29.24
inline constexpr std::array<std::uint8_t, 3> kCrlNumber{0x55, 0x1D, 0x14};              // 2.5.29.20
inline constexpr std::array<std::uint8_t, 3> kDeltaCrlIndicator{0x55, 0x1D, 0x1B};      // 2.5.29.27
inline constexpr std::array<std::uint8_t, 3> kIssuingDistributionPoint{0x55, 0x1D,
                                                                       0x1C};  // 2.5.29.28
inline constexpr std::array<std::uint8_t, 3> kAuthorityKeyIdentifier{0x55, 0x1D,
                                                                     0x23};        // 2.5.29.35
inline constexpr std::array<std::uint8_t, 3> kExtendedKeyUsage{0x55, 0x1D, 0x25};  // 2.5.29.37
inline constexpr std::array<std::uint8_t, 3> kCountryName{0x55, 0x04, 0x06};       // 2.5.4.6
inline constexpr std::array<std::uint8_t, 3> kLocalityName{0x55, 0x04, 0x07};      // 2.5.4.7
inline constexpr std::array<std::uint8_t, 8> kServerAuth{0x2B, 0x06, 0x01, 0x05, 0x05,
                                                         0x07, 0x03, 0x01};  // 1.3.6.1.5.5.7.3.1
inline constexpr std::array<std::uint8_t, 8> kClientAuth{0x2B, 0x06, 0x01, 0x05, 0x05,
                                                         0x07, 0x03, 0x02};  // 1.3.6.1.5.5.7.3.2

inline constexpr std::array<std::uint8_t, 9> kPublicKeyDh{
    0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x01, 0x01};  // 0.4.0.127.0.7.2.2.1.1
inline constexpr std::array<std::uint8_t, 9> kPublicKeyEcdh{
    0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x01, 0x02};  // 0.4.0.127.0.7.2.2.1.2
inline constexpr std::array<std::uint8_t, 8> kTerminalAuthentication{
    0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x02};  // 0.4.0.127.0.7.2.2.2
inline constexpr std::array<std::uint8_t, 8> kChipAuthentication{
    0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x03};  // 0.4.0.127.0.7.2.2.3
inline constexpr std::array<std::uint8_t, 8> kPace{0x04, 0x00, 0x7F, 0x00,
                                                   0x07, 0x02, 0x02, 0x04};  // 0.4.0.127.0.7.2.2.4
inline constexpr std::array<std::uint8_t, 6> kActiveAuthentication{0x67, 0x81, 0x08, 0x01,
                                                                   0x01, 0x05};  // 2.23.136.1.1.5
inline constexpr std::array<std::uint8_t, 9> kEcdsaPlain{
    0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01};  // 0.4.0.127.0.7.1.1.4.1
inline constexpr std::array<std::uint8_t, 8> kSecurityObject{
    0x04, 0x00, 0x7F, 0x00, 0x07, 0x03, 0x02, 0x01};  // 0.4.0.127.0.7.3.2.1

inline constexpr std::array<std::uint8_t, 8> kP192{0x2A, 0x86, 0x48, 0xCE,
                                                   0x3D, 0x03, 0x01, 0x01};  // 1.2.840.10045.3.1.1
inline constexpr std::array<std::uint8_t, 9> kBrainpoolP192r1{
    0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x03};  // 1.3.36.3.3.2.8.1.1.3
inline constexpr std::array<std::uint8_t, 5> kP224{0x2B, 0x81, 0x04, 0x00, 0x21};  // 1.3.132.0.33
inline constexpr std::array<std::uint8_t, 9> kBrainpoolP224r1{
    0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x05};  // 1.3.36.3.3.2.8.1.1.5
inline constexpr std::array<std::uint8_t, 8> kP256{0x2A, 0x86, 0x48, 0xCE,
                                                   0x3D, 0x03, 0x01, 0x07};  // 1.2.840.10045.3.1.7
inline constexpr std::array<std::uint8_t, 9> kBrainpoolP256r1{
    0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x07};  // 1.3.36.3.3.2.8.1.1.7
inline constexpr std::array<std::uint8_t, 9> kBrainpoolP320r1{
    0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x09};  // 1.3.36.3.3.2.8.1.1.9
inline constexpr std::array<std::uint8_t, 5> kP384{0x2B, 0x81, 0x04, 0x00, 0x22};  // 1.3.132.0.34
inline constexpr std::array<std::uint8_t, 9> kBrainpoolP384r1{
    0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0B};  // 1.3.36.3.3.2.8.1.1.11
inline constexpr std::array<std::uint8_t, 9> kBrainpoolP512r1{
    0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0D};  // 1.3.36.3.3.2.8.1.1.13
inline constexpr std::array<std::uint8_t, 5> kP521{0x2B, 0x81, 0x04, 0x00, 0x23};  // 1.3.132.0.35

/// Dotted decimal text.
std::string to_text(ByteView oid);

}  // namespace card::oid

// SPDX-License-Identifier: Apache-2.0
// Deviation lists (Doc 9303-12 §10): issuers tell which of their own documents do not conform, and
// how. A deviation explains a finding; it never turns a failed check into a passed one.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "card/sentence.h"
#include "x509/certificate.h"

namespace card::trust {

struct TrustIndex;
struct Anchor;

inline constexpr std::size_t kMaxDeviations = 10'000;
inline constexpr std::size_t kMaxDescriptions = 64;

struct Deviation {
    std::string document_code;  ///< empty: any
    std::string signer_issuer;  ///< canonical name, with signer_serial; empty: not so identified
    Bytes signer_serial, signer_key_identifier, signer_digest;
    std::optional<x509::Time> first_issued, last_issued;
    std::set<std::string> document_numbers;      ///< empty: all
    std::vector<std::string> descriptions;       ///< "text (OID)"
    crypto::Hash digest = crypto::Hash::sha256;  ///< of signer_digest
};

struct DeviationList {
    std::vector<Deviation> deviations;
    std::string signer, country;
    Sentence problem;
    std::optional<x509::Time> signing_time;
    bool trusted = false;                 ///< signed by a deviation list signer under an anchor
    std::vector<const Anchor*> vouchers;  ///< over the key above its signer
};

/// Throws Error{malformed}.
DeviationList parse_deviation_list(ByteView octets, const TrustIndex& anchors);

/// Facts of a document that deviations are matched with; empty where they are not trusted.
struct DeviationSubject {
    const x509::Certificate* signer = nullptr;
    std::string document_code, document_number;
    std::optional<x509::Time> issued;
};
/// Whether this deviation is about that document: what it names must fit, and it must name
/// something.
bool is_about(const Deviation& deviation, const DeviationSubject& subject);

}  // namespace card::trust

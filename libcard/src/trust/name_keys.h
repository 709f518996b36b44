// SPDX-License-Identifier: Apache-2.0
// Which certificate and which key a message is about: name, serial number and key identifier, as
// other tools show them.
#pragma once
#include <string>

#include "card/sentence.h"
#include "trust/trust_index.h"

namespace card::trust {

/// "NAME, serial 1A2B, key id 3C4D".
Sentence subject_of(const x509::Certificate& certificate);
/// The same in English.
std::string subject_text(const x509::Certificate& certificate);
/// Of who signed it: "NAME, key id 3C4D".
Sentence issuer_of(const x509::Certificate& certificate);
/// Why a key that does not vouch does not.
Sentence why_void(const CscaKey& key);
/// "issuer", "own list", "foreign list"
Sentence origin_of(Origin origin);
/// By which an anchor came: "file, link, master list NAME".
Sentence ways_of(const Anchor& anchor);
/// A root, as far as names can say, whose own signature this version cannot compute.
bool is_uncomputable_root(const x509::Certificate& certificate);
/// Why a signed list does not count whose signer no anchor vouches for, and what helps. `all`: with
/// what the store's lists bring.
Sentence no_anchor_sentence(const x509::Certificate& signer, const TrustIndex& all);

}  // namespace card::trust

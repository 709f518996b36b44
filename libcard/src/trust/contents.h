// SPDX-License-Identifier: Apache-2.0
// What a file of certificates or lists is, by its content: files come with any ending, and in the
// wrappings that mail programs, browsers and directories put around them.
#pragma once
#include <string>
#include <vector>

#include "card/bytes.h"
#include "card/sentence.h"
#include "trust/store_files.h"

namespace card::trust {

struct Contents {
    std::vector<Bytes> objects;      ///< each a certificate, a CRL or something signed, perhaps
    std::vector<Sentence> problems;  ///< what of the file cannot be taken, for people
    std::string wrapping;            ///< "p7b", "LDIF" where it is one
    bool is_known = false;           ///< its kind is known, if only as one of no use here
};

/// DER or BER, one object behind the other; PEM, also in UTF-16; bare base64; p7b; LDIF. Never
/// throws for what the octets are.
Contents contents_of(ByteView file);

/// What it is where it is no certificate and no list.
Sentence why_no_object(ByteView object);

/// `other` for what is neither a certificate nor a CRL nor something signed. A certificate that may
/// issue, or that names itself as its issuer, is of kind `certificate`; any other is a signer's.
StoreFileKind kind_of_object(ByteView object);

}  // namespace card::trust

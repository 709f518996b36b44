// SPDX-License-Identifier: Apache-2.0
// What stands above the files of a chip, as text: certificates, signed lists, and what terminals
// show to chips.
#pragma once
#include "lds/signed_data.h"
#include "show/lines.h"

namespace card::show {

void describe_signers(const lds::SignedData& data, Lines& out);
/// A certificate, a revocation list, a master list or a deviation list. False where `object` is
/// none.
bool describe_trust_object(ByteView object, Lines& out);
/// A card verifiable certificate, tag 7F21.
void describe_cv_certificate(ByteView file, Lines& out);
/// EF.CVCA: whose certificates the chip takes.
void describe_cvca(ByteView file, Lines& out);

}  // namespace card::show

// SPDX-License-Identifier: Apache-2.0
// What people put beside certificates or send instead of them: recognised by content, so that they
// are told what it is and what to do.
#pragma once
#include <string_view>

#include "card/bytes.h"
#include "card/sentence.h"

namespace card::trust {

/// Of a file that begins neither as DER nor as text of certificates; empty where nothing is known.
Sentence kind_of_other_file(ByteView file);
/// Of a DER object that is no certificate and no list; empty where nothing is known.
Sentence kind_of_other_object(ByteView object);
/// Of what stands between the lines of PEM with this label; empty where it may be of use.
Sentence kind_of_pem_label(std::string_view label);
/// Headers of a mail stand at its start.
bool is_mail(std::string_view text);

}  // namespace card::trust

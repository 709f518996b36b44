// SPDX-License-Identifier: Apache-2.0
// Names (X.501) as views into their octets: compared, searched and shown.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "card/bytes.h"

namespace card::x509 {

/// A Name in a form that equals another's when X.500 says they are equal: attributes sorted, values
/// in lower case, blanks collapsed, string types set aside.
std::string canonical_name(ByteView name);
/// First value of this attribute in a Name, as UTF-8.
std::optional<std::string> name_attribute(ByteView name, ByteView attribute);
/// A to Z for a to z, the rest as it is.
std::string capitals(std::string_view text);
/// C of a Name in capitals; empty where there is none.
std::string country_of(ByteView name);
/// "C=VN, O=..., CN=..." for people.
std::string name_text(ByteView name);

}  // namespace card::x509

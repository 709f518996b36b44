// SPDX-License-Identifier: Apache-2.0
// The extensions of a certificate, RFC 5280 §4.2 and Doc 9303-12 §7.1.
#pragma once
#include <optional>
#include <vector>

#include "card/error.h"
#include "tlv/tlv.h"
#include "x509/certificate.h"

namespace card::x509 {

inline constexpr std::size_t kMaxExtensions = 64;

/// A BOOLEAN that is there and not FALSE: of an extension, critical.
bool is_set(const std::optional<tlv::Element>& flag);

/// The extensions of one certificate or list so far. RFC 5280 §4.2: of two with one identifier each
/// reader would believe another.
class ExtensionNames {
public:
    /// Throws Error{malformed} with this step for one too many and for one that was there.
    void add(ByteView oid, Step step);

private:
    std::vector<ByteView> seen_;
};

/// Fills what the extensions of this list say. Throws Error{malformed}.
void parse_extensions(ByteView list, Certificate& certificate);

}  // namespace card::x509

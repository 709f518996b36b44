// SPDX-License-Identifier: Apache-2.0
// What the first octets of an elementary file say: which file it is, and where it ends.
#pragma once
#include <optional>

#include "card/document.h"
#include "card/error.h"

namespace card {

/// Sizes beyond which no genuine file goes; a length that claims more is a lie.
inline constexpr std::size_t kMaxFileSize = std::size_t{1024} * 1024;
inline constexpr std::size_t kMaxSmallFileSize =
    std::size_t{64} * 1024;  ///< everything but DG2 to DG8

/// Octets that hold every header, and that no file is shorter than.
inline constexpr std::size_t kHeaderProbe = 6;

std::size_t max_size(FileId file);
bool is_in_master_file(FileId file);
/// The verdict can do without it: what is wrong with it does not end the reading.
bool is_optional(FileId file);
/// Fingerprints and irises: refused by most chips.
bool is_protected_group(FileId file);
/// What is wrong with a file, not with the session or the field.
bool is_defect(const Error& error);
/// Another file than this one, by its first octet: files share identifiers, and chips mistake one
/// for the other. EF.CardAccess and EF.SOD may have another form and be meant.
bool is_another_file(FileId file, ByteView start);
/// A data group without its tag: nothing says where it ends.
bool lacks_its_tag(FileId file, ByteView start);
/// Its size, once so much has come that it is known: with an indefinite length that is when all has
/// come. Throws Error{malformed}.
std::optional<std::size_t> size_of(FileId file, ByteView start);

}  // namespace card

// SPDX-License-Identifier: Apache-2.0
// Where a file is defective, for people who repair the writer of it.
#pragma once
#include "card/bytes.h"
#include "card/error.h"

namespace card::show {

/// The same error with the file's kind and, where its structure is broken, the element in it.
Error with_place(const Error& error, ByteView file);

}  // namespace card::show

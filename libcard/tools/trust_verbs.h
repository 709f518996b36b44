// SPDX-License-Identifier: Apache-2.0
// What the verbs of `cardtool trust` share.
#pragma once
#include "card/trust_store.h"
#include "common.h"

namespace cardtool {

void add_trust_import(CLI::App& verb, int& exit_code);
void add_trust_clock(CLI::App& verb, int& exit_code);
void print_counts(const card::TrustStore& store);

}  // namespace cardtool

// SPDX-License-Identifier: Apache-2.0
// What the shared library shows. Everything else is hidden; tests/gates holds the list.
#pragma once
#define CARD_API __attribute__((visibility("default")))

// SPDX-License-Identifier: Apache-2.0
// What the scenes are made of.
#pragma once
#include "kiosk/scenes.h"

namespace walk {

inline constexpr const char* kLong = "vn-citizen-long-name";
inline constexpr const char* kOneWord = "vn-citizen-one-word";
inline constexpr const char* kHighlands = "vn-citizen-highlands";

/// A hospital's three clinics.
void clinics(kiosk::Config& config);
/// The same with a scanner.
void clinics_and_scanner(kiosk::Config& config);

/// Without `configure` as such a place is usually configured.
Scene on(const char* name, kiosk::Profile profile, std::function<bool(Kiosk&)> reach,
         const char* card = "vn-citizen-2021", std::function<void(kiosk::Config&)> configure = {});
/// Acts, and waits for the page.
std::function<bool(Kiosk&)> page(Page wanted, std::function<void(Kiosk&)> act = {});

// In the order of a visit.
void add_beginnings(std::vector<Scene>& list);
void add_results(std::vector<Scene>& list);
void add_circumstances(std::vector<Scene>& list);
void add_problems(std::vector<Scene>& list);
void add_admin(std::vector<Scene>& list);

}  // namespace walk

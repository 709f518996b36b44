// SPDX-License-Identifier: Apache-2.0
#include "crypto/domain.h"

#include <array>

#include "crypto/dh_domain.h"
#include "crypto/ec_domain.h"

namespace card::crypto {

Domain::~Domain() = default;

const Domain* Domain::by_id(int id) {
    static constexpr int kFirstCurve = 8;
    static const auto curves = [] {
        std::array<std::unique_ptr<EcDomain>, 11> made;
        for (std::size_t i = 0; i < made.size(); ++i)
            made[i] = std::make_unique<EcDomain>(*Curve::by_id(static_cast<int>(i) + kFirstCurve));
        return made;
    }();
    if (id < kFirstCurve) return DhDomain::by_id(id);
    const auto at = static_cast<std::size_t>(id - kFirstCurve);
    return at < curves.size() ? curves[at].get() : nullptr;
}

}  // namespace card::crypto

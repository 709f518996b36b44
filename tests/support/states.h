// SPDX-License-Identifier: Apache-2.0
// The states of the tests on revocation: one whose documents are judged, and strangers.
#pragma once
#include "support/csca.h"

namespace support {

inline const Name kVietnam{"VN", "CSCA Viet Nam"}, kUtopia{"UT", "CSCA Utopia"};

/// Serial numbers: of anchors, of signers.
inline constexpr long kRootSerial = 1, kNextSerial = 2, kThirdSerial = 3, kSigner = 77,
                      kOtherSigner = 78, kUtopiaSerial = 91, kListSigner = 60;

/// Vietnam's root, the key after it and the one after that; each begins a year after the other.
inline const Csca& root() {
    static const Csca csca(kVietnam, 1);
    return csca;
}
inline const Csca& next() {
    static const Csca csca(kVietnam, 2);
    return csca;
}
inline const Csca& third() {
    static const Csca csca(kVietnam, 3);
    return csca;
}
inline const Csca& utopia() {
    static const Csca csca(kUtopia, 11);
    return csca;
}

inline constexpr Dates kRootDates{day(-3000), day(3000)}, kNextDates{day(-2600), day(3000)},
    kThirdDates{day(-2200), day(3000)}, kSignerDates{day(-1000), day(1000)};

inline const card::Bytes& root_certificate() {
    static const auto octets = root().root(kRootSerial, kRootDates);
    return octets;
}
inline const card::Bytes& link_to_next() {
    static const auto octets = root().certify(next(), kNextSerial, kNextDates);
    return octets;
}
inline const card::Bytes& link_to_third() {
    static const auto octets = root().certify(third(), kThirdSerial, kThirdDates);
    return octets;
}
inline const card::Bytes& utopia_certificate() {
    static const auto octets = utopia().root(kUtopiaSerial, kRootDates);
    return octets;
}
inline card::Document by_root() { return root().document(kSigner, kSignerDates); }
inline card::Document by_next() { return next().document(kOtherSigner, kSignerDates); }

}  // namespace support

// SPDX-License-Identifier: Apache-2.0
// The certificate profile of Doc 9303-12 §7.1, with the codes and words of ICAO's PKD.
#pragma once
#include <string>
#include <vector>

#include "x509/certificate.h"

namespace card::trust {

enum class CertificateRole { csca, signer };
struct ProfileDeviation {
    std::string code, text;  ///< "DSC.CDP.14" and its words
};
std::vector<ProfileDeviation> deviations_of(const x509::Certificate& certificate,
                                            CertificateRole role);

}  // namespace card::trust

// SPDX-License-Identifier: Apache-2.0
// What opens a chip: the card access number, or the key taken from the machine readable zone (Doc
// 9303-11 §4.3.2, §4.4).
#pragma once
#include <string_view>

#include "card/bytes.h"

namespace card {

/// All makers throw Error{usage} that says what is wrong, never the value itself.
class CARD_API AccessKey {
public:
    /// What the password of the access protocol is made from.
    enum class Kind { can, mrz };

    /// Six digits. On Vietnamese cards: the last six of the ID number.
    static AccessKey from_can(std::string_view can);
    /// The MRZ (TD1, TD2, TD3) with or without line ends, in capitals or small letters; the second
    /// line of TD3 or TD2, or the first two of TD1, are enough. Number, birth and expiry must have
    /// their right check digits; the others make no key.
    static AccessKey from_mrz(std::string_view mrz);
    /// Document number and dates YYMMDD, as the MRZ has them; letters may be small.
    static AccessKey from_document(std::string_view number, std::string_view birth,
                                   std::string_view expiry);
    /// What is printed on a national card: its code (QR), or number and dates.
    struct Printed {
        std::string_view code = {};    ///< as a scanner reads it; empty: not given
        std::string_view number = {};  ///< where there is no code, with the dates
        std::string_view birth = {};   ///< date of birth; needed with `number`
        std::string_view expiry = {};  ///< date of expiry; needed with `number`
    };
    /// By the rules of the state with this country of certificates. "VN": the code yields the CAN;
    /// the ID number has 12 digits, any other number is a passport's or another document's, of any
    /// state; dates are YYMMDD, dd/MM/yyyy, ddMMyyyy or yyyy-MM-dd.
    static AccessKey from_printed(std::string_view country, const Printed& printed);

    /// Which password it is: a chip is asked for this one only.
    Kind kind() const noexcept { return kind_; }
    /// "CAN" or "MRZ"
    const char* name() const noexcept { return kind_ == Kind::can ? "CAN" : "MRZ"; }
    /// The CAN's characters, or SHA-1 of the MRZ information: the password octets of PACE.
    const SecretBytes& password() const noexcept { return password_; }

private:
    AccessKey(Kind kind, SecretBytes password) : kind_(kind), password_(std::move(password)) {}
    Kind kind_;
    SecretBytes password_;
};

}  // namespace card

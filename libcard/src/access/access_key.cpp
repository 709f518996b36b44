// SPDX-License-Identifier: Apache-2.0
#include "card/access_key.h"

#include <algorithm>

#include "card/error.h"
#include "crypto/hash.h"
#include "lds/printed_mrz.h"

namespace card {
namespace {

[[noreturn]] void refuse(const char* text) { throw Error(Errc::usage, Step::access_key, text); }

bool digits(std::string_view text, std::size_t count) {
    return text.size() == count &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// MRZ_information (§4.3.2): number, birth and expiry date, each with its check digit.
SecretBytes mrz_password(std::string_view number, std::string_view birth, std::string_view expiry) {
    Bytes information;
    for (const auto field : {number, birth, expiry}) {
        append(information, as_octets(field));
        information.push_back(static_cast<std::uint8_t>(lds::check_digit(field)));
    }
    return SecretBytes(crypto::digest(crypto::Hash::sha1, information));
}

}  // namespace

AccessKey AccessKey::from_can(std::string_view can) {
    if (!digits(can, 6))
        refuse("a card access number (CAN) has six digits: the last six of the ID number");
    return {Kind::can, SecretBytes(to_bytes(as_octets(can)))};
}

AccessKey AccessKey::from_document(std::string_view number, std::string_view birth,
                                   std::string_view expiry) {
    if (number.empty() || number.size() > 22) refuse("a document number has 1 to 22 characters");
    if (birth.size() != 6 || expiry.size() != 6)
        refuse("a date of the MRZ has six characters, YYMMDD");
    std::string padded(number);
    for (char& c : padded) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        // Doc 9303-3 §4.6: blanks and signs inside a number become fillers.
        if (c == ' ' || c == '-' || c == '/' || c == '.') c = '<';
    }
    while (padded.size() < 9) padded += '<';
    try {
        return {Kind::mrz, mrz_password(padded, birth, expiry)};
    } catch (const Error&) {
        refuse("only A to Z, 0 to 9 and < stand in an MRZ");
    }
}

AccessKey AccessKey::from_mrz(std::string_view text) {
    lds::PrintedMrz printed;
    try {
        printed = lds::read_printed_mrz(text);
    } catch (const Error&) {
        refuse(
            "the MRZ must be the 90, 72 or 88 characters at the bottom or back of the document, or "
            "the second line of two");
    }
    // The card allows few attempts: a typing error is found here, not there. What makes no key may
    // be wrong: some documents are printed so.
    if (!printed.key_fits())
        refuse(
            "a check digit of the MRZ is wrong: compare it with the document, character by "
            "character");
    const auto& mrz = printed.mrz;
    return from_document(mrz.document_number, mrz.birth_date, mrz.expiry_date);
}

}  // namespace card

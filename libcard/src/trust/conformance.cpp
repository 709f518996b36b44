// SPDX-License-Identifier: Apache-2.0
#include "trust/conformance.h"

#include <algorithm>
#include <map>

#include "card/error.h"
#include "card/trust_conformance.h"
#include "crypto/oids.h"
#include "tlv/tlv.h"
#include "trust/name_keys.h"
#include "x509/countries.h"
#include "x509/extensions.h"

namespace card::trust {
namespace {

constexpr std::uint8_t kCommonName[] = {0x55, 0x04, 0x03};

/// Last octet of the identifiers 2.5.29.x.
enum : std::uint8_t { kSan = 17, kIan = 18, kConstraints = 19, kPoints = 31 };

struct Extensions {
    std::map<std::uint8_t, ByteView> standard;  ///< values by the last octet of 2.5.29.x
    bool document_types = false;
    bool default_encoded = false;  ///< a FALSE that DER leaves out
};

void read_extension(ByteView content, Extensions& found) {
    tlv::Reader extension(content);
    const auto id = extension.expect(0x06).value;
    if (const auto critical = extension.next_if(0x01))
        found.default_encoded = found.default_encoded || !x509::is_set(critical);
    const auto value = extension.expect(0x04).value;
    if (id.size() == 3 && id[0] == 0x55 && id[1] == 0x1D) found.standard[id[2]] = value;
    if (oid::same(id, oid::kDocumentTypeList)) found.document_types = true;
}

Extensions extensions_of(const x509::Certificate& certificate) {
    Extensions found;
    tlv::Reader fields(certificate.content);
    while (!fields.empty()) {
        const auto field = fields.next();
        if (field.tag != 0xA3) continue;
        for (tlv::Reader list(tlv::unwrap(0x30, field.value)); !list.empty();)
            read_extension(list.expect(0x30).value, found);
    }
    return found;
}

class Profile {
public:
    Profile(const x509::Certificate& certificate, CertificateRole role)
        : certificate_(certificate),
          is_signer_(role == CertificateRole::signer),
          extensions_(extensions_of(certificate)) {}

    std::vector<ProfileDeviation> deviations() {
        alternative_name(kSan, "SAN", "Subject Alternative Name");
        alternative_name(kIan, "IAN", "Issuer Alternative Name");
        if (!extensions_.standard.contains(kPoints))
            add("CDP.14", "CDP", "CRL Distribution Point Field_Not_Present");
        if (is_signer_ && !extensions_.document_types)
            add("DTL.14", "DTL", "Document Type List Extension Field_Not_Present");
        names();
        constraints();
        const auto& algorithm = certificate_.algorithm;
        if (algorithm &&
            (algorithm->hash == crypto::Hash::sha1 || algorithm->hash == crypto::Hash::md5))
            add("SIG.42", "SIG", "Signature Signature_Algorithm_Not_Permitted");
        if (extensions_.default_encoded) add("EXT.22", "EXT", "Extensions Default_Value_Encoded");
        return std::move(found_);
    }

private:
    void add(const std::string& code, const std::string& field, const std::string& words) {
        const std::string role = is_signer_ ? "DSC" : "CSCA";
        const char* long_role = is_signer_ ? "Document Signer" : "CSCA";
        found_.push_back({role + "." + code,
                          role + ":" + field + ": " + long_role + " Certificate field " + words});
    }

    void alternative_name(std::uint8_t id, const std::string& field, const std::string& words) {
        const auto value = extensions_.standard.find(id);
        if (value == extensions_.standard.end())
            return add(field + ".14", field, words + " Field_Not_Present");
        const auto country = x509::country_of(certificate_.issuer);
        try {
            for (tlv::Reader names(tlv::unwrap(0x30, value->second)); !names.empty();) {
                const auto name = names.next();
                if (name.tag != 0xA4) continue;  // directoryName
                const auto locality = x509::name_attribute(name.value, oid::kLocalityName);
                if (locality && !is_code_of(country, *locality))
                    return add(field + ".69", field,
                               words + " Locality_Name_Does_Not_Belong_To_Issuer");
            }
        } catch (const Error&) {
            return;  // no name that could be held against the issuer
        }
    }

    /// The code must be that of the MRZ, not the two letters of a country (Doc 9303-12 §7.1.1).
    static bool is_code_of(std::string_view country, std::string_view locality) {
        static constexpr std::size_t kLetters = 2;
        return locality.size() != kLetters &&
               x509::fit_of(country, locality) == x509::StateFit::same;
    }

    void names() {
        if (has_odd_string(certificate_.subject))
            add("SUB.11", "SUB", "Subject Invalid_String_Encoding");
        if (!is_signer_ && !x509::name_attribute(certificate_.subject, kCommonName))
            add("SUB.34", "SUB", "Subject Common_Name_Not_Present");
        if (!x509::name_attribute(certificate_.issuer, kCommonName))
            add("ISS.34", "ISS", "Issuer Common_Name_Not_Present");
    }

    /// Other strings than PrintableString, UTF8String and, in mail addresses, IA5String.
    static bool has_odd_string(ByteView name) {
        static constexpr tlv::Tag kStrings[] = {0x0C, 0x13, 0x16};
        for (tlv::Reader sets(tlv::unwrap(0x30, name)); !sets.empty();)
            for (tlv::Reader set(sets.expect(0x31).value); !set.empty();) {
                tlv::Reader attribute(set.expect(0x30).value);
                attribute.expect(0x06);
                if (std::ranges::find(kStrings, attribute.next().tag) == std::end(kStrings))
                    return true;
            }
        return false;
    }

    void constraints() {
        const auto value = extensions_.standard.find(kConstraints);
        if (value == extensions_.standard.end()) return;
        tlv::Reader fields(tlv::unwrap(0x30, value->second));
        const bool is_authority = x509::is_set(fields.next_if(0x01));
        const bool has_length = fields.next_if(0x02).has_value();
        if (is_signer_) {
            add("BAC.15", "BAC", "Basic Constraints Field_Present");
            if (!has_length) add("BAC.25", "BAC", "Basic Constraints Path_Length_Not_Zero");
            extensions_.default_encoded = extensions_.default_encoded || !is_authority;
        } else if (!has_length)
            found_.push_back({"CSCA.BAC.25",
                              "CSCA:Extension:BasicConstraints: Path Length must be present in "
                              "Country Signing CA."});
    }

    const x509::Certificate& certificate_;
    bool is_signer_;
    Extensions extensions_;
    std::vector<ProfileDeviation> found_;
};

}  // namespace

std::vector<ProfileDeviation> deviations_of(const x509::Certificate& certificate,
                                            CertificateRole role) {
    return Profile(certificate, role).deviations();
}

}  // namespace card::trust

namespace card {

std::vector<ConformanceLine> conformance_of(const TrustStore& store) {
    using trust::CertificateRole;
    std::vector<ConformanceLine> lines;
    const auto add = [&lines](const x509::Certificate& certificate, CertificateRole role) {
        for (auto& deviation : trust::deviations_of(certificate, role))
            lines.push_back({trust::subject_text(certificate), std::move(deviation.code),
                             std::move(deviation.text)});
    };
    const auto& index = store.index();
    for (const auto& anchor : index.anchors) add(anchor->certificate, CertificateRole::csca);
    for (const auto& signer : index.signers) add(signer->certificate, CertificateRole::signer);
    return lines;
}

}  // namespace card

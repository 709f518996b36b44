// SPDX-License-Identifier: Apache-2.0
#include "show/describe_trust.h"

#include "access/cv_certificate.h"
#include "card/error.h"
#include "crypto/oids.h"
#include "crypto/public_key.h"
#include "x509/crl.h"

namespace card::show {
namespace {

void describe_certificate(const x509::Certificate& certificate, Lines& out) {
    out.detail(said("show.issuer"), x509::name_text(certificate.issuer));
    out.detail(said("show.serial_number"), to_hex(certificate.serial));
    out.detail(said("show.valid"), said("show.from_to", {x509::date_text(certificate.not_before),
                                                         x509::date_text(certificate.not_after)}));
    out.detail(said("show.key"), crypto::parse_public_key(certificate.public_key).description());
}

bool describe_as_certificate(ByteView object, Lines& out) {
    try {
        const auto certificate = x509::parse_certificate(object);
        out.title(said("show.title_certificate"));
        out.field(said("show.certificate"), x509::name_text(certificate.subject));
        describe_certificate(certificate, out);
        return true;
    } catch (const Error&) {
        return false;
    }
}

bool describe_as_crl(ByteView object, Lines& out) {
    try {
        const auto crl = x509::parse_crl(object);
        out.title(said("show.title_crl"));
        out.field(said("show.issued_by"), x509::name_text(crl.issuer));
        out.field(said("show.this_update"), x509::date_text(crl.this_update));
        if (crl.next_update) out.field(said("show.next_update"), x509::date_text(*crl.next_update));
        out.field(said("show.entries"), std::to_string(crl.revoked.size()));
        return true;
    } catch (const Error&) {
        return false;
    }
}

bool describe_as_list(ByteView object, Lines& out) {
    try {
        const auto data = lds::parse_signed_data(object);
        const bool master = oid::same(data.content_type, oid::kCscaMasterList);
        if (!master && !oid::same(data.content_type, oid::kDeviationList)) return false;
        out.title(said(master ? "show.title_master_list" : "show.title_deviation_list"));
        out.field(said("show.content"),
                  said("show.octets_alone", {std::to_string(data.content.size())}));
        describe_signers(data, out);
        return true;
    } catch (const Error&) {
        return false;
    }
}

Sentence role_of(const access::CvCertificate& certificate) {
    using Role = access::CvCertificate::Role;
    switch (certificate.role) {
        case Role::terminal: return said("show.role_terminal");
        case Role::foreign_verifier: return said("show.role_foreign_verifier");
        case Role::domestic_verifier: return said("show.role_domestic_verifier");
        case Role::authority: return said("show.role_authority");
    }
    return {};
}

/// "DG3, DG4"
Sentence rights_of(const access::CvCertificate& certificate) {
    static constexpr unsigned kFingers = 1, kIrises = 2;
    std::string groups;
    if (certificate.access_rights & kFingers) groups = "DG3";
    if (certificate.access_rights & kIrises) groups += groups.empty() ? "DG4" : ", DG4";
    return groups.empty() ? said("show.no_rights") : Sentence(groups);
}

}  // namespace

void describe_signers(const lds::SignedData& data, Lines& out) {
    out.field(said("show.signers"), std::to_string(data.signers.size()));
    for (const auto octets : data.certificates) {
        const auto certificate = x509::parse_certificate(octets);
        out.field(said("show.certificate"), x509::name_text(certificate.subject));
        describe_certificate(certificate, out);
    }
}

bool describe_trust_object(ByteView object, Lines& out) {
    return describe_as_certificate(object, out) || describe_as_crl(object, out) ||
           describe_as_list(object, out);
}

void describe_cv_certificate(ByteView file, Lines& out) {
    const auto certificate = access::parse_cv_certificate(file);
    out.title(said("show.title_cv_certificate"));
    out.field(said("show.cv_holder"), certificate.holder);
    out.field(said("show.cv_authority"), certificate.authority);
    out.field(said("show.cv_role"), role_of(certificate));
    out.field(said("show.cv_rights"), rights_of(certificate));
    out.field(said("show.valid"), said("show.from_to", {access::day_text(certificate.effective),
                                                        access::day_text(certificate.expires)}));
    out.field(said("show.cv_algorithm"), oid::to_text(certificate.key_algorithm));
}

void describe_cvca(ByteView file, Lines& out) {
    const auto references = access::parse_cvca(file);
    out.title(said("show.title_cvca"));
    for (const auto& reference : references) out.field(said("show.cv_authority"), reference);
}

}  // namespace card::show

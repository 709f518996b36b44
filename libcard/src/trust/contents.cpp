// SPDX-License-Identifier: Apache-2.0
#include "trust/contents.h"

#include <algorithm>

#include "card/error.h"
#include "crypto/oids.h"
#include "lds/signed_data.h"
#include "tlv/tlv.h"
#include "trust/file_kinds.h"
#include "trust/ldif.h"
#include "trust/text_file.h"
#include "x509/crl.h"

namespace card::trust {
namespace {

constexpr std::uint8_t kSequence = 0x30;
constexpr std::string_view kArmour = "-----BEGIN ";

bool is_blank(ByteView octets) {
    return std::ranges::all_of(octets, [](std::uint8_t octet) {
        return octet == 0 || octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    });
}

/// The certificates and CRLs of a SignedData that nobody signed: how Windows and mail programs hand
/// certificates on. Empty where it is none.
std::vector<Bytes> certificates_of_p7b(ByteView object) {
    std::vector<Bytes> found;
    try {
        const auto der = tlv::to_der(object);
        tlv::Reader info(tlv::unwrap(kSequence, der));
        if (!oid::same(info.expect(0x06).value, oid::kSignedData)) return {};
        tlv::Reader body(tlv::unwrap(kSequence, info.expect(0xA0).value));
        body.expect(0x02);
        body.expect(0x31);
        body.expect(kSequence);
        for (const tlv::Tag set : {0xA0U, 0xA1U})  // certificates, CRLs
            if (const auto values = body.next_if(set))
                for (tlv::Reader value(values->value); !value.empty();)
                    found.push_back(to_bytes(value.next().whole));
        if (!body.expect(0x31).value.empty()) return {};
    } catch (const Error&) {
        return {};  // no SignedData
    }
    return found;
}

class Opener {
public:
    Contents open(ByteView file) {
        file = without_mark(file);
        if (is_blank(file)) problem(said(file.empty() ? "store.file.empty" : "store.file.blank"));
        else if (file[0] == kSequence) row(file);
        else if (const auto text = from_utf16(file)) as_text_file(*text);
        else as_text_file(file);
        return std::move(contents_);
    }

private:
    void problem(Sentence sentence) { contents_.problems.push_back(std::move(sentence)); }

    /// Objects one behind the other.
    void row(ByteView file) {
        while (!is_blank(file)) {
            if (contents_.objects.size() == kMaxObjectsInFile)
                return problem(said("store.file.many_objects"));
            const auto whole = first_object(file);
            if (whole.empty()) return;
            object(whole);
            file = file.subspan(whole.size());
        }
    }

    /// Empty where the file ends before it does, or where what stands there is none.
    ByteView first_object(ByteView file) {
        try {
            const auto header = tlv::parse_header(file);
            if (header && header->tag != kSequence) {
                problem(said("store.file.stray", {std::to_string(file.size())}));
                return {};
            }
            if (header && !header->indefinite &&
                header->header_size + header->length > file.size()) {
                problem(
                    said("store.file.cut", {std::to_string(file.size()),
                                            std::to_string(header->header_size + header->length)}));
                return {};
            }
            tlv::Reader reader(file, tlv::Lengths::any);
            return reader.next().whole;
        } catch (const Error&) {
            problem(said("store.file.no_object_or_cut"));
            return {};
        }
    }

    void object(ByteView whole) {
        auto inside = certificates_of_p7b(whole);
        if (inside.empty()) return contents_.objects.push_back(to_bytes(whole));
        contents_.wrapping = "p7b";
        std::ranges::move(inside, std::back_inserter(contents_.objects));
    }

    void as_text_file(ByteView file) {
        const auto text = as_text(file);
        contents_.is_known = true;
        if (auto kind = kind_of_other_file(file); !kind.empty()) problem(std::move(kind));
        else if (text.find(kArmour) != std::string_view::npos) pem(text);
        else if (is_ldif(text)) ldif(text);
        else if (is_mail(text)) problem(said("store.file.mail"));
        else if (const auto octets = decode_cut_base64(text); octets && octets->at(0) == kSequence)
            row(*octets);
        else {
            contents_.is_known = false;
            problem(said("store.file.no_object"));
        }
    }

    /// What stands between the lines of PEM; empty where one is missing.
    static std::string_view body_of(std::string_view behind_begin) {
        static constexpr std::string_view kDashes = "-----", kEnd = "-----END ";
        const auto from = behind_begin.find(kDashes), to = behind_begin.find(kEnd);
        if (to == std::string_view::npos || from >= to) return {};
        return behind_begin.substr(from + kDashes.size(), to - from - kDashes.size());
    }

    void pem(std::string_view text) {
        std::size_t unreadable = 0;
        bool cut_off = false;
        for (auto at = text.find(kArmour); at != std::string_view::npos;) {
            const auto next = text.find(kArmour, at + 1);
            const auto part = text.substr(at, next - at);
            at = next;
            const auto begin = part.substr(kArmour.size());
            const auto label = begin.substr(0, begin.find('-'));
            if (auto kind = kind_of_pem_label(label); !kind.empty()) {
                problem(std::move(kind));
                continue;
            }
            const auto objects = objects_of(as_octets(part));
            for (const auto& whole : objects) row(whole);
            if (!objects.empty()) continue;
            // Lines that end with CR alone, one line for all, blanks in front: OpenSSL takes none.
            if (const auto octets = decode_base64(body_of(begin))) {
                row(*octets);
                continue;
            }
            const bool has_end = part.find("-----END ") != std::string_view::npos;
            cut_off = cut_off || (!has_end && next == std::string_view::npos);
            unreadable += cut_off ? 0 : 1;
        }
        if (unreadable > 0) problem(said("store.file.pem", {std::to_string(unreadable)}));
        if (cut_off) problem(said("store.file.pem_cut", {objects_so_far()}));
    }

    std::string objects_so_far() const { return std::to_string(contents_.objects.size()); }

    void ldif(std::string_view text) {
        contents_.wrapping = "LDIF";
        DirectoryContent directory;
        try {
            directory = parse_ldif(text);
        } catch (const Error& error) {
            return problem(error.sentence());
        }
        for (auto* place : {&directory.certificates, &directory.revocation_lists,
                            &directory.master_lists, &directory.deviation_lists})
            std::ranges::move(*place, std::back_inserter(contents_.objects));
        if (directory.malformed > 0)
            problem(said("store.file.no_base64", {std::to_string(directory.malformed)}));
        if (directory.cut_off) problem(said("store.file.ldif_cut", {objects_so_far()}));
        if (contents_.objects.empty() && contents_.problems.empty())
            problem(said("store.file.ldif_empty"));
    }

    Contents contents_;
};

bool is_crl(ByteView object) {
    try {
        x509::parse_crl(object);
        return true;
    } catch (const Error&) {
        return false;
    }
}

}  // namespace

Contents contents_of(ByteView file) { return Opener().open(file); }

Sentence why_no_object(ByteView object) {
    auto kind = kind_of_other_object(object);
    return kind.empty() ? said("store.file.no_object") : kind;
}

StoreFileKind kind_of_object(ByteView object) {
    try {
        const auto certificate = x509::parse_certificate(object);
        const bool is_authority =
            x509::may_issue(certificate) || certificate.issuer_name == certificate.subject_name;
        return is_authority ? StoreFileKind::certificate : StoreFileKind::signers;
    } catch (const Error&) {
        if (is_crl(object)) return StoreFileKind::crl;
    }
    try {
        const auto data = lds::parse_signed_data(object);
        return oid::same(data.content_type, oid::kDeviationList) ? StoreFileKind::deviation_list
                                                                 : StoreFileKind::master_list;
    } catch (const Error&) {
        return StoreFileKind::other;
    }
}

}  // namespace card::trust

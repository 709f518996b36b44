// SPDX-License-Identifier: Apache-2.0
#include "trust/deviation_list.h"

#include <algorithm>

#include "card/error.h"
#include "card/messages.h"
#include "crypto/oids.h"
#include "lds/signed_data.h"
#include "tlv/tlv.h"
#include "trust/cms.h"
#include "trust/name_keys.h"
#include "trust/trust_index.h"

namespace card::trust {
namespace {

[[noreturn]] void fail(const char* id) {
    throw Error(Errc::malformed, Step::deviation_list, said(id));
}

std::string trimmed(std::string_view text) {
    while (!text.empty() && (text.back() == '<' || text.back() == ' ')) text.remove_suffix(1);
    return std::string(text);
}

/// DeviationDocuments; the module has implicit tags.
void parse_documents(ByteView content, Deviation& deviation) {
    tlv::Reader reader(content);
    if (const auto type = reader.next_if(0x80))
        deviation.document_code = trimmed(as_text(type->value));
    if (const auto identifier = reader.next_if(0xA1)) {
        tlv::Reader parts(identifier->value);
        deviation.signer_issuer = x509::canonical_name(parts.expect(0x30).whole);
        deviation.signer_serial = to_bytes(parts.expect(0x02).value);
    } else if (const auto key = reader.next_if(0x82)) {
        deviation.signer_key_identifier = to_bytes(key->value);
    } else if (const auto digest = reader.next_if(0x83)) {
        deviation.signer_digest = to_bytes(digest->value);
    }
    if (const auto period = reader.next_if(0xA4)) {
        tlv::Reader times(period->value);
        deviation.first_issued = x509::parse_time(times.expect(0x18).whole);
        deviation.last_issued = x509::parse_time(times.expect(0x18).whole);
    }
    if (const auto numbers = reader.next_if(0xA5)) {
        for (tlv::Reader set(numbers->value); !set.empty();) {
            if (deviation.document_numbers.size() == kMaxDeviations)
                fail("defect.many_document_numbers");
            deviation.document_numbers.insert(trimmed(as_text(set.next().value)));
        }
    }
    reader.expect_end();
}

void parse_descriptions(ByteView set, Deviation& deviation) {
    for (tlv::Reader reader(set); !reader.empty();) {
        if (deviation.descriptions.size() == kMaxDescriptions) fail("defect.many_descriptions");
        tlv::Reader parts(reader.expect(0x30).value);
        const auto text = parts.next_if(0x13);
        const auto kind = oid::to_text(parts.expect(0x06).value);
        std::string words(text ? as_text(text->value) : std::string_view());
        for (char& c : words)
            if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E)
                c = '?';
        deviation.descriptions.push_back(words.empty() ? kind : words + " (" + kind + ")");
    }
}

void parse_content(ByteView content, DeviationList& list) {
    tlv::Reader reader(tlv::unwrap(0x30, content));
    reader.expect(0x02);
    crypto::Hash digest = crypto::Hash::sha256;
    if (const auto algorithm = reader.next_if(0x30))
        digest = crypto::parse_digest_algorithm(algorithm->whole).value_or(digest);
    for (tlv::Reader set(reader.expect(0x31).value); !set.empty();) {
        if (list.deviations.size() == kMaxDeviations) fail("defect.many_deviations");
        tlv::Reader parts(set.expect(0x30).value);
        auto& deviation = list.deviations.emplace_back();
        deviation.digest = digest;
        parse_documents(parts.expect(0x30).value, deviation);
        parse_descriptions(parts.expect(0x31).value, deviation);
        parts.expect_end();
    }
}

void judge(const lds::SignedData& data, const TrustIndex& anchors, DeviationList& list) {
    const auto cms = check_cms(data, oid::kDeviationList);
    if (cms.problem != Reason::none || !cms.signer) {
        list.problem =
            said(cms.problem == Reason::none ? Reason::card_security_no_signer : cms.problem);
        return;
    }
    list.signer = x509::name_text(cms.signer->subject);
    list.country = x509::country_of(cms.signer->issuer);
    list.signing_time = cms.signing_time;
    const auto is_role = [](ByteView usage) { return oid::same(usage, oid::kDeviationListSigner); };
    if (!holds(cms.signature) || !cms.attributes_right)
        list.problem = said(Reason::signature_wrong);
    else if (uses_hash(cms, crypto::Hash::md5)) list.problem = said("store.list.md5");
    else if (std::ranges::none_of(cms.signer->extended_key_usage, is_role))
        list.problem = said("store.list.deviation_role");
    else if (const auto issuers = vouchers_of(*cms.signer, anchors); issuers.empty())
        list.problem = no_anchor_sentence(*cms.signer, anchors);
    else if (auto problem = signer_problem(*cms.signer, cms.signing_time, anchors);
             !problem.empty())
        list.problem = std::move(problem);
    else {
        list.country = issuers.front()->country;
        list.vouchers = issuers;
        list.trusted = true;
    }
}

}  // namespace

DeviationList parse_deviation_list(ByteView octets, const TrustIndex& anchors) {
    DeviationList list;
    const auto data = lds::parse_signed_data(octets);
    parse_content(data.content, list);
    judge(data, anchors, list);
    return list;
}

bool is_about(const Deviation& deviation, const DeviationSubject& subject) {
    bool named = false;
    // What a deviation names must be known of the document, and fit.
    const auto fits = [&named](bool given, bool equal) {
        named = named || given;
        return !given || equal;
    };
    const auto* signer = subject.signer;
    const bool all =
        fits(!deviation.document_code.empty(), deviation.document_code == subject.document_code) &&
        fits(!deviation.signer_issuer.empty(),
             signer && deviation.signer_issuer == signer->issuer_name &&
                 oid::same(deviation.signer_serial, signer->serial)) &&
        fits(!deviation.signer_key_identifier.empty(),
             signer && signer->subject_key_identifier &&
                 oid::same(deviation.signer_key_identifier, *signer->subject_key_identifier)) &&
        fits(!deviation.signer_digest.empty(),
             signer &&
                 crypto::digest(deviation.digest, signer->octets) == deviation.signer_digest) &&
        fits(deviation.first_issued.has_value(), subject.issued && deviation.first_issued &&
                                                     *subject.issued >= *deviation.first_issued &&
                                                     *subject.issued <= *deviation.last_issued) &&
        fits(!deviation.document_numbers.empty(),
             deviation.document_numbers.contains(trimmed(subject.document_number)));
    return all && named;
}

}  // namespace card::trust

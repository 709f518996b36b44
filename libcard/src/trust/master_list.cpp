// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "crypto/oids.h"
#include "lds/signed_data.h"
#include "tlv/tlv.h"
#include "trust/cms.h"
#include "trust/name_keys.h"
#include "trust/trust_index.h"

#include "card/error.h"
#include "card/messages.h"

namespace card::trust {
namespace {

constexpr std::size_t kMaxListCertificates = 10'000;

/// CscaMasterList ::= SEQUENCE { version INTEGER, certList SET OF Certificate }
std::vector<Bytes> parse_list(ByteView content) {
    std::vector<Bytes> certificates;
    tlv::Reader reader(tlv::unwrap(0x30, content));
    reader.expect(0x02);
    tlv::Reader set(reader.expect(0x31).value);
    reader.expect_end();
    while (!set.empty()) {
        if (certificates.size() == kMaxListCertificates)
            throw Error(Errc::malformed, Step::master_list, said("defect.many_certificates"));
        certificates.push_back(to_bytes(set.next().whole));
    }
    return certificates;
}

bool is_list_signer(const x509::Certificate& signer) {
    for (const auto& usage : signer.extended_key_usage)
        if (oid::same(usage, oid::kMasterListSigner)) return true;
    return false;
}

/// Deviations of form, and a weak key between the list and its CSCA: who relies on what the list
/// brought must see them.
void note_oddities(const CmsResult& checked, MasterList& list) {
    const auto& odd = checked.tolerated;
    if (checked.content_in_der || std::ranges::find(odd, Reason::cms_ber) != odd.end())
        list.odd.emplace_back(Reason::chain_list_ber);
    if (auto oddity = checked.signer_key.oddity()) list.odd.push_back(std::move(oddity));
}

void judge(const CmsResult& checked, const TrustIndex& anchors, MasterList& list) {
    using Signature = MasterList::Signature;
    if (checked.problem != Reason::none || !checked.signer) {
        list.problem = said(checked.problem);
        return;
    }
    list.signer = x509::name_text(checked.signer->subject);
    list.signer_octets = to_bytes(checked.signer->octets);
    list.uses_sha1 = uses_hash(checked, crypto::Hash::sha1);
    list.signer_not_after = checked.signer->not_after;
    list.signing_time = checked.signing_time;
    list.country = x509::country_of(checked.signer->issuer);
    if (checked.signature == crypto::SignatureResult::digest_info_without_null) {
        list.signature = Signature::digest_info_without_null;
        list.problem = said("store.list.digest_info");
    } else if (!holds(checked.signature) || !checked.attributes_right) {
        list.problem = said(Reason::signature_wrong);
    } else if (checked.broken_digest || (checked.signer->algorithm &&
                                         checked.signer->algorithm->hash == crypto::Hash::md5)) {
        list.problem = said("store.list.md5");
    } else if (!is_list_signer(*checked.signer)) {
        list.problem = said("store.list.role");
    } else if (const auto issuers = vouchers_of(*checked.signer, anchors);
               issuers.empty()) {  // a certificate inside the list proves nothing
        list.signature = Signature::no_anchor;
        list.problem = no_anchor_sentence(*checked.signer, anchors);
    } else if (auto problem = signer_problem(*checked.signer, checked.signing_time, anchors);
               !problem.empty()) {
        list.problem = std::move(problem);
    } else {
        list.country =
            issuers.front()
                ->country;  // what the anchor is, not what the signer's certificate says of it
        list.vouchers = issuers;
        list.signature = Signature::right;
        note_oddities(checked, list);
    }
}

}  // namespace

std::vector<Bytes> certificates_in_list(ByteView octets) {
    try {
        return parse_list(lds::parse_signed_data(octets).content);
    } catch (const Error&) {
        return {};
    }
}

MasterList parse_master_list(ByteView octets, const TrustIndex& anchors) {
    MasterList list;
    const auto data = lds::parse_signed_data(octets);
    const auto checked = check_cms(data, oid::kCscaMasterList);
    list.certificates =
        parse_list(checked.content_in_der ? tlv::to_der(data.content) : to_bytes(data.content));
    judge(checked, anchors, list);
    return list;
}

}  // namespace card::trust

// SPDX-License-Identifier: Apache-2.0
#include "crypto/oids.h"
#include "lds/signed_data.h"
#include "tlv/tlv.h"
#include "trust/cms.h"
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
            throw Error(Errc::malformed, Step::master_list, "too many certificates");
        certificates.push_back(to_bytes(set.next().whole));
    }
    return certificates;
}

bool is_list_signer(const x509::Certificate& signer) {
    for (const auto& usage : signer.extended_key_usage)
        if (oid::same(usage, oid::kMasterListSigner)) return true;
    return false;
}

void judge(const lds::SignedData& data, const TrustIndex& anchors, MasterList& list) {
    using Signature = MasterList::Signature;
    const auto checked = check_cms(data, oid::kCscaMasterList);
    if (checked.problem != Reason::none || !checked.signer) {
        list.problem = text_of(checked.problem, Language::en);
        return;
    }
    list.signer = x509::name_text(checked.signer->subject);
    list.signer_not_after = checked.signer->not_after;
    list.signing_time = checked.signing_time;
    list.country = x509::country_of(checked.signer->issuer);
    if (checked.signature == crypto::SignatureResult::digest_info_without_null) {
        list.signature = Signature::digest_info_without_null;
        list.problem =
            "signature invalid: its DigestInfo lacks the NULL parameters that RFC 8017 demands";
    } else if (checked.signature != crypto::SignatureResult::right || !checked.attributes_right) {
        list.problem = "the signature is wrong";
    } else if (checked.digest == crypto::Hash::md5 ||
               (checked.signer->algorithm &&
                checked.signer->algorithm->hash == crypto::Hash::md5)) {
        list.problem = "signed with MD5";
    } else if (!is_list_signer(*checked.signer)) {
        list.problem = "the signer's certificate is not for master lists";
    } else if (const auto issuers = vouchers_of(*checked.signer, anchors);
               issuers.empty()) {  // a certificate inside the list proves nothing
        list.signature = Signature::no_anchor;
        list.problem = "no anchor for its signer: put that state's CSCA certificate into the store";
    } else if (auto problem = signer_problem(*checked.signer, checked.signing_time, anchors);
               !problem.empty()) {
        list.problem = std::move(problem);
    } else {
        list.country =
            issuers.front()
                ->country;  // what the anchor is, not what the signer's certificate says of it
        list.vouchers = issuers;
        list.signature = Signature::right;
    }
}

}  // namespace

MasterList parse_master_list(ByteView octets, const TrustIndex& anchors) {
    MasterList list;
    const auto data = lds::parse_signed_data(octets);
    list.certificates = parse_list(data.content);
    judge(data, anchors, list);
    return list;
}

}  // namespace card::trust

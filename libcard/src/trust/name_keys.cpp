// SPDX-License-Identifier: Apache-2.0
#include "trust/name_keys.h"

#include "card/messages.h"
#include "trust/load_store.h"

namespace card::trust {
namespace {

Sentence with_key_id(Sentence name, const std::optional<ByteView>& id) {
    return id ? said("store.with_key_id", {std::move(name), to_hex(*id)}) : name;
}

}  // namespace

Sentence subject_of(const x509::Certificate& certificate) {
    return with_key_id(said("store.with_serial", {x509::name_text(certificate.subject),
                                                  to_hex(x509::serial_number(certificate.serial))}),
                       certificate.subject_key_identifier);
}

std::string subject_text(const x509::Certificate& certificate) {
    return text_of(subject_of(certificate), Language::en);
}

Sentence issuer_of(const x509::Certificate& certificate) {
    return with_key_id(x509::name_text(certificate.issuer), certificate.authority_key_identifier);
}

Sentence why_void(const CscaKey& key) {
    return said(key.under_unknown_condition() ? "store.void.condition" : "store.void.withdrawn");
}

Sentence origin_of(Origin origin) {
    switch (origin) {
        case Origin::issuer: return said("store.source.issuer");
        case Origin::own_list: return said("store.source.own_list");
        case Origin::foreign_list: return said("store.source.foreign_list");
    }
    return {};
}

Sentence ways_of(const Anchor& anchor) {
    Sentence all;
    for (const auto& way : anchor.ways) {
        auto one = said("store.source.master_list", {way.list});
        if (way.kind == Way::Kind::file) one = said("store.source.file");
        if (way.kind == Way::Kind::link) one = said("store.source.link");
        all = all.empty() ? std::move(one) : std::move(all) + std::string(", ") + std::move(one);
    }
    return all;
}

bool is_uncomputable_root(const x509::Certificate& certificate) {
    const bool computable = certificate.algorithm && certificate.algorithm->hash;
    return !computable && certificate.subject_name == certificate.issuer_name;
}

Sentence no_anchor_sentence(const x509::Certificate& signer, const TrustIndex& all) {
    const auto issuers = issuers_of(signer, all);
    if (issuers.empty())
        return said("store.no_anchor.absent", {subject_of(signer), issuer_of(signer)});
    const auto& issuer = *issuers.front();
    if (issuer.pinned || !issuer.vouches())
        return said("store.no_anchor.void", {subject_of(signer), subject_of(issuer.certificate),
                                             why_void(*issuer.csca_key)});
    return said("store.no_anchor.foreign", {subject_of(signer), subject_of(issuer.certificate),
                                            ways_of(issuer), to_hex(issuer.fingerprint)});
}

}  // namespace card::trust

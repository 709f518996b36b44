// SPDX-License-Identifier: Apache-2.0
#include "trust/dated_list.h"

#include "card/error.h"
#include "card/messages.h"
#include "trust/store_files.h"

namespace card::trust {

namespace {

Sentence remarks_of(const MasterList& list) {
    auto remarks = list.uses_sha1 ? said("store.list.sha1") : Sentence();
    for (const auto& odd : list.odd) remarks = remarks + Sentence("; ") + said(odd);
    return remarks;
}

}  // namespace

DatedList read_master_list(ByteView octets, const TrustIndex& anchors) {
    const auto list = parse_master_list(octets, anchors);
    return {list.country,
            list.problem,
            list.signer,
            list.signing_time,
            list.signature == MasterList::Signature::right,
            list.vouchers,
            list.signature == MasterList::Signature::no_anchor ? list.signer_octets : Bytes(),
            remarks_of(list),
            list.signer_not_after};
}

DatedList read_deviation_list(ByteView octets, const TrustIndex& anchors) {
    const auto list = parse_deviation_list(octets, anchors);
    return {list.country,      list.problem, list.signer,
            list.signing_time, list.trusted, list.vouchers};
}

std::optional<DatedList> stored_list(const Bytes& file, const TrustIndex& anchors,
                                     ReadList read_list) {
    const auto objects = objects_of(file);
    if (objects.empty()) return {};
    try {
        return read_list(objects.front(), anchors);
    } catch (const Error&) {
        return {};
    }
}

}  // namespace card::trust

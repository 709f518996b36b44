// SPDX-License-Identifier: Apache-2.0
#include "trust_json.h"

#include <nlohmann/json.hpp>

#include "card/trust_conformance.h"
#include "common.h"

namespace cardtool {
namespace {

using json = nlohmann::ordered_json;

constexpr int kFormat = 1;

json text_or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }

json list_of(const card::MasterListSummary& list, const card::TrustStore& store) {
    const auto kinds = store.count_kinds(list.file);
    return {{"file", list.file},
            {"signer", text_or_null(list.signer)},
            {"signed_on", text_or_null(list.signed_on)},
            {"signer_valid_until", text_or_null(list.signer_valid_until)},
            {"sha1", list.uses_sha1},
            {"counts", list.loaded},
            {"problem", text_or_null(list.problem)},
            {"certificates", list.certificates},
            {"refused", list.refused},
            {"self_signed", kinds.self_signed},
            {"links", kinds.links},
            {"others", kinds.others}};
}

json anchor_of(const card::AnchorSummary& anchor) {
    return {{"name", anchor.name},
            {"country", text_or_null(anchor.country)},
            {"serial", anchor.serial},
            {"key_id", text_or_null(anchor.key_id)},
            {"sha256", anchor.fingerprint},
            {"key", anchor.key},
            {"valid_from", anchor.valid_from},
            {"valid_until", anchor.valid_until},
            {"origin", anchor.origin},
            {"source", anchor.source},
            {"for_states", anchor.states},
            {"pinned", anchor.pinned},
            {"withdrawn", anchor.withdrawn}};
}

json crl_of(const card::RevocationListSummary& list) {
    return {{"file", list.file},
            {"issuer", list.issuer},
            {"key_id", text_or_null(list.key_id)},
            {"this_update", list.this_update},
            {"next_update", text_or_null(list.next_update)},
            {"entries", list.entries},
            {"withdraws", list.withdraws},
            {"clears", list.clears},
            {"counts_for", list.counts_for}};
}

json counts_of(const card::TrustStore& store) {
    return {{"anchors", store.anchors()},
            {"revocation_lists", store.revocation_lists()},
            {"signers", store.signers()},
            {"deviation_lists", store.deviation_lists()}};
}

}  // namespace

json store_json(const card::TrustStore& store, std::int64_t now, bool conformance) {
    json object{{"format", kFormat}, {"digest", store.digest()}, {"counts", counts_of(store)}};
    object["anchors"] = object["revocation_lists"] = object["master_lists"] = object["notes"] =
        json::array();
    for (const auto& anchor : store.describe_each_anchor())
        object["anchors"].push_back(anchor_of(anchor));
    for (const auto& list : store.describe_revocation_lists(now))
        object["revocation_lists"].push_back(crl_of(list));
    for (const auto& list : store.master_lists())
        object["master_lists"].push_back(list_of(list, store));
    for (const auto& note : store.notes())
        object["notes"].push_back(
            {{"file", note.file}, {"text", note.text}, {"refused", note.refused}});
    if (conformance) object["conformance"] = json::array();
    if (conformance)
        for (const auto& line : card::conformance_of(store))
            object["conformance"].push_back(
                {{"certificate", line.certificate}, {"code", line.code}, {"text", line.text}});
    return object;
}

json import_json(const std::filesystem::path& folder, const card::TrustImportResult& result,
                 const card::TrustStore& store) {
    using Result = card::TrustImportLine::Result;
    json lines = json::array();
    for (const auto& line : result.lines)
        lines.push_back({{"result", line.result == Result::taken   ? "taken"
                                    : line.result == Result::known ? "known"
                                                                   : "left_out"},
                         {"file", line.file},
                         {"text", line.text}});
    return {{"format", kFormat},     {"store", folder.string()}, {"replaced", result.taken > 0},
            {"taken", result.taken}, {"known", result.known},    {"left_out", result.left_out},
            {"lines", lines},        {"digest", store.digest()}, {"counts", counts_of(store)}};
}

}  // namespace cardtool

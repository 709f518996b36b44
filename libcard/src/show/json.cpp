// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "card/explain.h"
#include "judge/contents.h"

namespace card {

const char* judge::protocol_name(AccessProtocol protocol) {
    switch (protocol) {
        case AccessProtocol::unknown: return "unknown";
        case AccessProtocol::none: return "none";
        case AccessProtocol::bac: return "BAC";
        case AccessProtocol::pace: return "PACE";
    }
    return "";
}

namespace {

using nlohmann::json;

constexpr int kFormat = 1;

json access_json(const AccessRecord& access) {
    json out{{"protocol", judge::protocol_name(access.protocol)}};
    if (!access.password.empty()) out["password"] = access.password;
    if (!access.mapping.empty()) out["mapping"] = access.mapping;
    if (!access.cipher.empty()) out["cipher"] = access.cipher;
    if (access.parameter_id != 0) out["parameter_id"] = access.parameter_id;
    return out;
}

json policy_json(const Policy& policy) {
    json out{{"revocation",
              policy.revocation == Policy::Revocation::required ? "required" : "when_available"},
             {"chip_proofs", policy.chip_proofs == Policy::ChipProofs::any ? "any" : "all"},
             {"crl_grace_days", policy.crl_grace_days},
             {"allowed_states", policy.allowed_states},
             {"allowed_sources", policy.allowed_sources}};
    out["sha1_until"] = policy.sha1_until ? json(*policy.sha1_until) : json(nullptr);
    out["at"] = policy.at ? json(*policy.at) : json("now");
    return out;
}

json trust_json(const TrustUsed& trust) {
    json out{{"store_digest", trust.store_digest},
             {"anchor", trust.anchor},
             {"anchor_name", trust.anchor_name},
             {"source", trust.source},
             {"origin", trust.origin},
             {"signer_imported", trust.signer_imported}};
    if (!trust.crl_date.empty())
        out["crl"] = {{"number", trust.crl_number}, {"date", trust.crl_date}};
    if (!trust.missing_anchor.empty()) out["missing_anchor"] = trust.missing_anchor;
    return out;
}

/// Whatever the chip stated, by name.
json holder_json(const Holder& holder) {
    json out = json::object();
    for (const auto& field : holder.fields) out.emplace(name_of(field.key), field.text);
    for (const auto& field : holder.unknown_fields) out.emplace(field.name, field.text);
    return out;
}

}  // namespace

std::string to_json(const Report& report) {
    json checks = json::array();
    for (const auto& check : report.checks())
        checks.push_back({{"id", text_of(check.name)},
                          {"outcome", name_of(check.outcome)},
                          {"reason", reason_text(check, Language::en)},
                          {"attention", check.attention}});
    json body = json::array();
    for (const auto& difference : report.body_differences())
        body.push_back({{"field", name_of(difference.field)},
                        {"printed", difference.printed},
                        {"chip", difference.chip}});
    const json out{
        {"format", kFormat},
        {"verdict", name_of(report.verdict())},
        {"exit_code", report.exit_code()},
        {"expired", report.expired()},
        {"not_known",
         "whether the document was reported lost or cancelled is known to its issuer only"},
        {"checks", checks},
        {"holder", holder_json(report.holder())},
        {"body_differences", body},
        {"access", access_json(report.access())},
        {"counters",
         {{"apdus", report.counters().apdus},
          {"bytes_sent", report.counters().bytes_sent},
          {"bytes_received", report.counters().bytes_received}}},
        {"fallbacks", report.fallbacks()},
        {"policy", policy_json(report.policy())},
        {"trust", trust_json(report.trust())},
        {"signing", {{"date", report.signing_date()}, {"source", report.signing_date_source()}}},
        {"library", CARD_VERSION},
    };
    // A chip may hold octets that are no UTF-8; they are replaced, never a reason to fail.
    return out.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace card

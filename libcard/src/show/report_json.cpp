// SPDX-License-Identifier: Apache-2.0
#include "card/report_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "card/explain.h"
#include "card/printable.h"
#include "judge/contents.h"
#include "x509/times.h"

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

using json = nlohmann::ordered_json;

constexpr int kFormat = 2;

json text_or_null(std::string_view text) { return text.empty() ? json(nullptr) : json(text); }

json time_or_null(const std::optional<std::int64_t>& time) {
    return time ? json(x509::time_text(*time)) : json(nullptr);
}

std::string_view name_of(Effect effect) {
    switch (effect) {
        case Effect::none: return "none";
        case Effect::undetermined: return "undetermined";
        case Effect::not_genuine: return "not_genuine";
    }
    return "";
}

/// A UUID of random octets, RFC 9562 §5.4.
std::string uuid(std::array<std::uint8_t, 16> octets) {
    octets[6] = static_cast<std::uint8_t>((octets[6] & 0x0F) | 0x40);
    octets[8] = static_cast<std::uint8_t>((octets[8] & 0x3F) | 0x80);
    std::string text = to_hex(octets);
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'F' ? char(c - 'A' + 'a') : c; });
    for (const std::size_t at : {8U, 13U, 18U, 23U}) text.insert(at, 1, '-');
    return text;
}

std::string group_name(int group) { return card::name_of(data_group(group)); }

json argument_json(const ReasonArgument& argument) {
    if (const auto* text = std::get_if<std::string>(&argument)) return *text;
    if (const auto* reason = std::get_if<Reason>(&argument)) return card::name_of(*reason);
    if (const auto* part = std::get_if<Sentence>(&argument)) return text_of(*part, Language::en);
    return card::name_of(std::get<FieldId>(argument));
}

json reasons_json(const Check& check) {
    json out = json::array();
    for (const auto& because : check.reasons) {
        json arguments = json::array();
        for (const auto& argument : because.arguments) arguments.push_back(argument_json(argument));
        out.push_back({{"code", card::name_of(because.reason)}, {"arguments", arguments}});
    }
    return out;
}

json checks_json(const Report& report, const Explanation& explanation) {
    json out = json::array();
    for (const auto& check : report.checks())
        out.push_back(
            {{"id", text_of(check.name)},
             {"outcome", card::name_of(check.outcome)},
             {"effect", name_of(check.effect)},
             {"decisive", explanation.decisive == &check},
             {"attention", check.attention},
             {"code", check.reasons.empty() ? json(nullptr)
                                            : json(card::name_of(check.reasons.front().reason))},
             {"reason", reason_text(check, Language::en)},
             {"reasons", reasons_json(check)}});
    return out;
}

json ids_of(const std::vector<const Check*>& checks) {
    json out = json::array();
    for (const auto* check : checks) out.push_back(text_of(check->name));
    return out;
}

/// Whatever the chip stated, by name, each value with the group it came from.
json holder_json(const Holder& holder) {
    json out = json::object();
    for (const auto& field : holder.fields) {
        json value{{"text", field.text}, {"source", group_name(field.group)}};
        if (row_of(field.key.id).is(FieldTrait::date)) value["date"] = text_or_null(field.date);
        out[card::name_of(field.key)] = std::move(value);
    }
    return out;
}

json unknown_json(const Holder& holder) {
    json out = json::array();
    for (const auto& field : holder.unknown_fields)
        out.push_back(
            {{"name", field.name}, {"text", field.text}, {"source", group_name(field.group)}});
    return out;
}

json body_json(const Report& report) {
    json out = json::array();
    for (const auto& difference : report.body_differences())
        out.push_back({{"field", card::name_of(difference.field)},
                       {"printed", difference.printed},
                       {"chip", difference.chip}});
    return out;
}

json access_json(const AccessRecord& access) {
    json out{{"protocol", judge::protocol_name(access.protocol)}};
    if (!access.password.empty()) out["password"] = access.password;
    if (!access.mapping.empty()) out["mapping"] = access.mapping;
    if (!access.cipher.empty()) out["cipher"] = access.cipher;
    if (access.parameter_id != 0) out["parameter_id"] = access.parameter_id;
    return out;
}

json policy_json(const Policy& policy) {
    return {{"revocation",
             policy.revocation == Policy::Revocation::required ? "required" : "when_available"},
            {"chip_proofs", policy.chip_proofs == Policy::ChipProofs::any ? "any" : "all"},
            {"crl_grace_days", policy.crl_grace_days},
            {"allowed_states", policy.allowed_states},
            {"allowed_sources", policy.allowed_sources},
            {"sha1_until", time_or_null(policy.sha1_until)},
            {"at", time_or_null(policy.at)}};
}

json trust_json(const TrustUsed& trust) {
    json out{{"store_digest", trust.store_digest},
             {"anchor", text_or_null(trust.anchor)},
             {"anchor_name", trust.anchor_name},
             {"source", trust.source},
             {"origin", trust.origin},
             {"signer_imported", trust.signer_imported},
             {"crl", nullptr},
             {"missing_anchor", text_or_null(trust.missing_anchor)}};
    if (!trust.crl_date.empty())
        out["crl"] = {{"number", trust.crl_number}, {"date", trust.crl_date}};
    return out;
}

json signer_json(const SignerUsed& signer) {
    if (signer.sha256.empty()) return nullptr;
    return {{"subject", signer.subject}, {"serial", signer.serial}, {"sha256", signer.sha256}};
}

json signing_json(const Report& report) {
    if (report.signing_date().empty()) return nullptr;
    return {{"date", report.signing_date()}, {"source", report.signing_date_source()}};
}

/// What every line begins with.
json origin_json(const Origin& origin) {
    return {{"format", kFormat},
            {"report_id", uuid(origin.report_id)},
            {"document", text_or_null(origin.document)},
            {"reader", text_or_null(origin.reader)},
            {"read_at", time_or_null(origin.read_at)},
            {"judged_at", x509::time_text(origin.judged_at)},
            {"library", CARD_VERSION}};
}

/// A chip or a folder's name may hold octets that are no UTF-8; they are replaced, never a reason
/// to fail.
std::string line_of(const json& object) {
    return escaped_marks(object.dump(-1, ' ', false, json::error_handler_t::replace));
}

}  // namespace

Origin new_origin(Random& random, std::int64_t judged_at) {
    Origin origin;
    random.fill(origin.report_id);
    origin.judged_at = judged_at;
    return origin;
}

std::string to_json(const Report& report, const Origin& origin) {
    const auto explanation = explain(report);
    json out = origin_json(origin);
    out["verdict"] = card::name_of(report.verdict());
    out["exit_code"] = report.exit_code();
    out["headline"] = explanation.headline;
    out["advice"] = explanation.advice;
    out["attention"] = ids_of(explanation.attention);
    out["because"] = ids_of(explanation.because);
    out["expired"] = report.expired();
    out["expired_on"] = text_or_null(report.expired_on());
    out["not_known"] = text("verdict.not_known", Language::en);
    out["checks"] = checks_json(report, explanation);
    out["holder"] = holder_json(report.holder());
    out["unknown_fields"] = unknown_json(report.holder());
    out["body_differences"] = body_json(report);
    out["signer"] = signer_json(report.signer());
    out["signing"] = signing_json(report);
    out["trust"] = trust_json(report.trust());
    out["policy"] = policy_json(report.policy());
    out["access"] = access_json(report.access());
    out["fallbacks"] = report.fallbacks();
    out["counters"] = {{"apdus", report.counters().apdus},
                       {"bytes_sent", report.counters().bytes_sent},
                       {"bytes_received", report.counters().bytes_received}};
    return line_of(out);
}

std::string to_json(const Error& error, const Origin& origin) {
    auto explanation = explain(error);
    if (!explanation.advice.empty() && origin.reader.starts_with("replay:"))
        explanation.advice = "error.advice.replay";  // a recording is no card
    json out = origin_json(origin);
    json about{{"code", card::name_of(error.code())},
               {"step", card::name_of(error.step())},
               {"status", nullptr},
               {"text", error.what()},
               {"headline", text_or_null(explanation.headline)},
               {"advice", text_or_null(explanation.advice)}};
    if (error.status()) about["status"] = to_hex(*error.status());
    out["error"] = std::move(about);
    return line_of(out);
}

}  // namespace card

// SPDX-License-Identifier: Apache-2.0
#include "card/survey.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <span>
#include <tuple>

#include "card/error.h"
#include "crypto/oids.h"
#include "crypto/public_key.h"
#include "judge/contents.h"
#include "lds/data_groups.h"
#include "lds/face_image.h"
#include "lds/mrz.h"
#include "lds/security_infos.h"
#include "lds/signed_data.h"
#include "national/national.h"
#include "x509/certificate.h"

namespace card {
namespace {

using json = nlohmann::ordered_json;

constexpr int kSurveyFormat = 2;

/// A part that does not parse says so and nothing more.
template <class Make>
json part(const Document& document, FileId file, Make make) {
    const Bytes* octets = document.file(file);
    if (!octets) return nullptr;
    try {
        return make(*octets);
    } catch (const Error&) {
        return "malformed";
    }
}

json files_json(const Document& document) {
    json out = json::object();
    for (const auto& [file, octets] : document.files) out[name_of(file)] = octets.size();
    for (const auto& [file, missing] : document.missing)
        out[name_of(file)] = missing.status ? json(to_hex(missing.status)) : json("not asked for");
    return out;
}

json infos_json(const lds::SecurityInfos& infos) {
    json out{{"oids", json::array()}};
    for (const auto oid : infos.oids) out["oids"].push_back(oid::to_text(oid));
    for (const auto& info : infos.pace)
        out["pace"].push_back(info.mapping_name() + " " + crypto::name_of(info.cipher) +
                              " parameters " +
                              (info.parameter_id ? std::to_string(*info.parameter_id) : "none"));
    for (const auto& info : infos.chip_authentication)
        out["chip_authentication"].push_back(std::string(crypto::name_of(info.cipher)) +
                                             (info.key_id ? " with key id" : ""));
    for (const auto& key : infos.chip_keys)
        out["chip_keys"].push_back(
            std::string(key.domain ? key.domain->name() : "unknown parameters") +
            (key.key_id ? " with key id" : ""));
    return out;
}

json certificate_json(const x509::Certificate& certificate) {
    static constexpr std::int64_t kDay = 86400;
    return {{"key", crypto::parse_public_key(certificate.public_key).description()},
            {"signed_with",
             certificate.algorithm ? certificate.algorithm->description() : "not supported"},
            {"issuer", x509::name_text(certificate.issuer)},
            {"valid_days", (certificate.not_after - certificate.not_before) / kDay},
            {"names_document_types", certificate.has_document_types}};
}

json sod_json(ByteView file) {
    const auto sod = lds::parse_sod(file);
    const auto object = lds::parse_security_object(sod.content);
    json out{{"lds_object_version", object.version},
             {"digest", object.hash ? crypto::name_of(*object.hash) : "not supported"},
             {"content_type", oid::to_text(sod.content_type)},
             {"cms_version", sod.version},
             {"ber", sod.ber},
             {"signers", sod.signers.size()}};
    for (const auto& [group, hash] : object.hashes) out["groups"].push_back(group);
    for (const auto& signer : sod.signers) {
        const auto algorithm = crypto::parse_signature_algorithm(signer.signature_algorithm);
        out["signature"].push_back(algorithm ? algorithm->description() : "not supported");
        out["signed_attributes"].push_back(signer.signed_attributes.has_value());
        if (signer.signed_attributes)
            out["signing_time"].push_back(
                !lds::parse_signed_attributes(*signer.signed_attributes).signing_time.empty());
    }
    for (const auto octets : sod.certificates)
        out["certificates"].push_back(certificate_json(x509::parse_certificate(octets)));
    return out;
}

json dg1_json(ByteView file) {
    const auto mrz = lds::parse_mrz(lds::mrz_of_dg1(file));
    const bool dated =
        std::ranges::all_of(mrz.expiry_date, [](char c) { return c >= '0' && c <= '9'; });
    return {{"format", mrz.format == lds::MrzFormat::td1   ? "TD1"
                       : mrz.format == lds::MrzFormat::td2 ? "TD2"
                                                           : "TD3"},
            {"document_code", mrz.document_code},
            {"issuing_state", mrz.issuing_state},
            {"expiry", dated ? "a date" : "no date"},
            {"wrong_check_digits", mrz.wrong_check_digits.size()}};
}

json dg2_json(ByteView file) {
    json out = json::array();
    for (const auto& image : lds::parse_dg2(file).images) {
        out.push_back({{"format", lds::name_of(image.format)},
                       {"width", image.width},
                       {"height", image.height}});
    }
    return out;
}

/// Numbers only: whether a field is filled would already say something of the holder.
json dg13_json(ByteView file) {
    const auto* state = national::state_of(file, national::states());
    if (!state) return "another state's structure";
    json known = json::array(), unknown = json::array();
    for (const auto& field : state->parse(file).fields)
        (field.id ? known : unknown).push_back(field.number);
    return {{"fields", known}, {"unknown_fields", unknown}};
}

json chip_authentication_json(const ChipAuthenticationRecord& record) {
    static constexpr const char* kOutcomes[]{"not attempted", "refused", "right", "wrong"};
    return {{"outcome", kOutcomes[static_cast<int>(record.outcome)]},
            {"status", to_hex(record.status)}};
}

/// The trailer names the hash (ISO/IEC 9796-2); what it was made over is the chip's own chance.
json active_authentication_json(const ActiveAuthenticationRecord& record) {
    static constexpr const char* kOutcomes[]{"not attempted", "refused", "answered"};
    json out{{"outcome", kOutcomes[static_cast<int>(record.outcome)]},
             {"status", to_hex(record.status)},
             {"answer_octets", record.signature.size()}};
    try {
        const auto key = crypto::parse_public_key(lds::key_of_dg15(record.key_file));
        out["key"] = key.description();
        if (const auto recovered = crypto::rsa_recover(key, record.signature)) {
            const std::size_t size = recovered->back() == 0xBC ? 1 : 2;
            out["trailer"] = to_hex(ByteView(*recovered).last(size));
        }
    } catch (const Error&) {
        out["key"] = "malformed or absent";
    }
    return out;
}

json exchanges_json(const std::vector<ExchangeNote>& exchanges) {
    std::map<std::tuple<bool, std::uint8_t, std::uint16_t>, std::vector<std::uint32_t>> kinds;
    for (const auto& note : exchanges)
        kinds[{note.secured, note.instruction, note.status}].push_back(note.microseconds);
    json out = json::array();
    for (auto& [kind, times] : kinds) {
        const auto& [secured, instruction, status] = kind;
        std::ranges::sort(times);
        out.push_back({{"instruction", to_hex(ByteView(&instruction, 1))},
                       {"secured", secured},
                       {"status", to_hex(status)},
                       {"count", times.size()},
                       {"microseconds",
                        {{"least", times.front()},
                         {"median", times[times.size() / 2]},
                         {"most", times.back()}}}});
    }
    return out;
}

/// The last exchanges one by one: what the chip did just before the reading ended.
json last_json(const std::vector<ExchangeNote>& exchanges) {
    static constexpr std::size_t kLast = 16;
    json out = json::array();
    for (const auto& note : std::span(exchanges).last(std::min(kLast, exchanges.size())))
        out.push_back({{"instruction", to_hex(ByteView(&note.instruction, 1))},
                       {"secured", note.secured},
                       {"status", note.status ? json(to_hex(note.status)) : json(nullptr)},
                       {"microseconds", note.microseconds}});
    return out;
}

json end_json(const SurveyedEnd& end) {
    return {{"code", name_of(end.code)},
            {"step", name_of(end.step)},
            {"status", end.status ? json(to_hex(*end.status)) : json(nullptr)}};
}

json ended_json(const SurveyNotes& notes) {
    if (!notes.ended) return nullptr;
    json out = end_json(*notes.ended);
    out["exchanges"] = notes.exchanges.size();
    out["last_exchanges"] = last_json(notes.exchanges);
    return out;
}

json wrong_number_json(const std::optional<SurveyedWrongNumber>& asked) {
    if (!asked) return "not asked";
    return {{"answer", asked->answer ? end_json(*asked->answer) : json("it opened the card")},
            {"exchanges", last_json(asked->exchanges)},
            {"right_number_afterwards",
             asked->afterwards ? end_json(*asked->afterwards) : json("opens")}};
}

/// The two sizes only: ISO/IEC 7816-4 lets the file hold an issuer's and even a holder's data.
json atr_info_json(ByteView file) {
    const auto sizes = lds::parse_atr_info(file);
    return sizes ? json{{"max_command", sizes->max_command}, {"max_response", sizes->max_response}}
                 : json("no sizes");
}

/// libccid writes the serial number of a reader in round brackets.
std::string without_serial(std::string name) {
    const auto open = name.find(" (");
    const auto close = open == std::string::npos ? open : name.find(')', open);
    return close == std::string::npos ? name : name.erase(open, close + 1 - open);
}

json link_json(const LinkTraits& link) {
    return {{"reader", without_serial(link.reader)},
            {"atr", to_hex(link.atr)},
            {"max_command", link.max_command},
            {"max_response", link.max_response}};
}

/// Ids and outcomes; a reason may hold a date.
json checks_json(const Report& report) {
    json out = json::object();
    for (const auto& check : report.checks()) out[text_of(check.name)] = name_of(check.outcome);
    return out;
}

}  // namespace

std::string survey(const Document& document, const Report& report, const LinkTraits& link,
                   const SurveyNotes& notes) {
    const auto& access = document.access;
    json out{{"survey", kSurveyFormat}, {"ended", ended_json(notes)}, {"link", link_json(link)}};
    out["access"] = {{"protocol", judge::protocol_name(access.protocol)},
                     {"password", access.password},
                     {"mapping", access.mapping},
                     {"cipher", access.cipher},
                     {"parameters", access.parameter_id}};
    out["files"] = files_json(document);
    out["EF.CardAccess"] = part(document, FileId::card_access, [](ByteView file) {
        return infos_json(lds::parse_card_access(file));
    });
    out["EF.ATR/INFO"] = part(document, FileId::atr_info, atr_info_json);
    out["EF.SOD"] = part(document, FileId::sod, sod_json);
    out["DG1"] = part(document, FileId::dg1, dg1_json);
    out["DG2"] = part(document, FileId::dg2, dg2_json);
    out["DG13"] = part(document, FileId::dg13, dg13_json);
    out["DG14"] = part(document, FileId::dg14,
                       [](ByteView file) { return infos_json(lds::parse_dg14(file)); });
    out["chip_authentication"] = chip_authentication_json(document.chip_authentication);
    out["active_authentication"] = active_authentication_json(document.active_authentication);
    out["fallbacks"] = document.fallbacks;
    out["verdict"] = name_of(report.verdict());
    out["checks"] = checks_json(report);
    out["wrong_number"] = wrong_number_json(notes.wrong_number);
    out["exchanges"] = exchanges_json(notes.exchanges);
    static constexpr int kIndent = 2;
    return out.dump(kIndent, ' ', true, json::error_handler_t::replace);
}

}  // namespace card

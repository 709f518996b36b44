// SPDX-License-Identifier: Apache-2.0
#include "trust/file_kinds.h"

#include <algorithm>

#include "card/error.h"
#include "tlv/tlv.h"
#include "trust/text_file.h"

namespace card::trust {
namespace {

using namespace std::string_view_literals;

struct KnownStart {
    std::string_view start, id;
};
/// In letters of any case; what is closer stands before what is wider.
constexpr KnownStart kStarts[] = {
    {"PK\x03\x04"sv, "store.file.zip"},
    {"PK\x05\x06"sv, "store.file.zip"},
    {"\x1F\x8B"sv, "store.file.gzip"},
    {"7z\xBC\xAF"sv, "store.file.seven_zip"},
    {"BZh"sv, "store.file.archive"},
    {"\xFD\x37zXZ"sv, "store.file.archive"},
    {"\x28\xB5\x2F\xFD"sv, "store.file.archive"},
    {"Rar!"sv, "store.file.archive"},
    {"MSCF"sv, "store.file.archive"},
    {"%PDF"sv, "store.file.pdf"},
    {"\x89PNG"sv, "store.file.picture"},
    {"\xFF\xD8\xFF"sv, "store.file.picture"},
    {"GIF8"sv, "store.file.picture"},
    {"II*\0"sv, "store.file.picture"},
    {"MM\0*"sv, "store.file.picture"},
    {"RIFF"sv, "store.file.picture"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "store.file.office"},
    {"{\\rtf"sv, "store.file.office"},
    {"\xFE\xED\xFE\xED"sv, "store.file.keystore"},
    {"\x7F\x21"sv, "store.file.cv_certificate"},
    {"\x77\x82"sv, "store.file.sod"},
    {"ssh-"sv, "store.file.public_key"},
    {"MZ"sv, "store.file.program"},
    {"\x7F"sv
     "ELF",
     "store.file.program"},
    {"<!doctype html"sv, "store.file.page"},
    {"<html"sv, "store.file.page"},
    {"<"sv, "store.file.xml"},
};

/// Where tar(1) writes its name.
bool is_tar(std::string_view text) {
    static constexpr std::size_t kMagic = 257;
    return text.size() > kMagic && text.substr(kMagic).starts_with("ustar");
}

/// Their zip archives begin with parts of these names.
bool is_office(std::string_view zip) {
    static constexpr std::size_t kLooksAt = 4096;
    const auto begin = zip.substr(0, kLooksAt);
    return std::ranges::any_of(
        std::initializer_list<std::string_view>{"[Content_Types].xml", "word/", "xl/", "ppt/",
                                                "mimetypeapplication/vnd.oasis"},
        [begin](std::string_view part) { return begin.find(part) != std::string_view::npos; });
}

/// Tags of the first members of a SEQUENCE.
std::vector<tlv::Tag> members_of(ByteView sequence) {
    static constexpr std::size_t kLooksAt = 9;
    std::vector<tlv::Tag> tags;
    for (tlv::Reader reader(sequence); !reader.empty() && tags.size() < kLooksAt;)
        tags.push_back(reader.next().tag);
    return tags;
}

constexpr tlv::Tag kInteger = 0x02, kBits = 0x03, kOctets = 0x04, kOid = 0x06, kEnumerated = 0x0A,
                   kSequence = 0x30, kAttributes = 0xA0;

bool begins_as(const std::vector<tlv::Tag>& tags, std::initializer_list<tlv::Tag> wanted) {
    return tags.size() >= wanted.size() && std::equal(wanted.begin(), wanted.end(), tags.begin());
}

/// PKCS#8, SEC1 and PKCS#1: a version, then the key.
bool is_private_key(const std::vector<tlv::Tag>& tags) {
    return begins_as(tags, {kInteger, kSequence, kOctets}) ||
           begins_as(tags, {kInteger, kOctets}) ||
           (tags.size() == 9 && std::ranges::count(tags, kInteger) == 9);
}

/// RFC 7292 §4: version 3, a ContentInfo.
bool is_pkcs12(ByteView content) {
    tlv::Reader reader(content);
    const auto version = reader.expect(kInteger).value;
    if (version.size() != 1 || version[0] != 3) return false;
    const auto inside = reader.next_if(kSequence);
    return inside && begins_as(members_of(inside->value), {kOid});
}

/// RFC 2986 §4: version, name, key, attributes.
bool is_request(ByteView content) {
    tlv::Reader reader(content);
    const auto info = reader.next_if(kSequence);
    return info &&
           begins_as(members_of(info->value), {kInteger, kSequence, kSequence, kAttributes});
}

std::string_view id_of_object(ByteView object) {
    const auto der = tlv::to_der(object);
    const auto content = tlv::unwrap(kSequence, der);
    const auto tags = members_of(content);
    if (begins_as(tags, {kInteger, kSequence}) && is_pkcs12(content)) return "store.file.pkcs12";
    if (is_private_key(tags)) return "store.file.private_key";
    if (begins_as(tags, {kEnumerated})) return "store.file.ocsp";
    if (begins_as(tags, {kSequence, kBits}) && tags.size() == 2) return "store.file.public_key";
    if (begins_as(tags, {kSequence, kSequence, kBits}) && is_request(content))
        return "store.file.request";
    return {};
}

}  // namespace

Sentence kind_of_other_file(ByteView file) {
    const auto whole = as_text(file);
    const auto text = whole.substr(std::min(whole.find_first_not_of(" \t\r\n"), whole.size()));
    if (is_tar(whole)) return said("store.file.tar");
    const auto* const known = std::ranges::find_if(
        kStarts, [text](const auto& row) { return begins_with(text, row.start); });
    if (known == std::end(kStarts)) return {};
    const bool office = known->id == "store.file.zip" && is_office(text);
    return said(office ? "store.file.office" : known->id);
}

Sentence kind_of_other_object(ByteView object) {
    try {
        const auto id = id_of_object(object);
        return id.empty() ? Sentence() : said(id);
    } catch (const Error&) {
        return {};  // no structure that is known
    }
}

Sentence kind_of_pem_label(std::string_view label) {
    if (label.ends_with("PRIVATE KEY")) return said("store.file.private_key");
    if (label.ends_with("CERTIFICATE REQUEST")) return said("store.file.request");
    if (label.ends_with("PUBLIC KEY")) return said("store.file.public_key");
    if (label.starts_with("PGP ")) return said("store.file.pgp");
    return {};
}

bool is_mail(std::string_view text) {
    static constexpr std::string_view kHeaders[] = {
        "From ",     "From:",         "Return-Path:", "Received:",      "Delivered-To:",
        "Subject:",  "MIME-Version:", "Message-ID:",  "Content-Type:",  "Date:",
        "X-Mailer:", "Reply-To:",     "To:",          "DKIM-Signature:"};
    return std::ranges::any_of(
        kHeaders, [text](std::string_view header) { return begins_with(text, header); });
}

}  // namespace card::trust

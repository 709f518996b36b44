// SPDX-License-Identifier: Apache-2.0
#include "support/fixtures.h"

#include "card/explain.h"
#include "card/report_json.h"

#include <openssl/evp.h>
#include <unistd.h>

#include <algorithm>

namespace support {

namespace fs = std::filesystem;

card::Bytes read_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    return card::to_bytes(card::as_octets(text));
}

card::Bytes pem(const fs::path& file) {
    const auto octets = read_file(file);
    std::string text(card::as_text(octets));
    const auto begin = text.find('\n', text.find("-----BEGIN")) + 1, end = text.find("-----END");
    std::string body = text.substr(begin, end - begin);
    std::erase_if(body, [](char c) { return c == '\n' || c == '\r'; });
    card::Bytes der(body.size());
    const int size =
        EVP_DecodeBlock(der.data(), reinterpret_cast<const unsigned char*>(body.data()),
                        static_cast<int>(body.size()));
    der.resize(static_cast<std::size_t>(size) -
               static_cast<std::size_t>(std::count(body.end() - 2, body.end(), '=')));
    return der;
}

bool mutate_all() {
    const char* text = std::getenv("CARD_MUTATE");
    return text && std::string_view(text) == "1";
}

std::size_t stride([[maybe_unused]] std::size_t usual, [[maybe_unused]] std::size_t slow) {
    if (mutate_all()) return 1;
#ifdef CARD_SANITIZED
    return slow;
#else
    return usual;
#endif
}

int chances() { return mutate_all() ? 10'000 : 4'000 / static_cast<int>(stride(1, 4)); }

Folder::Folder() {
    std::string name = (fs::temp_directory_path() / "libcard-test-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a folder");
    path_ = name;
}
Folder::~Folder() {
    std::error_code error;
    fs::remove_all(path_, error);
}

simulated::Specimen specimen(const std::string& name, const std::string& variation) {
    const auto loaded = simulated::Specimen::load(specimens() / (name + ".json"));
    return variation.empty() ? loaded : loaded.with(variation);
}

card::TrustStore trust_of(const simulated::Specimen& specimen) {
    return card::TrustStore::from_directory(specimens() / specimen.text("trust"));
}
card::AccessKey can_of(const simulated::Specimen& specimen) {
    return card::AccessKey::from_can(specimen.text("can"));
}
card::AccessKey mrz_of(const simulated::Specimen& specimen) {
    return card::AccessKey::from_mrz(specimen.text("mrz"));
}

card::Policy policy_today() {
    card::Policy policy;
    policy.now = kToday;
    return policy;
}

card::Document read(const simulated::Specimen& specimen, const card::AccessKey& key) {
    simulated::CardTransport chip(specimen);
    return card::read(chip, key);
}

card::Report inspect(const simulated::Specimen& specimen) {
    return card::verify(read(specimen, can_of(specimen)), trust_of(specimen), policy_today());
}

card::Document saved(const card::Document& document) {
    card::Document files;
    files.files = document.files;
    return files;
}

void ScriptedRandom::fill(std::span<std::uint8_t> to) {
    if (to.size() > octets_.size() - at_) throw std::runtime_error("the script has no more octets");
    std::copy_n(octets_.begin() + static_cast<std::ptrdiff_t>(at_), to.size(), to.begin());
    at_ += to.size();
}

std::string json_of(const card::Report& report) { return card::to_json(report, {}); }

std::string reason(const card::Report& report, std::string_view check) {
    const auto* made = report.check(check);
    return made ? reason_text(*made, card::Language::en) : "no such check";
}

}  // namespace support

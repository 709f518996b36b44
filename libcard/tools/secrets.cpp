// SPDX-License-Identifier: Apache-2.0
#include "secrets.h"

#include <CLI/CLI.hpp>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <sstream>

#include "common.h"
#include "stop.h"
#include "texts.h"

namespace cardtool {
namespace {

using card::Errc;
using card::Step;

/// Whose rules --qr and --id mean.
constexpr const char* kCountry = "VN";
constexpr const char* kStandardInput = "-";
constexpr std::size_t kMost = 4096;  ///< octets of a secret

/// The next octet of standard input, or nothing at its end. A stop ends the wait.
std::optional<char> next_octet() {
    static constexpr int kLook = 50;  // milliseconds
    pollfd input{STDIN_FILENO, POLLIN, 0};
    while (poll(&input, 1, kLook) <= 0) check_stop();
    char octet = 0;
    while (true) {
        const auto count = read(STDIN_FILENO, &octet, 1);
        if (count == 1) return octet;
        if (count < 0 && errno == EINTR) continue;
        return {};
    }
}

/// Without its end; nothing at the end of standard input.
std::optional<std::string> next_line() {
    std::string line;
    std::optional<char> octet;
    while ((octet = next_octet()) && *octet != '\n') {
        line += *octet;
        if (line.size() > kMost) throw Told(Errc::usage, Step::key, "cardtool.error.secret_long");
    }
    if (!octet && line.empty()) return {};
    return line;
}

/// Without a byte order mark and blanks around it.
std::string trimmed(std::string text) {
    static constexpr const char* kBlank = " \t\r\n";
    static constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (text.find('\0') != std::string::npos)
        throw Told(Errc::usage, Step::key, "cardtool.error.secret_wide");
    if (text.starts_with(kMark)) text.erase(0, kMark.size());
    text.erase(text.find_last_not_of(kBlank) + 1);
    text.erase(0, text.find_first_not_of(kBlank));
    return text;
}

/// Asks on the terminal, without showing what is typed. An MRZ has lines; an empty one ends it.
std::string asked(const std::string& what, bool lines) {
    const NoEcho quiet;
    std::cerr << what << ": " << std::flush;
    std::string all;
    while (auto line = next_line()) {
        all += trimmed(*line) + "\n";
        if (!lines || trimmed(*line).empty()) break;
    }
    std::cerr << '\n';
    return trimmed(all);
}

std::string from_standard_input(const std::string& what, bool lines) {
    if (is_terminal(STDIN_FILENO)) return asked(what, lines);
    std::string all;
    while (auto line = next_line()) {
        all += *line + "\n";
        if (all.size() > kMost) throw Told(Errc::usage, Step::key, "cardtool.error.secret_long");
    }
    all = trimmed(all);
    if (all.empty()) throw Told(Errc::usage, Step::key, "cardtool.error.no_secret_input");
    return all;
}

std::string resolved(const std::string& value, const std::string& file, const std::string& what,
                     bool lines) {
    if (value == kStandardInput || file == kStandardInput) return from_standard_input(what, lines);
    if (file.empty()) return value;
    std::ifstream in(file, std::ios::binary);  // may be a pipe: <(...)
    std::string all(kMost, '\0');
    if (!in.read(all.data(), kMost) && in.gcount() == 0)
        throw Told(Errc::usage, Step::key, "cardtool.error.no_secret_file", {file});
    all.resize(static_cast<std::size_t>(in.gcount()));
    return trimmed(std::move(all));
}

Key by_id(const std::string& number, const std::string& birth, const std::string& expiry) {
    if (birth.empty() || expiry.empty())
        throw Told(Errc::usage, Step::key, "cardtool.error.id_needs_dates");
    return {card::AccessKey::from_printed(kCountry,
                                          {.number = number, .birth = birth, .expiry = expiry}),
            {}};
}

/// Number, date of birth and date of expiry, a line each.
Key by_id_lines(const std::string& text) {
    std::array<std::string, 3> lines;
    std::istringstream in(text);
    for (auto& line : lines) {
        std::getline(in, line);
        line = trimmed(line);
    }
    return by_id(lines[0], lines[1], lines[2]);
}

Key by_can(const std::string& can) { return {card::AccessKey::from_can(can), {}}; }
Key by_mrz(const std::string& mrz) { return {card::AccessKey::from_mrz(mrz), {{}, mrz}}; }
Key by_qr(const std::string& qr) {
    return {card::AccessKey::from_printed(kCountry, {.code = qr}), {qr, {}}};
}

constexpr std::array<std::string_view, 6> kSecretOptions{"--can", "--mrz",   "--qr",
                                                         "--id",  "--birth", "--expiry"};

void strike_out(char* text) { std::memset(text, '*', std::strlen(text)); }

}  // namespace

void KeyOptions::add_to(CLI::App& verb) {
    const auto add = [&verb](const char* name, std::string& to, const char* type,
                             const std::string& help) {
        return verb.add_option(name, to, help)->type_name(type)->group("key");
    };
    add("--can", can, "N", tr("cardtool.help.can"));
    add("--mrz", mrz, "TEXT", tr("cardtool.help.mrz"));
    add("--qr", qr, "TEXT", tr("cardtool.help.qr"));
    auto* number = add("--id", id, "N", tr("cardtool.help.id"));
    add("--birth", birth, "DAY", tr("cardtool.help.birth"))->needs(number);
    add("--expiry", expiry, "DAY", tr("cardtool.help.expiry"))->needs(number);
    add("--can-file", can_file, "FILE", tr("cardtool.help.can_file"));
    add("--mrz-file", mrz_file, "FILE", tr("cardtool.help.mrz_file"));
    add("--qr-file", qr_file, "FILE", tr("cardtool.help.qr_file"));
    add("--id-file", id_file, "FILE", tr("cardtool.help.id_file"));
}

Key KeyOptions::take() const {
    const auto given = std::ranges::count_if(
        std::array{&can, &mrz, &qr, &id, &can_file, &mrz_file, &qr_file, &id_file},
        [](const std::string* way) { return !way->empty(); });
    if (given > 1 || (given == 0 && !is_terminal(STDIN_FILENO)))
        throw Told(Errc::usage, Step::key, "cardtool.error.one_key");
    if (given == 0) return by_can(asked(tr("cardtool.ask.can"), false));
    if (!can.empty() || !can_file.empty())
        return by_can(resolved(can, can_file, tr("cardtool.ask.can"), false));
    if (!mrz.empty() || !mrz_file.empty())
        return by_mrz(resolved(mrz, mrz_file, tr("cardtool.ask.mrz"), true));
    if (!qr.empty() || !qr_file.empty())
        return by_qr(resolved(qr, qr_file, tr("cardtool.ask.qr"), false));
    if (id == kStandardInput || !id_file.empty())
        return by_id_lines(resolved(id, id_file, tr("cardtool.ask.id"), true));
    return by_id(id, birth, expiry);
}

bool KeyOptions::line_by_line() const {
    return std::ranges::any_of(std::array{&can, &qr, &can_file, &qr_file},
                               [](const std::string* way) { return *way == kStandardInput; });
}

std::optional<Key> KeyOptions::take_line() const {
    const bool code = qr == kStandardInput || qr_file == kStandardInput;
    const bool terminal = is_terminal(STDIN_FILENO);
    if (terminal)
        std::cerr << tr(code ? "cardtool.ask.qr" : "cardtool.ask.can") << ": " << std::flush;
    std::optional<std::string> line;
    while ((line = next_line()) && trimmed(*line).empty()) {}
    if (terminal) std::cerr << '\n';
    if (!line) return {};
    return code ? by_qr(trimmed(*line)) : by_can(trimmed(*line));
}

void strike_out_secrets(int argc, char** argv) {
    const std::span words(argv, static_cast<std::size_t>(argc));
    for (std::size_t at = 1; at < words.size(); ++at)
        for (const auto option : kSecretOptions) {
            const std::string_view word = words[at];
            if (word == option && at + 1 < words.size()) strike_out(words[at + 1]);
            if (word.starts_with(std::string(option) + "="))
                strike_out(words[at] + option.size() + 1);
        }
}

}  // namespace cardtool

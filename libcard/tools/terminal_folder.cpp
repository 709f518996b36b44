// SPDX-License-Identifier: Apache-2.0
#include "terminal_folder.h"

#include <CLI/CLI.hpp>

#include <algorithm>

#include "command_line.h"

namespace cardtool {
namespace {

namespace fs = std::filesystem;
using card::Errc;
using card::Step;

constexpr std::size_t kMaxFiles = 256;
/// Longer than any certificate that the library takes.
constexpr std::uintmax_t kMaxCertificate = std::uintmax_t{16} * 1024;

/// Sorted, so that what is said does not depend on the disk.
std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        if (files.size() == kMaxFiles)
            throw Told(Errc::usage, Step::cv_certificate, "cardtool.error.many_certificates",
                       {folder.string(), std::to_string(kMaxFiles)});
        files.push_back(entry->path());
    }
    if (error)
        throw Told(Errc::usage, Step::cv_certificate, "cardtool.error.no_folder",
                   {folder.string()});
    std::ranges::sort(files);
    return files;
}

/// Empty where it is nothing that a certificate could be.
card::Bytes read_small(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error) || fs::file_size(file, error) > kMaxCertificate || error)
        return {};
    try {
        return read_file(file);
    } catch (const card::Error& refused) {
        if (refused.code() != Errc::usage) throw;
        return {};
    }
}

/// Why it is passed over; empty for a certificate.
std::string_view flaw_of(const card::Bytes& octets) {
    static constexpr std::uint8_t kTag[]{0x7F, 0x21};
    if (octets.empty()) return "cardtool.terminal.no_file";
    try {
        card::check_terminal_certificate(octets);
        return {};
    } catch (const card::Error& error) {
        if (error.code() != Errc::malformed) throw;
    }
    return octets.size() >= std::size(kTag) &&
                   std::ranges::equal(kTag, card::ByteView(octets).first(2))
               ? "cardtool.terminal.torn"
               : "cardtool.terminal.no_certificate";
}

std::vector<card::Bytes> certificates_in(const TerminalOptions& options) {
    std::vector<card::Bytes> certificates;
    for (const auto& file : files_in(options.folder)) {
        std::error_code error;
        if (fs::equivalent(file, options.key, error)) continue;
        auto octets = read_small(file);
        const auto flaw = flaw_of(octets);
        if (flaw.empty()) certificates.push_back(std::move(octets));
        else say(tr(flaw, {file.string()}));
    }
    if (certificates.empty())
        throw Told(Errc::usage, Step::cv_certificate, "cardtool.error.no_certificates",
                   {options.folder.string()});
    return certificates;
}

}  // namespace

void TerminalOptions::add_to(CLI::App& verb) {
    auto* certificates =
        verb.add_option("--terminal", folder, tr("cardtool.help.terminal"))->type_name("DIR");
    auto* pem = verb.add_option("--terminal-key", key, tr("cardtool.help.terminal_key"))
                    ->type_name("FILE")
                    ->needs(certificates);
    certificates->check(is_folder())->needs(pem);
}

LoadedTerminal::LoadedTerminal(const TerminalOptions& options) {
    if (options.key.empty()) return;
    key_ = card::terminal_key_from_pem(read_file(options.key));
    terminal_ = {certificates_in(options), key_.get()};
}

}  // namespace cardtool

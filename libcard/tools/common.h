// SPDX-License-Identifier: Apache-2.0
// What the verbs of cardtool share: options, documents in folders, printing.
#pragma once
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "card/card.h"
#include "card/printable.h"

namespace CLI {
class App;
}

namespace cardtool {

/// Exit codes beside those of a report (docs/verdict.md).
enum Exit { kDone = 0, kWrongUse = 2, kNoRead = 3 };

struct KeyOptions {
    std::string can, mrz, qr, id, birth, expiry;
    void add_to(CLI::App& verb);
    /// Throws card::Error{usage} unless exactly one way was given.
    card::AccessKey key() const;
    /// What of it is printed on the card, to be held against the chip.
    card::Body body() const;
};

struct TrustOptions {
    std::vector<std::filesystem::path> paths;
    void add_to(CLI::App& verb);
    /// The paths, or /etc/libcard/csca where there is one, or an empty store. What was not taken
    /// goes to stderr.
    card::TrustStore load() const;
};

struct PolicyOptions {
    std::string revocation = "required", chip_proofs = "any", at, sha1_until;
    int crl_grace_days = 0;
    std::vector<std::string> states, sources;
    bool citizen = false;
    void add_to(CLI::App& verb);
    card::Policy policy() const;
};

/// --lang
void add_language(CLI::App& verb, std::string& language);

struct OutputOptions {
    bool json = false;
    std::string language;
    void add_to(CLI::App& verb);
};

using card::printable;  ///< what comes from cards and folders must not steer a terminal or write
                        ///< lines of its own
/// The forms of --reader for a help screen of 80 columns.
std::string reader_help();
/// Prints `start` and the text, wrapped at blanks within 80 columns, later lines indented; control
/// characters as "?".
void wrap(const std::string& start, std::string_view text, std::size_t indent);
void wrap(std::ostream& out, const std::string& start, std::string_view text, std::size_t indent);
/// Prints verdict, holder and checks for people, or JSON. Returns the report's exit code.
int print_report(const card::Report& report, const OutputOptions& options);

/// A folder with EF_SOD.bin, EF_COM.bin, EF_CardAccess.bin, EF_CardSecurity.bin, EF_CVCA.bin,
/// EF_ATR_INFO.bin and DG1.bin to DG16.bin.
card::Document load_folder(const std::filesystem::path& folder);
/// Writes those files into a folder that it makes when there is none.
void save_folder(const card::Document& document, const std::filesystem::path& folder);
card::Bytes read_file(const std::filesystem::path& file);
enum class Readers { owner, everybody };
/// Whole or not at all, over a new file beside it; follows no link that somebody left there.
void write_file(const std::filesystem::path& file, card::ByteView octets,
                Readers readers = Readers::owner);

/// Seconds since 1970 of YYYY-MM-DD, noon UTC. Throws card::Error{usage}.
std::int64_t parse_date(const std::string& text);
/// YYYY-MM-DD, UTC, of seconds since 1970.
std::string day_text(std::int64_t time);
/// A stop_token that Ctrl-C and a termination signal ask to stop.
std::stop_token stop_on_signal();
bool is_terminal(int descriptor);

// One function a verb: adds its options; the verb runs when it was chosen and leaves its exit code.
void add_readers(CLI::App& app, int& exit_code);
void add_read(CLI::App& app, int& exit_code);
void add_verify(CLI::App& app, int& exit_code);
void add_trust(CLI::App& app, int& exit_code);
void add_simulate(CLI::App& app, int& exit_code);
void add_show(CLI::App& app, int& exit_code);
void add_doctor(CLI::App& app, int& exit_code);
void add_survey(CLI::App& app, int& exit_code);

}  // namespace cardtool

// SPDX-License-Identifier: Apache-2.0
// What the verbs of cardtool share: options, documents in folders, printing.
#pragma once
#include <filesystem>
#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "card/card.h"
#include "card/report_json.h"
#include "exit_codes.h"
#include "screen.h"
#include "texts.h"

namespace CLI {
class App;
}

namespace cardtool {

/// The trust store of this machine.
inline constexpr const char* kDefaultStore = "/etc/libcard/csca";

struct TrustOptions {
    std::vector<std::filesystem::path> paths;
    void add_to(CLI::App& verb);
    /// The paths, or /etc/libcard/csca where there is one, or nothing.
    std::vector<std::filesystem::path> in_use() const;
    /// The folder that hints name: the one in use; single files are no store that could be mended.
    std::string folder() const;
    /// The store of those paths. What was not taken goes to stderr.
    card::TrustStore load() const;
};
/// What of a store does not count, to stderr.
void say_notes(const card::TrustStore& store);

struct PolicyOptions {
    std::string revocation = "required", chip_proofs = "any", at, sha1_until;
    int crl_grace_days = 0;
    std::vector<std::string> states, sources;
    bool citizen = false;
    void add_to(CLI::App& verb);
    card::Policy policy() const;
};

/// --json: one object of one line, for a report, a list or an error.
struct OutputOptions {
    bool json = false;
    void add_to(CLI::App& verb);
};

/// Prints verdict, holder and checks for people, or a line of JSON. Returns the report's exit code.
/// Hints name the store.
int print_report(const card::Report& report, const card::Origin& origin,
                 const OutputOptions& options, const TrustOptions& trust);
/// Exit code, verdict and what people must see, in one line: "0  genuine  attention:
/// sod.structure".
std::string verdict_line(const card::Report& report, Language language);
/// Where a report came from that has a holder without details: why there are none.
std::string no_holder_text(const card::Report& report, Language language);
/// A word of reports and options in the reader's language, where it is known.
std::string word_of(std::string_view word, Language language);
/// One line of JSON, whatever the texts in it hold.
void print_json(const nlohmann::ordered_json& object);
/// An origin with a number of its own, judged now.
card::Origin origin_now();
/// Runs the verb's work, which fills in the origin; an error becomes a line of JSON on standard
/// output where JSON was asked for, and goes on to main().
template <class Work>
int reported(const OutputOptions& options, card::Origin& origin, Work work) {
    try {
        return work();
    } catch (const card::Error& error) {
        if (options.json && error.code() != card::Errc::stopped)  // main() tells that
            print_line(card::to_json(error, origin));
        throw;
    }
}

/// "-": standard input.
inline constexpr const char* kFromInput = "-";
/// A folder with EF_SOD.bin, EF_COM.bin, EF_CardAccess.bin, EF_CardSecurity.bin, EF_CVCA.bin,
/// EF_ATR_INFO.bin and DG1.bin to DG16.bin.
card::Document load_folder(const std::filesystem::path& folder);
/// Throws card::Error{usage} where there is something already: nothing that is there is written
/// over, and no two cards are mixed. A file that could not be made at all is Error{io}.
void check_free_folder(const std::filesystem::path& folder);
void check_free_file(const std::filesystem::path& file);
/// Writes those files into a folder that was not there or was empty: all of them or none.
void save_folder(const card::Document& document, const std::filesystem::path& folder);
card::Bytes read_file(const std::filesystem::path& file);
enum class Readers { owner, everybody };
/// Whole or not at all, over a new file beside it; follows no link that somebody left there.
void write_file(const std::filesystem::path& file, card::ByteView octets,
                Readers readers = Readers::owner);
/// The proven portrait of a report as PPM; returns its format and size for people.
std::string write_picture(const card::Report& report, const std::filesystem::path& file);

/// Seconds since 1970 of YYYY-MM-DD, noon UTC; nothing for any other text. Options with a day are
/// checked by is_day().
std::optional<std::int64_t> time_of(const std::string& day);
/// YYYY-MM-DD, UTC, of seconds since 1970.
std::string day_text(std::int64_t time);

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

// SPDX-License-Identifier: Apache-2.0
// What an operator configures: /etc/card/kiosk.toml, then kiosk.d/*.toml over it in the order of
// their names.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "card/report.h"

namespace kiosk {

enum class Profile { counter, hospital, bank };
/// "counter", "hospital", "bank"
const char* name_of(Profile profile);

/// A text that the operator gives, in both languages.
struct Bilingual {
    std::string vi, en;
};

/// Where a hospital's visitors can go.
struct Clinic {
    std::string id;
    Bilingual name, floor;
    std::string room, series = "A";  ///< series: what its numbers begin with
    int daily_limit = 0;             ///< 0: none
};

/// An [[output]] as it is written; outputs/ knows the kinds and their keys.
struct OutputRow {
    std::string kind;
    std::map<std::string, std::string> values;
    std::string where;  ///< file and line, for messages
};

/// What the table of fields marks as sensitive or of third persons.
std::set<card::FieldId> fields_hidden_by_default();

struct Config {
    Profile profile = Profile::counter;
    bool demo = false;
    std::string demo_card = "vn-citizen-2021";  ///< SPECIMEN[,LIE], with demo
    std::string reader = "pcsc:";
    bool light_and_buzzer = false;       ///< use the reader's light and buzzer
    std::string reader_place = "right";  ///< right, left, below
    std::vector<std::filesystem::path> trust{"/etc/libcard/csca"};
    card::Policy policy;  ///< states and sources of anchors, revocation, chip proofs

    Bilingual operator_name{"Quầy tiếp nhận", "Front desk"};
    Bilingual desk{"quầy hướng dẫn", "the information desk"};
    std::string phone, hours;  ///< hours: "07:00-11:30 13:00-16:30"; empty: always open

    Bilingual purpose;  ///< empty: the profile's own words
    Bilingual used;     ///< empty: what the profile uses
    Bilingual unused{"dân tộc, tôn giáo", "ethnicity, religion"};
    Bilingual kept_at{"máy này", "this machine"}, kept_for{"lượt này", "this visit"};
    Bilingual send_to;  ///< empty: nothing is sent, and the box is not shown
    std::vector<Bilingual> optional_purposes;
    std::string consent_version = "1";

    double screen_width_mm = 0;      ///< 0: 96 points an inch are assumed
    double viewing_distance_mm = 0;  ///< 0: as usual for such a screen
    bool gloves = false;
    std::string theme = "light";

    /// Dropped before anything else sees them.
    std::set<card::FieldId> hidden_fields = fields_hidden_by_default();
    std::set<card::FieldId> wanted_fields;  ///< empty: the profile's own choice
    std::filesystem::path journal;          ///< empty: none is kept
    std::vector<OutputRow> outputs;         ///< beside the journal
    std::filesystem::path
        state;  ///< counters of tickets, PIN attempts, measures; empty: forgotten at the end

    std::vector<Clinic> clinics;
    int priority_age = 75;
    std::string counter_number = "1";  ///< bank: where the visitor goes on
    bool teller_window = false;
    std::filesystem::path export_folder;  ///< empty: nothing is exported
    std::vector<std::string>
        print_command;            ///< takes a PDF on its standard input; empty: nothing is printed
    bool print_portrait = false;  ///< on the form, where there is one

    std::vector<std::string>
        help_command;  ///< tells staff; empty: the page names place and telephone only
    /// A wedge scanner is there; not said: once one has typed a code here.
    std::optional<bool> scanner;
    bool camera = true, voice = true, voice_private = false, sound = true;
    std::filesystem::path voice_folder;  ///< recorded sounds, LANGUAGE/ID.wav
    std::string voice_pack;              ///< a spoken language beside the two written ones, "km"
    std::string admin_pin;               ///< what --hash-pin printed; empty: no administration
};

/// A sentence for the operator: file, line, what is wrong and the nearest key.
class ConfigError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Reads the file and the folder kiosk.d beside it. Throws ConfigError.
Config load_config(const std::filesystem::path& file);
/// A simulated reader is a demo, wherever it was named (`demo_card`, or reader.uri "sim:..."): it
/// stands on `demo_trust` alone and keeps, prints and exports nothing. Throws ConfigError for a
/// transcript: a kiosk replays none.
void make_demo(Config& config, const std::string& demo_card,
               const std::filesystem::path& demo_trust);
/// Every key with its kind and what it does, as a table in Markdown.
std::string describe_config();

/// The key of `known` that `word` is most like; empty where none is near.
std::string nearest(const std::string& word, const std::vector<std::string>& known);

}  // namespace kiosk

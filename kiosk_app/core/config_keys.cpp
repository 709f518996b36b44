// SPDX-License-Identifier: Apache-2.0
#include "core/config_keys.h"

#include <algorithm>

#include "core/shown_fields.h"

namespace kiosk {
namespace {

using Take = std::function<void(Config&, const toml::node&)>;

/// Texts stand on screens and in reports: no operator's text is longer.
constexpr std::size_t kMaxText = 500;
constexpr std::size_t kMaxList = 200;

std::vector<std::string> list_of(const toml::node& node) {
    const auto* array = node.as_array();
    if (!array || array->size() > kMaxList)
        throw std::invalid_argument("a list of texts is expected");
    std::vector<std::string> list;
    for (const auto& entry : *array) list.push_back(text_of(entry));
    return list;
}

ConfigKey text(const char* name, const char* help, std::string Config::*member) {
    return {name, "text", help,
            [member](Config& config, const toml::node& node) { config.*member = text_of(node); }};
}

ConfigKey path(const char* name, const char* help, std::filesystem::path Config::*member) {
    return {name, "path", help,
            [member](Config& config, const toml::node& node) { config.*member = text_of(node); }};
}

bool truth_of(const toml::node& node) {
    const auto value = node.value_exact<bool>();
    if (!value) throw std::invalid_argument("true or false is expected");
    return *value;
}

ConfigKey flag(const char* name, const char* help, bool Config::*member) {
    return {name, "true or false", help,
            [member](Config& config, const toml::node& node) { config.*member = truth_of(node); }};
}

double within(const toml::node& node, int least, int most) {
    const auto value = node.value<double>();
    if (!value) throw std::invalid_argument("a number is expected");
    if (*value < least || *value > most)
        throw std::invalid_argument("the number is outside " + std::to_string(least) + " to " +
                                    std::to_string(most));
    return *value;
}

template <class Number>
ConfigKey number(const char* name, const char* help, int least, int most, Number Config::*member) {
    return {name, std::to_string(least) + " to " + std::to_string(most), help,
            [=](Config& config, const toml::node& node) {
                config.*member = static_cast<Number>(within(node, least, most));
            }};
}

std::string one_of(const std::string& word, const std::vector<std::string>& allowed) {
    if (std::ranges::find(allowed, word) != allowed.end()) return word;
    const auto near = nearest(word, allowed);
    throw std::invalid_argument("'" + word + "' is not possible" +
                                (near.empty() ? "" : "; is '" + near + "' meant?"));
}

ConfigKey words(const char* name, const char* help, std::set<card::FieldId> Config::*member) {
    return {name, "list of texts", help, [member](Config& config, const toml::node& node) {
                std::vector<std::string> known;
                for (const auto& row : card::all_fields()) known.emplace_back(row.name);
                std::set<card::FieldId> fields;
                // A slip would show what was to be hidden.
                for (const auto& word : list_of(node))
                    fields.insert(*card::field_from_name(one_of(word, known)));
                config.*member = fields;
            }};
}

ConfigKey choice(const char* name, const char* help, std::vector<std::string> allowed,
                 std::function<void(Config&, const std::string&)> set) {
    std::string kind;
    for (const auto& word : allowed) kind += (kind.empty() ? "" : ", ") + word;
    return {name, kind, help,
            [allowed = std::move(allowed), set = std::move(set)](Config& config,
                                                                 const toml::node& node) {
                set(config, one_of(text_of(node), allowed));
            }};
}

/// NAME_vi and NAME_en.
void add_bilingual(std::vector<ConfigKey>& keys, const std::string& name, const char* help,
                   Bilingual Config::*member) {
    keys.push_back({name + "_vi", "text", help, [member](Config& config, const toml::node& node) {
                        (config.*member).vi = text_of(node);
                    }});
    keys.push_back({name + "_en", "text", std::string(help) + ", in English",
                    [member](Config& config, const toml::node& node) {
                        (config.*member).en = text_of(node);
                    }});
}

/// Keys of the [[clinic]] that was begun last.
void add_clinic(std::vector<ConfigKey>& keys) {
    const auto add = [&keys](const char* name, const char* help,
                             std::function<void(Clinic&, std::string)> set) {
        keys.push_back({std::string("clinic.") + name, "text", help,
                        [set = std::move(set)](Config& config, const toml::node& node) {
                            set(config.clinics.back(), text_of(node));
                        }});
    };
    add("id", "short name for journal and counters",
        [](Clinic& clinic, std::string text) { clinic.id = std::move(text); });
    add("name_vi", "name on the tile",
        [](Clinic& clinic, std::string text) { clinic.name.vi = std::move(text); });
    add("name_en", "name on the tile, in English",
        [](Clinic& clinic, std::string text) { clinic.name.en = std::move(text); });
    add("floor_vi", "floor or building",
        [](Clinic& clinic, std::string text) { clinic.floor.vi = std::move(text); });
    add("floor_en", "floor or building, in English",
        [](Clinic& clinic, std::string text) { clinic.floor.en = std::move(text); });
    add("room", "room", [](Clinic& clinic, std::string text) { clinic.room = std::move(text); });
    add("series", "what its numbers begin with",
        [](Clinic& clinic, std::string text) { clinic.series = std::move(text); });
    keys.push_back({"clinic.daily_limit", "0 to 999", "numbers a day; 0: no limit",
                    [](Config& config, const toml::node& node) {
                        config.clinics.back().daily_limit = static_cast<int>(within(node, 0, 999));
                    }});
}

void add_optional_purpose(std::vector<ConfigKey>& keys) {
    keys.push_back({"optional_purpose.vi", "text", "a purpose that may be refused",
                    [](Config& config, const toml::node& node) {
                        config.optional_purposes.back().vi = text_of(node);
                    }});
    keys.push_back({"optional_purpose.en", "text", "the same, in English",
                    [](Config& config, const toml::node& node) {
                        config.optional_purposes.back().en = text_of(node);
                    }});
}

void add_basics(std::vector<ConfigKey>& keys) {
    keys.push_back(choice("profile", "whose kiosk this is", {"counter", "hospital", "bank"},
                          [](Config& config, const std::string& word) {
                              config.profile = word == "counter"    ? Profile::counter
                                               : word == "hospital" ? Profile::hospital
                                                                    : Profile::bank;
                          }));
    keys.push_back(text("reader.uri",
                        "the reader, as `cardtool readers` names it (docs/readers.md)",
                        &Config::reader));
    keys.push_back(flag("reader.light_and_buzzer",
                        "use the light and buzzer of an ACR122U or ACR1252U",
                        &Config::light_and_buzzer));
    keys.push_back(choice(
        "reader.place", "where the reader is, seen from the screen", {"right", "left", "below"},
        [](Config& config, const std::string& word) { config.reader_place = word; }));
    keys.push_back({"trust.paths", "list of texts",
                    "trust store: folders and files of CSCA certificates, CRLs, master lists",
                    [](Config& config, const toml::node& node) {
                        const auto list = list_of(node);
                        config.trust.assign(list.begin(), list.end());
                    }});
    add_bilingual(keys, "operator.name", "whose machine this is, on every page",
                  &Config::operator_name);
    add_bilingual(keys, "operator.desk", "where a person sits who can help", &Config::desk);
    keys.push_back(text("operator.phone", "telephone of that person", &Config::phone));
    keys.push_back(text("operator.hours",
                        "opening hours, \"07:00-11:30 13:00-16:30\"; empty: always",
                        &Config::hours));
}

/// What of an anchor counts, and what must be seen before a card is called genuine
/// (docs/verdict.md).
void add_policy(std::vector<ConfigKey>& keys) {
    keys.push_back(
        {"policy.allowed_states", "list of texts",
         "states whose cards are taken, \"VN\"; empty: all of the trust store",
         [](Config& config, const toml::node& node) {
             auto states = list_of(node);
             const auto is_code = [](const std::string& state) {
                 return state.size() == 2 &&
                        std::ranges::all_of(state, [](char c) { return c >= 'A' && c <= 'Z'; });
             };
             if (!std::ranges::all_of(states, is_code))
                 throw std::invalid_argument("two capital letters of a state are expected, \"VN\"");
             config.policy.allowed_states = std::move(states);
         }});
    keys.push_back({"policy.allowed_sources", "list of texts",
                    "how anchors came: issuer, own list, foreign list; empty: all",
                    [](Config& config, const toml::node& node) {
                        auto sources = list_of(node);
                        for (const auto& source : sources)
                            one_of(source, {"issuer", "own list", "foreign list"});
                        config.policy.allowed_sources = std::move(sources);
                    }});
    keys.push_back(
        choice("policy.revocation", "whether a current CRL must be there",
               {"required", "when_available"}, [](Config& config, const std::string& word) {
                   config.policy.revocation = word == "required"
                                                  ? card::Policy::Revocation::required
                                                  : card::Policy::Revocation::when_available;
               }));
    keys.push_back(choice("policy.chip_proofs",
                          "whether one proof of the chip is enough, or all that the card offers",
                          {"any", "all"}, [](Config& config, const std::string& word) {
                              config.policy.chip_proofs = word == "any"
                                                              ? card::Policy::ChipProofs::any
                                                              : card::Policy::ChipProofs::all;
                          }));
}

void add_purposes(std::vector<ConfigKey>& keys) {
    add_bilingual(keys, "purpose.text", "why the card is read; empty: the profile's own words",
                  &Config::purpose);
    add_bilingual(keys, "purpose.used", "which details are used", &Config::used);
    add_bilingual(keys, "purpose.unused", "which are not", &Config::unused);
    add_bilingual(keys, "purpose.kept_at", "where they are kept", &Config::kept_at);
    add_bilingual(keys, "purpose.kept_for", "for how long", &Config::kept_for);
    add_bilingual(keys, "purpose.send_to", "to whom they are sent; empty: to nobody",
                  &Config::send_to);
    keys.push_back(text("purpose.version", "version of these words, for the record of the consent",
                        &Config::consent_version));
    add_optional_purpose(keys);
}

void add_places(std::vector<ConfigKey>& keys) {
    keys.push_back(number("screen.width_mm", "width of the screen; the admin page measures it", 80,
                          2000, &Config::screen_width_mm));
    keys.push_back(number("screen.distance_mm",
                          "how far people stand from it; without it as usual for its width", 200,
                          2000, &Config::viewing_distance_mm));
    keys.push_back(flag("screen.gloves", "larger targets", &Config::gloves));
    keys.push_back(choice("screen.theme", "look at the start of each visit",
                          {"light", "dark", "high"},
                          [](Config& config, const std::string& word) { config.theme = word; }));
    keys.push_back(words("privacy.hidden_fields", "fields dropped as soon as they are read",
                         &Config::hidden_fields));
    keys.push_back(words("privacy.wanted_fields",
                         "the only fields kept; empty: hospital name and date of birth, others all",
                         &Config::wanted_fields));
    keys.push_back(path("journal.file",
                        "the journal, a line a visit without personal data; empty: none",
                        &Config::journal));
    keys.push_back(path("state.folder", "counters of tickets, PIN attempts, measures of the screen",
                        &Config::state));
}

void add_profiles(std::vector<ConfigKey>& keys) {
    keys.push_back(number("hospital.priority_age", "from this age a visitor is seen first", 60, 100,
                          &Config::priority_age));
    add_clinic(keys);
    keys.push_back(text("bank.counter", "where the visitor goes with the transaction code",
                        &Config::counter_number));
    keys.push_back(flag("bank.teller_window", "a second window with the verdict, for the teller",
                        &Config::teller_window));
    keys.push_back(path("counter.export_folder",
                        "where 'Export a file' writes; empty: no such button",
                        &Config::export_folder));
    keys.push_back(
        {"print.command", "list of texts",
         "program that prints a PDF from its standard input, [\"lp\"]; empty: no such button",
         [](Config& config, const toml::node& node) { config.print_command = list_of(node); }});
    keys.push_back(
        flag("print.portrait", "the form has the portrait of the chip", &Config::print_portrait));
    keys.push_back(
        {"help.command", "list of texts",
         "program that tells staff that somebody needs help; empty: place and telephone are shown",
         [](Config& config, const toml::node& node) { config.help_command = list_of(node); }});
    keys.push_back(
        {"scanner.enabled", "true or false",
         "a keyboard-wedge scanner is there; not said: once one has typed a code",
         [](Config& config, const toml::node& node) { config.scanner = truth_of(node); }});
    keys.push_back(flag("camera.enabled",
                        "scan QR codes and show the live picture where there is a camera",
                        &Config::camera));
    keys.push_back(flag("voice.enabled", "offer reading aloud", &Config::voice));
    keys.push_back(flag("voice.private", "headphones are there: personal details may be spoken",
                        &Config::voice_private));
    keys.push_back(
        path("voice.folder", "recorded sounds, LANGUAGE/TEXT-ID.wav", &Config::voice_folder));
    keys.push_back(text("voice.pack",
                        "spoken language of the recordings beside vi and en: km, hmn, rad, ...",
                        &Config::voice_pack));
    keys.push_back(flag("sound.enabled", "tones", &Config::sound));
    keys.push_back(text("admin.pin", "what `card-kiosk --hash-pin` printed; empty: no admin page",
                        &Config::admin_pin));
}

}  // namespace

std::string text_of(const toml::node& node) {
    const auto value = node.value_exact<std::string>();
    if (!value) throw std::invalid_argument("a text in quotes is expected");
    if (value->size() > kMaxText)
        throw std::invalid_argument("the text is longer than " + std::to_string(kMaxText) +
                                    " octets");
    return *value;
}

const std::vector<ConfigKey>& config_keys() {
    static const std::vector<ConfigKey> table = [] {
        std::vector<ConfigKey> keys;
        add_basics(keys);
        add_policy(keys);
        add_purposes(keys);
        add_places(keys);
        add_profiles(keys);
        return keys;
    }();
    return table;
}

}  // namespace kiosk

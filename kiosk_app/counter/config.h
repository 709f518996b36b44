// What an operator configures: /etc/card/kiosk.toml, then kiosk.d/*.toml over it in the order of their names.
#pragma once
#include <filesystem>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace kiosk {

enum class Profile { counter, hospital, bank };

/// A text that the operator gives, in both languages.
struct Bilingual {
    std::string vi, en;
};

struct Config {
    Profile profile = Profile::counter;
    std::string reader = "pcsc:";
    bool light_and_buzzer = false;                                 ///< use the reader's light and buzzer
    std::vector<std::filesystem::path> trust{"/etc/libcard/csca"};
    Bilingual operator_name{"Quầy tiếp nhận", "Front desk"};
    Bilingual desk{"quầy hướng dẫn", "the information desk"};
    std::string phone;
    Bilingual purpose;                                       ///< empty: the profile's own words
    Bilingual used{"họ tên, ngày sinh, số định danh, ảnh", "name, date of birth, ID number, photo"};
    Bilingual unused{"dân tộc, tôn giáo", "ethnicity, religion"};
    Bilingual kept_at{"máy này", "this machine"}, kept_for{"lượt này", "this visit"};
    std::string reader_place = "right";                      ///< right, left, below
    double screen_width_mm = 0;                              ///< 0: taken from the system, which is often wrong
    double viewing_distance_mm = 550;
    std::set<std::string> hidden_fields{"ethnicity", "religion"};  ///< dropped before anything else sees them
    std::filesystem::path journal;                           ///< empty: none is kept
    bool demo = false;
};

/// A sentence for the operator: file, line, what is wrong and the nearest key.
class ConfigError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Reads the file and the folder kiosk.d beside it. Throws ConfigError.
Config load_config(const std::filesystem::path& file);

/// The key of `known` that `word` is most like; empty where none is near.
std::string nearest(const std::string& word, const std::vector<std::string>& known);

}  // namespace kiosk

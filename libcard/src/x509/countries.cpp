// SPDX-License-Identifier: Apache-2.0
#include "x509/countries.h"

#include <algorithm>
#include <span>
#include <vector>

#include "x509/names.h"

namespace card::x509 {
namespace {

struct State {
    std::string_view mrz, certificate;
};

/// Doc 9303-3 §5: ISO 3166-1 and the codes reserved for travel documents, sorted by the first
/// column.
constexpr State kStates[] = {
    {"ABW", "AW"}, {"AFG", "AF"}, {"AGO", "AO"}, {"AIA", "AI"}, {"ALA", "AX"}, {"ALB", "AL"},
    {"AND", "AD"}, {"ARE", "AE"}, {"ARG", "AR"}, {"ARM", "AM"}, {"ASM", "AS"}, {"ATA", "AQ"},
    {"ATF", "TF"}, {"ATG", "AG"}, {"AUS", "AU"}, {"AUT", "AT"}, {"AZE", "AZ"}, {"BDI", "BI"},
    {"BEL", "BE"}, {"BEN", "BJ"}, {"BES", "BQ"}, {"BFA", "BF"}, {"BGD", "BD"}, {"BGR", "BG"},
    {"BHR", "BH"}, {"BHS", "BS"}, {"BIH", "BA"}, {"BLM", "BL"}, {"BLR", "BY"}, {"BLZ", "BZ"},
    {"BMU", "BM"}, {"BOL", "BO"}, {"BRA", "BR"}, {"BRB", "BB"}, {"BRN", "BN"}, {"BTN", "BT"},
    {"BVT", "BV"}, {"BWA", "BW"}, {"CAF", "CF"}, {"CAN", "CA"}, {"CCK", "CC"}, {"CHE", "CH"},
    {"CHL", "CL"}, {"CHN", "CN"}, {"CIV", "CI"}, {"CMR", "CM"}, {"COD", "CD"}, {"COG", "CG"},
    {"COK", "CK"}, {"COL", "CO"}, {"COM", "KM"}, {"CPV", "CV"}, {"CRI", "CR"}, {"CUB", "CU"},
    {"CUW", "CW"}, {"CXR", "CX"}, {"CYM", "KY"}, {"CYP", "CY"}, {"CZE", "CZ"}, {"D", "DE"},
    {"DEU", "DE"}, {"DJI", "DJ"}, {"DMA", "DM"}, {"DNK", "DK"}, {"DOM", "DO"}, {"DZA", "DZ"},
    {"ECU", "EC"}, {"EGY", "EG"}, {"ERI", "ER"}, {"ESH", "EH"}, {"ESP", "ES"}, {"EST", "EE"},
    {"ETH", "ET"}, {"EUE", "EU"}, {"FIN", "FI"}, {"FJI", "FJ"}, {"FLK", "FK"}, {"FRA", "FR"},
    {"FRO", "FO"}, {"FSM", "FM"}, {"GAB", "GA"}, {"GBD", "GB"}, {"GBN", "GB"}, {"GBO", "GB"},
    {"GBP", "GB"}, {"GBR", "GB"}, {"GBS", "GB"}, {"GEO", "GE"}, {"GGY", "GG"}, {"GHA", "GH"},
    {"GIB", "GI"}, {"GIN", "GN"}, {"GLP", "GP"}, {"GMB", "GM"}, {"GNB", "GW"}, {"GNQ", "GQ"},
    {"GRC", "GR"}, {"GRD", "GD"}, {"GRL", "GL"}, {"GTM", "GT"}, {"GUF", "GF"}, {"GUM", "GU"},
    {"GUY", "GY"}, {"HKG", "HK"}, {"HMD", "HM"}, {"HND", "HN"}, {"HRV", "HR"}, {"HTI", "HT"},
    {"HUN", "HU"}, {"IDN", "ID"}, {"IMN", "IM"}, {"IND", "IN"}, {"IOT", "IO"}, {"IRL", "IE"},
    {"IRN", "IR"}, {"IRQ", "IQ"}, {"ISL", "IS"}, {"ISR", "IL"}, {"ITA", "IT"}, {"JAM", "JM"},
    {"JEY", "JE"}, {"JOR", "JO"}, {"JPN", "JP"}, {"KAZ", "KZ"}, {"KEN", "KE"}, {"KGZ", "KG"},
    {"KHM", "KH"}, {"KIR", "KI"}, {"KNA", "KN"}, {"KOR", "KR"}, {"KWT", "KW"}, {"LAO", "LA"},
    {"LBN", "LB"}, {"LBR", "LR"}, {"LBY", "LY"}, {"LCA", "LC"}, {"LIE", "LI"}, {"LKA", "LK"},
    {"LSO", "LS"}, {"LTU", "LT"}, {"LUX", "LU"}, {"LVA", "LV"}, {"MAC", "MO"}, {"MAF", "MF"},
    {"MAR", "MA"}, {"MCO", "MC"}, {"MDA", "MD"}, {"MDG", "MG"}, {"MDV", "MV"}, {"MEX", "MX"},
    {"MHL", "MH"}, {"MKD", "MK"}, {"MLI", "ML"}, {"MLT", "MT"}, {"MMR", "MM"}, {"MNE", "ME"},
    {"MNG", "MN"}, {"MNP", "MP"}, {"MOZ", "MZ"}, {"MRT", "MR"}, {"MSR", "MS"}, {"MTQ", "MQ"},
    {"MUS", "MU"}, {"MWI", "MW"}, {"MYS", "MY"}, {"MYT", "YT"}, {"NAM", "NA"}, {"NCL", "NC"},
    {"NER", "NE"}, {"NFK", "NF"}, {"NGA", "NG"}, {"NIC", "NI"}, {"NIU", "NU"}, {"NLD", "NL"},
    {"NOR", "NO"}, {"NPL", "NP"}, {"NRU", "NR"}, {"NZL", "NZ"}, {"OMN", "OM"}, {"PAK", "PK"},
    {"PAN", "PA"}, {"PCN", "PN"}, {"PER", "PE"}, {"PHL", "PH"}, {"PLW", "PW"}, {"PNG", "PG"},
    {"POL", "PL"}, {"PRI", "PR"}, {"PRK", "KP"}, {"PRT", "PT"}, {"PRY", "PY"}, {"PSE", "PS"},
    {"PYF", "PF"}, {"QAT", "QA"}, {"REU", "RE"}, {"RKS", "KS"}, {"ROU", "RO"}, {"RUS", "RU"},
    {"RWA", "RW"}, {"SAU", "SA"}, {"SDN", "SD"}, {"SEN", "SN"}, {"SGP", "SG"}, {"SGS", "GS"},
    {"SHN", "SH"}, {"SJM", "SJ"}, {"SLB", "SB"}, {"SLE", "SL"}, {"SLV", "SV"}, {"SMR", "SM"},
    {"SOM", "SO"}, {"SPM", "PM"}, {"SRB", "RS"}, {"SSD", "SS"}, {"STP", "ST"}, {"SUR", "SR"},
    {"SVK", "SK"}, {"SVN", "SI"}, {"SWE", "SE"}, {"SWZ", "SZ"}, {"SXM", "SX"}, {"SYC", "SC"},
    {"SYR", "SY"}, {"TCA", "TC"}, {"TCD", "TD"}, {"TGO", "TG"}, {"THA", "TH"}, {"TJK", "TJ"},
    {"TKL", "TK"}, {"TKM", "TM"}, {"TLS", "TL"}, {"TON", "TO"}, {"TTO", "TT"}, {"TUN", "TN"},
    {"TUR", "TR"}, {"TUV", "TV"}, {"TWN", "TW"}, {"TZA", "TZ"}, {"UGA", "UG"}, {"UKR", "UA"},
    {"UMI", "UM"}, {"UNA", "UN"}, {"UNK", "UN"}, {"UNO", "UN"}, {"URY", "UY"}, {"USA", "US"},
    {"UTO", "UT"}, {"UZB", "UZ"}, {"VAT", "VA"}, {"VCT", "VC"}, {"VEN", "VE"}, {"VGB", "VG"},
    {"VIR", "VI"}, {"VNM", "VN"}, {"VUT", "VU"}, {"WLF", "WF"}, {"WSM", "WS"}, {"XOM", "XM"},
    {"XPO", "XP"}, {"YEM", "YE"}, {"ZAF", "ZA"}, {"ZMB", "ZM"}, {"ZWE", "ZW"},
};

/// Other codes that a state's certificates bear, and those of organisations, whose codes of two
/// letters Doc 9303-3 does not give: what else stands there contradicts nothing.
constexpr State kOthers[] = {
    {"RKS", "XK"}, {"XCC", "XC"}, {"XCE", "XC"}, {"XOM", "XO"}, {"XPO", "IP"}};

/// Territories with codes of their own whose documents and certificates may bear the state's: the
/// state, then its territories.
constexpr std::string_view kTerritories[] = {
    "CN HK MO",
    "GB AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG",
    "FR BL GF GP MF MQ NC PF PM RE TF WF YT",
    "NL AW BQ CW SX",
    "US AS GU PR UM VI",
    "AU CC CX HM NF",
    "DK FO GL",
    "NZ CK NU TK",
    "NO BV SJ",
    "FI AX",
};

/// Neither code accuses the other: they are one state's.
bool are_of_one_state(std::string_view a, std::string_view b) {
    return std::ranges::any_of(kTerritories, [&](std::string_view codes) {
        return codes.find(a) != std::string_view::npos && codes.find(b) != std::string_view::npos;
    });
}

bool is_organisation(std::string_view code) { return code.size() == 3 && code[0] == 'X'; }

bool is_code(const State& state, std::string_view code) {
    return state.mrz == code || state.certificate == code;
}

}  // namespace

std::optional<std::string_view> certificate_country(std::string_view issuing_state) {
    const auto found = std::ranges::lower_bound(kStates, issuing_state, {}, &State::mrz);
    if (found == std::end(kStates) || found->mrz != issuing_state) return {};
    return found->certificate;
}

StateFit fit_of(std::string_view country, std::string_view issuing_state) {
    const auto code = capitals(country);
    const auto same = certificate_country(issuing_state);
    if (code == issuing_state || (same && (code == *same || certificate_country(code) == same)))
        return StateFit::same;
    if (std::ranges::any_of(kOthers, [&](const State& state) {
            return state.mrz == issuing_state && state.certificate == code;
        }))
        return StateFit::same;
    if (!same || is_organisation(issuing_state) || is_organisation(code)) return StateFit::unknown;
    const auto known =
        std::ranges::find_if(kStates, [&](const State& state) { return is_code(state, code); });
    if (known == std::end(kStates) || are_of_one_state(known->certificate, *same))
        return StateFit::unknown;
    return StateFit::differs;
}

/// By each state whose certificates bear the other code.
StateFit fit_of_certificates(std::string_view country, std::string_view other) {
    const auto code = capitals(other);
    std::vector<StateFit> fits;
    for (const auto& states : {std::span<const State>(kStates), std::span<const State>(kOthers)})
        for (const auto& state : states)
            if (is_code(state, code)) fits.push_back(fit_of(country, state.mrz));
    const auto best = std::ranges::min_element(fits, {}, [](StateFit fit) {
        return fit == StateFit::same ? 0 : fit == StateFit::unknown ? 1 : 2;
    });
    return best == fits.end() ? StateFit::unknown : *best;
}

}  // namespace card::x509

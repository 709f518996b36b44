// SPDX-License-Identifier: Apache-2.0
// What a state adds to Doc 9303: the form of its DG13, what is printed on its cards, its rules. One
// folder and one row of the registry a state; who needs states takes them as an argument.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "card/access_key.h"
#include "card/fields.h"
#include "card/report.h"
#include "lds/holder.h"
#include "lds/mrz.h"

namespace card::national {

/// A DG13, parsed: views into the file, which must outlive them.
struct Fields {
    struct Field {
        int number = 0;                    ///< the state's own
        std::optional<FieldId> id;         ///< nothing for a number that this version does not know
        std::size_t first = 0, count = 0;  ///< of its strings in `leaves`
    };
    std::vector<Field> fields;             ///< each number once, ascending
    std::vector<std::string_view> leaves;  ///< strings of all fields in the order of the file
    std::vector<std::string> odd = {};     ///< names of fields, or tags, that cannot be read
    bool stray = false;                    ///< octets that belong to nothing stand behind it

    std::span<const std::string_view> leaves_of(const Field& field) const {
        return std::span(leaves).subspan(field.first, field.count);
    }
    /// First string of a field; empty text where it is not given.
    std::string_view text(FieldId id) const;
    /// All fields for the report, several strings of one as one text with "; " between them.
    void add_to(lds::HolderMerge& merge, std::string (*iso_date)(std::string_view)) const;
};

struct Dates {
    std::optional<int> issue, expiry;  ///< YYYYMMDD as written, no day that must exist
    bool without_expiry = false;       ///< the card says that it does not expire
};

/// Whether an ID number fits the date of birth and the sex that stand beside it.
enum class NumberFit {
    fits,
    malformed,  ///< not of the form of this state's numbers
    unknown,    ///< date of birth or sex is not given
    differs,
};

/// What the chip proves of a card, to be held against its print. Both may be absent.
struct Chip {
    const Fields* fields = nullptr;
    const lds::Mrz* mrz = nullptr;
    bool mrz_name_may_be_cut = false;
};

/// One thing that is printed otherwise than the chip says it, as people see it.
struct Difference {
    FieldId field;
    std::string printed, chip;
    bool withholds = true;  ///< the verdict; else people look at it
};
struct CodeComparison {
    bool complete = true;  ///< the code has what a comparison needs
    std::vector<Difference> differences;
    std::vector<FieldId> damaged = {};  ///< what a scanner has made illegible, and no more
};

/// One row a state. `compare_code` may be null; every other function is called.
struct State {
    std::string_view country;  ///< as in its certificates: "VN"
    const char* name;          ///< "Vietnam"
    /// Whether a DG13 is of this state's form; never throws.
    bool (*recognises)(ByteView dg13);
    /// Throws Error{malformed}.
    Fields (*parse)(ByteView dg13);
    Dates (*dates)(const Fields& fields);
    /// A day as this state's cards write it, in ISO 8601: "1999-01-01", or "1999" where that is all
    /// that is known. Empty for words.
    std::string (*iso_date)(std::string_view text);
    /// Fields of DG13 in which DG1 says something else.
    std::vector<FieldId> (*differences)(const Fields& fields, const lds::Mrz& mrz,
                                        bool mrz_name_may_be_cut);
    NumberFit (*number_fit)(const Fields& fields);
    /// The printed code (QR) against the chip. Throws Error{usage} for a text that is none of this
    /// state's codes.
    CodeComparison (*compare_code)(std::string_view code, const Chip& chip);
    /// Throws Error{usage}.
    AccessKey (*key_of)(const AccessKey::Printed& printed);
    Policy (*policy)();
};
using States = std::span<const State* const>;

/// Every state that this version knows.
States states();
/// Null where no state has this form of DG13, or this country.
const State* state_of(ByteView dg13, States among);
const State* state_of(std::string_view country, States among);

}  // namespace card::national

// SPDX-License-Identifier: Apache-2.0
// What opens a passport or another state's card where nothing scans its MRZ: number, birth and
// expiry, typed one after the other (Doc 9303-11 §4.3.2).
#pragma once
#include <array>
#include <string>

#include "visit/typed_date.h"

namespace kiosk::visit {

/// Characters of a document number: fewer name none; a TD1's may be as long (Doc 9303-5 §4.2.2.1).
inline constexpr std::size_t kLeastDocumentNumber = 5, kMostDocumentNumber = 22;

class PassportEntry {
public:
    enum Field : std::size_t { number, birth, expiry };

    Field at() const { return at_; }
    bool may_go_to(Field field) const {
        return field == number || !texts_[field].empty() || field < at_;
    }
    const std::string& text(Field field) const { return texts_[field]; }
    /// Id and value of what there is to say; empty: nothing.
    const std::string& message() const { return message_; }
    const std::string& argument() const { return argument_; }
    /// Nothing of a person is held: of no field, nor of what was wrong.
    bool empty() const;
    /// The field is long enough for enter().
    bool complete() const;
    /// A letter or digit, of dates a digit; false where none is taken.
    bool character(char character);
    void erase();
    void erase_all();
    /// To a field that was typed before: the next character begins one that is complete anew.
    void go_to(Field field);
    /// To the next field; true where all three are typed and may be right.
    bool enter();
    void say(const char* message, std::string argument = {});
    void wipe();

private:
    bool is_right();

    std::array<std::string, 3> texts_;
    Field at_ = number;
    bool anew_ = false;  ///< what stands in the field is replaced by what is typed
    std::string message_, argument_;
};

}  // namespace kiosk::visit

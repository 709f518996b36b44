// SPDX-License-Identifier: Apache-2.0
// The key of a visit: digits by hand, a code by camera or scanner, two dates when the right number
// was refused. The only place that takes what a scanner typed; what it typed is hostile until the
// parser of printed codes has taken it apart.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/card_worker.h"
#include "visit/passport_entry.h"
#include "visit/typed_date.h"

namespace kiosk::visit {

/// Digits of the number that opens the chip, and of the whole ID number.
inline constexpr std::size_t kCanLength = 6, kNumberLength = 12;
/// Numbers typed, and codes scanned, before it stops until the card leaves.
inline constexpr int kMaxRefusals = 3;

/// Whose rules the codes and numbers at this counter follow.
inline constexpr const char* kCountry = "VN";

enum class KeyMode : std::uint8_t { scan, type, dates };

class KeyPad {
public:
    explicit KeyPad(bool camera = false) : camera_(camera) { open(); }

    KeyMode mode() const { return mode_; }
    const std::string& digits() const { return digits_; }
    /// Birth and expiry as far as they were typed, ddMMyyyy.
    const std::array<std::string, 2>& dates() const { return dates_; }
    std::size_t date_at() const { return date_at_; }
    /// Id and value of what there is to say; empty: nothing.
    const std::string& message() const { return message_; }
    const std::string& argument() const { return argument_; }
    /// Refused three times: nothing can be typed, or scanned, until the card leaves.
    bool stopped() const { return refusals_ >= kMaxRefusals; }
    int left() const { return kMaxRefusals - refusals_; }
    bool codes_stopped() const { return code_refusals_ >= kMaxRefusals; }
    bool camera() const { return camera_; }

    // What a person, a scanner or a camera does. Where a key comes of it, it is returned.
    using Key = std::optional<VisitKey>;
    /// False where it was no digit, or none is taken.
    bool digit(char digit);
    /// What is being typed is long enough for enter().
    bool complete() const {
        if (mode_ == KeyMode::dates) return dates_[date_at_].size() == kDateLength;
        return digits_.size() == kCanLength || digits_.size() == kNumberLength;
    }
    /// Both dates are typed: enter() makes their key.
    bool dates_whole() const { return mode_ == KeyMode::dates && date_at_ == 1 && complete(); }
    void erase();
    void erase_all();
    Key enter();
    Key never_expires();
    void set_mode(KeyMode mode);
    Key code(const std::string& text);
    /// Of a passport, or of another state's card; what there is to say is said there.
    Key document(PassportEntry& typed);
    /// A code that came before the consent: kept until it was agreed to, then used. False: the
    /// lines of an MRZ come one by one, and one is still missing.
    bool keep(const std::string& text);
    bool has_pending() const { return !pending_.empty(); }
    Key use_pending();
    /// What is typed from here on may turn out to be a scanner's: then it is taken back.
    void mark();
    void take_back();

    // What becomes of a key.
    /// The card refused; the text of the problem ("e.key", "e.key3", "e.qrold").
    const char* refused();
    /// The card takes no further number: nothing can be typed or scanned until it leaves.
    void stop();
    /// The card took the key.
    void accepted();
    /// Another card may come: what this one refused may be right for it.
    void card_left();

    void camera_lost();
    void camera_found() { camera_ = true; }
    void open();
    void clear();
    /// Whether a value of a person is held.
    bool holds() const;

private:
    void say(const char* message, std::string argument = {});
    using SharedKey = std::shared_ptr<const card::AccessKey>;
    Key give_out(SharedKey key, card::Body body = {});
    /// The card on the reader has refused it: it is never sent again.
    bool was_refused(const card::AccessKey& key) const;
    Key enter_number();
    Key enter_date();
    Key key_of_dates();
    void wipe();
    void wipe_dates();
    void wipe_mark();
    std::string& typed_into() { return mode_ == KeyMode::dates ? dates_[date_at_] : digits_; }

    bool camera_;
    KeyMode mode_ = KeyMode::type;
    std::string message_, argument_;
    std::string digits_, refused_number_, last_number_, pending_;
    std::array<std::string, 2> dates_;
    std::size_t date_at_ = 0;
    int refusals_ = 0, code_refusals_ = 0;
    bool last_was_code_ = false;
    SharedKey last_key_;
    std::vector<SharedKey> refused_;  ///< by the card that lies there
    /// As it was at mark().
    struct Typed {
        KeyMode mode = KeyMode::type;
        std::string message, argument, digits;
        std::array<std::string, 2> dates;
        std::size_t date_at = 0;
    };
    Typed marked_;
};

/// What the code or MRZ that is printed on a document opens it with; nothing for any other text.
std::optional<VisitKey> printed_key(const std::string& text);
/// Has the form of lines of an MRZ; they may be incomplete.
bool is_of_mrz(const std::string& text);

}  // namespace kiosk::visit

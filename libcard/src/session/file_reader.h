// SPDX-License-Identifier: Apache-2.0
// Reads elementary files in as few APDUs as the chip allows, and finds another way when the chip
// refuses one.
#pragma once
#include <variant>

#include "session/file_form.h"
#include "session/session.h"

namespace card {

/// Answers without a single octet before the reading is given up.
inline constexpr int kMaxEmptyAnswers = 3;
/// READ commands for one file beyond what its size needs in blocks of kLeastBlock: a chip that
/// gives an octet a time is cut off.
inline constexpr std::size_t kLeastBlock = 32;
inline constexpr std::size_t kSpareReads = 16;
/// Commands that may fail before one block of a file is given up.
inline constexpr int kMaxAttemptsPerBlock = 8;

/// Files whose reading has begun and not ended, as far as they have come.
using PartialFiles = std::map<FileId, Bytes>;

class FileReader {
public:
    using OnProgress = std::function<void(std::size_t done, std::size_t total)>;
    /// `block` is the largest READ, 0: as large as chip and session allow.
    FileReader(Session& session, std::size_t block) : session_(session), block_(block) {}
    /// The link's largest response, status word included: for commands in clear, which carry 256
    /// octets otherwise.
    void limit_plain(std::size_t max_response) noexcept { plain_limit_ = max_response - 2; }

    /// The file's octets, or why the chip does not give them. Throws Error with step sm.*, and with
    /// step read.length, read.no_progress or read.removed for files that the verdict needs; of the
    /// others a defect is why they are missing.
    std::variant<Bytes, MissingFile> read(FileId file, const OnProgress& on_progress);
    /// Files of an earlier presentation: reading goes on behind what has come of them.
    void go_on_with(PartialFiles partial) { partial_ = std::move(partial); }
    bool has_begun(FileId file) const { return partial_.contains(file); }
    PartialFiles take_partial() noexcept { return std::move(partial_); }
    std::size_t block_size() const noexcept { return block_; }
    /// The chip and the reader both carry responses of this size, in octets with status word.
    void allow_extended(std::size_t max_response);
    std::size_t extended_response() const noexcept { return uses_extended() ? extended_ : 0; }
    /// The next smaller block; false where there is none.
    bool step_down();
    bool stepped_down() const noexcept { return stepped_down_; }
    void forget_steps() noexcept { block_ = 0, stepped_down_ = false; }
    /// Another application became current: what was learnt of short identifiers no longer holds.
    void application_changed() noexcept {
        by_short_id_ = true;
        short_id_works_ = false;
    }

private:
    struct Position {
        FileId file{};
        bool selected = false;  ///< it is the current EF
        std::size_t offset = 0;
    };
    bool select(Position& at, std::uint16_t& status);
    apdu::Command command_for(const Position& at, std::size_t ne) const;
    std::size_t limit_at(std::size_t offset) const;
    std::variant<Bytes, MissingFile> read_whole(FileId file, const OnProgress& on_progress);
    Bytes block(Position& at, std::size_t wanted, std::uint16_t& refused);
    bool is_answer_in_clear(const Position& at, std::uint16_t status, int failures) const;
    bool uses_extended() const;
    bool give_way(const Position& at, bool in_clear);
    bool begin(Position& at, Bytes& octets, std::uint16_t& refused);
    bool begin_selected(Position& at, Bytes& octets, std::uint16_t& refused);
    bool begin_again(Position& at, Bytes& octets, std::uint16_t& refused);
    bool find_file(Position& at, Bytes& octets, bool application_in_doubt);
    Bytes read_rest(Position& at, Bytes& octets, const OnProgress& on_progress);
    void read_sized(Position& at, Bytes& octets, std::size_t size, const OnProgress& on_progress);
    void read_to_end(Position& at, Bytes& octets, const OnProgress& on_progress);
    void refuse_size(FileId file, std::size_t size);
    static std::optional<std::size_t> size_said(FileId file, ByteView octets);
    static bool refuses_file(std::uint16_t status);
    void lost_session(Position& at, std::uint16_t status, int& failures);
    Bytes content_of(const apdu::Response& response, std::size_t offset);

    Session& session_;
    PartialFiles partial_;  ///< always holds what has come of a file that is being read
    std::size_t block_;     ///< smaller once a smaller one was chosen
    bool stepped_down_ = false;
    bool too_large_ = false;         ///< the file that was given up claims too many octets
    bool bare_octets_ = false;       ///< beyond offset 32 767 the chip leaves DO'53' out
    bool refuses_in_clear_ = false;  ///< what it refuses it has refused in clear, twice
    std::size_t plain_limit_ = apdu::kMaxShortNe;
    std::size_t extended_ = 0;  ///< octets of one extended READ; 0: short only
    bool by_short_id_ = true, short_id_works_ = false;
    bool exact_ = false;  ///< the chip refuses to be asked beyond a file's end
};

}  // namespace card

// SPDX-License-Identifier: Apache-2.0
#include "session/file_reader.h"

#include <algorithm>

#include "channel/iso7816.h"
#include "lds/data_groups.h"
#include "tlv/tlv.h"

namespace card {
namespace {

/// Octets that hold every header, and that no file is shorter than.
constexpr std::size_t kHeaderProbe = 6;
/// Steps for weak fields and small chips below the largest short block.
constexpr std::size_t kSmallerBlocks[] = {192, 128, 96};
/// DO'53' around data beyond offset 32 767.
constexpr std::size_t kOddInstructionOverhead = 3;

bool is_in_master_file(FileId file) {
    return file == FileId::card_access || file == FileId::card_security || file == FileId::atr_info;
}

std::size_t max_size(FileId file) {
    const int group = data_group_number(file);
    return group >= 2 && group <= 8 ? kMaxFileSize : kMaxSmallFileSize;
}

std::optional<tlv::Header> header_of(ByteView start) {
    try {
        return tlv::parse_header(start);
    } catch (const Error&) {
        return {};  // a tag or a length longer than any file's
    }
}

std::size_t size_of_file(FileId file, ByteView start) {
    static constexpr std::size_t kCvcaSize = 36;  // fixed, not one data object (Doc 9303-11 §7.1.5)
    if (file == FileId::cvca) return kCvcaSize;
    const auto header = header_of(start);
    if (!header || header->indefinite)
        throw Error(Errc::protocol, Step::read_length,
                    name_of(file) + " does not begin with a tag and a length");
    const std::size_t size = header->header_size + header->length;
    if (size > max_size(file))
        throw Error(Errc::protocol, Step::read_length,
                    name_of(file) + " claims more octets than such a file can have");
    return size;
}

MissingFile missing(std::uint16_t status) {
    const bool absent = status == 0x6A82 || status == 0x6A83 || status == 0x6A86;
    return {absent ? MissingFile::Why::absent : MissingFile::Why::refused, status};
}

bool brings_data(const apdu::Response& response) {
    return !response.data.empty() && (response.ok() || response.sw1() == 0x62);
}

}  // namespace

void FileReader::allow_extended(std::size_t max_response) {
    // Data, padding, indicator, DO'87' header, DO'99', DO'8E', status word.
    static constexpr std::size_t kOverhead = 16 + 1 + 5 + 4 + 10 + 2;
    if (max_response > apdu::kMaxShortNe + 2 * kOverhead)
        extended_ = std::min(max_response, apdu::kMaxExtendedNe) - kOverhead;
}

std::size_t FileReader::limit_at(std::size_t offset) const {
    const std::size_t usual =
        std::min(block_ != 0 ? block_ : apdu::kMaxShortNe,
                 session_.is_protected() ? session_.max_short_block()
                                         : std::min(plain_limit_, apdu::kMaxShortNe));
    std::size_t limit = uses_extended() ? extended_ : usual;
    if (offset > iso7816::kMaxShortOffset) return limit - kOddInstructionOverhead;
    return std::min(limit, iso7816::kMaxShortOffset + 1 - offset);  // no block across the border
}

apdu::Command FileReader::command_for(const Position& at, std::size_t ne) const {
    if (at.offset == 0 && !at.selected)
        return iso7816::read_binary_sfi(short_identifier(at.file), ne);
    const bool odd = at.offset > iso7816::kMaxShortOffset;
    return iso7816::read_binary(at.offset, odd ? ne + kOddInstructionOverhead : ne);
}

Bytes FileReader::content_of(const apdu::Response& response, std::size_t offset) const {
    if (offset <= iso7816::kMaxShortOffset) return response.data;
    try {
        return to_bytes(tlv::unwrap(0x53, response.data));
    } catch (const Error&) {
        throw Error(Errc::protocol, Step::read_length,
                    "the answer beyond offset 32767 lacks its data object", response.sw);
    }
}

bool FileReader::select(Position& at, std::uint16_t& status) {
    const auto response = session_.transmit(iso7816::select_file(file_identifier(at.file)));
    status = response.sw;
    at.selected = response.ok() && response.is_protected;
    return at.selected;
}

/// Extended length was never smaller than a block that had to be made smaller.
bool FileReader::uses_extended() const {
    return extended_ != 0 && block_ == 0 && session_.is_protected();
}

bool FileReader::step_down() {
    if (uses_extended()) {
        block_ = apdu::kMaxShortNe;
        stepped_down_ = true;
        session_.fell_back("short-length");
        return true;
    }
    for (const auto smaller : kSmallerBlocks) {
        if (smaller >=
            std::min(block_ != 0 ? block_ : apdu::kMaxShortNe, session_.max_short_block()))
            continue;
        block_ = smaller;
        stepped_down_ = true;
        session_.fell_back("smaller-block");
        return true;
    }
    return false;
}

/// Asks for less, in the way that this refusal calls for.
bool FileReader::give_way(const Position& at, bool in_clear) {
    if (uses_extended()) return step_down();
    if (at.offset == 0 && !exact_) {
        exact_ = true;
        session_.fell_back("exact-length");
        return true;
    }
    return (at.offset != 0 || in_clear) && step_down();
}

/// Statuses that refuse the file, not the length.
bool FileReader::refuses_file(std::uint16_t status) {
    return status == 0x6982 || status == 0x6985 || status == 0x6986 || status == 0x6A82 ||
           status == 0x6A83;
}

/// An error in clear inside the session: once more with a smaller block and the same counter, then
/// a fresh session.
void FileReader::lost_session(Position& at, std::uint16_t status, int& failures) {
    ++failures;
    if (!session_.disproven() && failures == 1 && (refuses_file(status) || give_way(at, true)))
        return session_.repeat_last();
    session_.reopen();
    if (at.offset == 0 && by_short_id_) return;
    std::uint16_t answer = 0;
    if (!select(at, answer))
        throw Error(Errc::protocol, Step::read_removed,
                    "the chip no longer gives the file it was giving", answer);
}

Bytes FileReader::block(Position& at, std::size_t wanted, std::uint16_t& refused) {
    int clear_failures = 0, empty = 0;
    std::size_t exactly = 0;
    refused = 0;
    for (int attempt = 0; attempt < kMaxAttemptsPerBlock; ++attempt) {
        const std::size_t most =
            at.offset == 0 && exact_ ? kHeaderProbe : std::min(wanted, limit_at(at.offset));
        const auto response = session_.transmit(command_for(at, exactly != 0 ? exactly : most));
        if (!response.is_protected) {
            // The same refusal again in a fresh session is the chip's answer, protected or not.
            if (at.offset == 0 && clear_failures == 2 && refuses_file(response.sw) &&
                !session_.disproven()) {
                refused = response.sw;
                return {};
            }
            lost_session(at, response.sw, clear_failures);
            continue;
        }
        if (brings_data(response)) {
            auto content = content_of(response, at.offset);
            if (!content.empty()) return content;
        }
        if (response.sw1() == 0x6C && exactly == 0) {
            session_.fell_back("repeat-with-6c");
            exactly = response.sw2() == 0 ? apdu::kMaxShortNe : response.sw2();
            continue;
        }
        if (response.ok() && ++empty == kMaxEmptyAnswers) break;
        const bool length_refused =
            response.sw == 0x6700 || response.sw1() == 0x6C || response.ok();
        if (length_refused && (give_way(at, false) || response.ok())) continue;
        refused = response.sw;
        return {};
    }
    throw Error(Errc::protocol, Step::read_no_progress,
                name_of(at.file) + ": the chip answers, but gives no octets");
}

/// The first block, by short identifier where the chip knows it.
bool FileReader::begin(Position& at, Bytes& octets, std::uint16_t& refused) {
    refused = 0;
    if (by_short_id_) octets = block(at, kMaxFileSize, refused);
    const bool unknown_short_id =
        refused == 0x6A82 || refused == 0x6A86 || refused == 0x6B00 || refused == 0x6981;
    if (!by_short_id_ || (unknown_short_id && !short_id_works_)) {
        if (!session_.is_protected() && is_in_master_file(at.file))
            session_.plain().transmit(iso7816::select_master_file());
        if (!select(at, refused)) return false;
        if (by_short_id_) session_.fell_back("select-by-id");
        by_short_id_ = false;
        octets = block(at, kMaxFileSize, refused);
    } else if (refused == 0) {
        short_id_works_ = true;
    }
    return refused == 0;
}

std::variant<Bytes, MissingFile> FileReader::read(FileId file, const OnProgress& on_progress) {
    Position at{file};
    std::uint16_t refused = 0;
    auto& octets = partial_[file];
    if (octets.size() >= kHeaderProbe && select(at, refused)) {
        try {
            return read_rest(at, octets, on_progress);
        } catch (const Error& error) {
            // The card that came back has another file here: it is read from the start, and its
            // hash will tell.
            if (error.code() != Errc::protocol || area_of(error.step()) != StepArea::read) throw;
            at = {file};
        }
    }
    if (!begin(at, octets, refused)) {
        partial_.erase(file);
        return missing(refused);
    }
    return read_rest(at, octets, on_progress);
}

Bytes FileReader::read_rest(Position& at, Bytes& octets, const OnProgress& on_progress) {
    at.selected = true;
    const std::size_t size = size_of_file(at.file, octets);
    octets.resize(std::min(octets.size(), size));
    for (std::size_t reads = 0; octets.size() < size; ++reads) {
        if (reads > kSpareReads + size / kLeastBlock)
            throw Error(Errc::protocol, Step::read_no_progress,
                        name_of(at.file) + ": the chip gives too few octets at a time");
        on_progress(octets.size(), size);
        at.offset = octets.size();
        std::uint16_t refused = 0;
        const Bytes more = block(at, size - octets.size(), refused);
        if (refused != 0)
            throw Error(Errc::protocol, Step::read_length,
                        name_of(at.file) + " ends before its length does", refused);
        append(octets, ByteView(more).first(std::min(more.size(), size - octets.size())));
    }
    on_progress(size, size);
    Bytes whole = std::move(octets);
    partial_.erase(at.file);
    return whole;
}

}  // namespace card

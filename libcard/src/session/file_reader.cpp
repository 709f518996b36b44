// SPDX-License-Identifier: Apache-2.0
#include "session/file_reader.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "channel/iso7816.h"
#include "tlv/tlv.h"

namespace card {
namespace {

/// Steps for weak fields and small chips below the largest short block.
constexpr std::size_t kSmallerBlocks[] = {192, 128, 96};
/// DO'53' around data beyond offset 32 767.
constexpr std::size_t kOddInstructionOverhead = 3;

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
    return iso7816::read_binary(at.offset,
                                odd && !bare_octets_ ? ne + kOddInstructionOverhead : ne);
}

/// Beyond offset 32 767 the octets come in DO'53'; some chips give them bare.
Bytes FileReader::content_of(const apdu::Response& response, std::size_t offset) {
    static constexpr tlv::Tag kDiscretionaryData = 0x53;
    if (offset <= iso7816::kMaxShortOffset || bare_octets_) return response.data;
    const auto size = response.data[0] == kDiscretionaryData ? tlv::size_of_element(response.data)
                                                             : std::optional<std::size_t>();
    if (size == response.data.size())
        return to_bytes(tlv::unwrap(kDiscretionaryData, response.data));
    bare_octets_ = true;
    session_.fell_back("bare-octets");
    return response.data;
}

bool FileReader::select(Position& at, std::uint16_t& status) {
    const auto response =
        session_.transmit_again_if_lost(iso7816::select_file(file_identifier(at.file)));
    status = response.sw;
    at.selected = session_.selected(response);
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

/// The same error again in a fresh session is the chip's answer, protected or not.
bool FileReader::is_answer_in_clear(const Position& at, std::uint16_t status, int failures) const {
    if (session_.disproven()) return false;
    if (failures == 0)
        return refuses_in_clear_ && is_protected_group(at.file) && refuses_file(status);
    return failures == 2 && (is_optional(at.file) || (at.offset == 0 && refuses_file(status)));
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
            if (is_answer_in_clear(at, response.sw, clear_failures)) {
                refuses_in_clear_ = true;
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

std::variant<Bytes, MissingFile> FileReader::read(FileId file, const OnProgress& on_progress) {
    const auto learnt = std::tuple(exact_, block_, stepped_down_);
    try {
        too_large_ = false;
        return read_whole(file, on_progress);
    } catch (const Error& error) {
        if (!is_optional(file) || !is_defect(error)) throw;
        std::tie(exact_, block_, stepped_down_) = learnt;  // it says nothing of other files
        partial_.erase(file);
        using Why = MissingFile::Why;
        return MissingFile{too_large_ ? Why::too_large : Why::defective,
                           error.status().value_or(0)};
    }
}

void FileReader::refuse_size(FileId file, std::size_t size) {
    if (size <= max_size(file)) return;
    too_large_ = true;
    throw Error(Errc::protocol, Step::read_length,
                name_of(file) + " claims more octets than such a file can have");
}

/// Nothing where its own octets do not say it, or not yet.
std::optional<std::size_t> FileReader::size_said(FileId file, ByteView octets) {
    if (lacks_its_tag(file, octets)) return {};
    try {
        return size_of(file, octets);
    } catch (const Error&) {
        throw Error(Errc::protocol, Step::read_length,
                    name_of(file) + " does not begin with a tag and a length");
    }
}

Bytes FileReader::read_rest(Position& at, Bytes& octets, const OnProgress& on_progress) {
    at.selected = true;
    if (!size_said(at.file, octets)) read_to_end(at, octets, on_progress);
    if (const auto size = size_said(at.file, octets)) read_sized(at, octets, *size, on_progress);
    on_progress(octets.size(), octets.size());
    Bytes whole = std::move(octets);
    partial_.erase(at.file);
    return whole;
}

void FileReader::read_sized(Position& at, Bytes& octets, std::size_t size,
                            const OnProgress& on_progress) {
    refuse_size(at.file, size);
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
}

/// Until the octets say how many they are, or the chip that no more come: ever fewer are asked for
/// where it refuses to be asked beyond the end.
void FileReader::read_to_end(Position& at, Bytes& octets, const OnProgress& on_progress) {
    std::size_t ask = limit_at(octets.size());
    for (std::size_t reads = 0; ask != 0; ++reads) {
        refuse_size(at.file, octets.size());
        if (reads > kSpareReads + octets.size() / kLeastBlock)
            throw Error(Errc::protocol, Step::read_no_progress,
                        name_of(at.file) + ": the chip gives too few octets at a time");
        on_progress(octets.size(), octets.size() + ask);
        at.offset = octets.size();
        const auto response =
            session_.transmit(command_for(at, std::min(ask, limit_at(at.offset))));
        if (!response.is_protected && response.sw != 0x6B00)
            throw Error(Errc::protocol, Step::read_length, name_of(at.file) + " ends in an error",
                        response.sw);
        const Bytes more = brings_data(response) ? content_of(response, at.offset) : Bytes();
        append(octets, more);
        if (size_said(at.file, octets)) return;
        if (!more.empty()) continue;
        const bool at_end = response.ok() || response.sw == 0x6B00 || response.sw1() == 0x62;
        ask = at_end                                           ? 0
              : response.sw1() == 0x6C && response.sw2() < ask ? response.sw2()
                                                               : ask / 2;
    }
    if (!lacks_its_tag(at.file, octets))
        throw Error(Errc::protocol, Step::read_length,
                    name_of(at.file) + " ends before its length does");
}

}  // namespace card

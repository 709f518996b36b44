// SPDX-License-Identifier: Apache-2.0
// How the reading of a file begins: by which identifier, in which application, and whether what
// came is the file that was asked for.
#include <utility>

#include "channel/iso7816.h"
#include "session/file_reader.h"

namespace card {
namespace {

MissingFile missing(std::uint16_t status) {
    using Why = MissingFile::Why;
    const bool absent = status == 0x6A82 || status == 0x6A83 || status == 0x6A86;
    const bool empty =
        status == 0x6700 || status >> 8 == 0x62;  // nothing comes, however it is asked
    return {absent ? Why::absent : empty ? Why::defective : Why::refused, status};
}

}  // namespace

bool FileReader::begin_selected(Position& at, Bytes& octets, std::uint16_t& refused) {
    at = {at.file};
    if (!session_.is_protected() && is_in_master_file(at.file))
        session_.plain().transmit(iso7816::select_master_file());
    if (!select(at, refused)) return false;
    octets = block(at, kMaxFileSize, refused);
    return refused == 0;
}

/// The first block, by short identifier where the chip knows it.
bool FileReader::begin(Position& at, Bytes& octets, std::uint16_t& refused) {
    refused = 0;
    if (by_short_id_) octets = block(at, kMaxFileSize, refused);
    // Until one short identifier has worked, a refusal may mean that the chip knows none.
    if (by_short_id_ && (refused == 0 || short_id_works_)) return refused == 0;
    const bool came = begin_selected(at, octets, refused);
    if (at.selected && std::exchange(by_short_id_, false)) session_.fell_back("select-by-id");
    return came;
}

/// Some chips lose the application over a refusal, and then refuse what they have.
bool FileReader::begin_again(Position& at, Bytes& octets, std::uint16_t& refused) {
    static constexpr int kLost = 2;  // refusals in a row: one of something else, one of this
    if (is_in_master_file(at.file) || is_protected_group(at.file) || session_.refusals() < kLost ||
        !session_.select_again())
        return false;
    at = {at.file};
    bool came = false;
    if (!by_short_id_ || short_id_works_) {
        came = begin(at, octets, refused);
    } else {
        // The short identifier may be what was refused, and would lose the application once more.
        by_short_id_ = false;
        session_.fell_back("select-by-id");
        came = begin_selected(at, octets, refused);
    }
    if (came) session_.selecting_again_helped();
    return came;
}

/// Another file came than the one that was asked for: it is looked for by its identifier, and in
/// the application selected again. Some chips look for a short identifier in the master file, which
/// is then the current one: so no further file is asked for by one.
bool FileReader::find_file(Position& at, Bytes& octets, bool application_in_doubt) {
    const bool by_short_id = !at.selected;
    std::uint16_t refused = 0;
    const auto by_id = [&] {
        Position other{at.file};
        Bytes found;
        if (!begin_selected(other, found, refused) || is_another_file(at.file, found)) return false;
        at = other;
        octets = std::move(found);
        if (by_short_id) session_.fell_back("select-by-id");
        return true;
    };
    if (by_short_id) {
        by_short_id_ = false;
        if (by_id()) return true;
    }
    const bool shares_identifier = data_group_number(at.file) == 0;
    const bool elsewhere = application_in_doubt || refused != 0 || shares_identifier;
    if (is_in_master_file(at.file) || !elsewhere || !session_.select_again() || !by_id())
        return false;
    session_.selecting_again_helped();
    return true;
}

std::variant<Bytes, MissingFile> FileReader::read_whole(FileId file,
                                                        const OnProgress& on_progress) {
    const bool application_in_doubt = session_.refusals() > 0;
    Position at{file};
    std::uint16_t refused = 0;
    auto& octets = partial_[file];
    if (octets.size() >= kHeaderProbe && select(at, refused)) {
        try {
            return read_rest(at, octets, on_progress);
        } catch (const Error& error) {
            // The card that came back has another file here: it is read from the start, and its
            // hash will tell.
            if (!is_defect(error)) throw;
            at = {file};
        }
    }
    if (!begin(at, octets, refused) && !begin_again(at, octets, refused)) {
        partial_.erase(file);
        return missing(refused);
    }
    if (!is_another_file(file, octets)) {
        short_id_works_ = short_id_works_ || !at.selected;
    } else if (!find_file(at, octets, application_in_doubt)) {
        const bool may_have_another_form = file == FileId::sod || file == FileId::com;
        if (data_group_number(file) == 0 && !may_have_another_form) {
            partial_.erase(file);
            return MissingFile{};
        }
        at = {file};
        if (!begin(at, octets, refused)) return partial_.erase(file), missing(refused);
    }
    return read_rest(at, octets, on_progress);
}

}  // namespace card

// SPDX-License-Identifier: Apache-2.0
#include "lds/face_image.h"

#include <algorithm>
#include <array>

#include "card/error.h"
#include "tlv/tlv.h"

namespace card::lds {
namespace {

[[noreturn]] void fail(const char* text) { throw Error(Errc::malformed, Step::dg2, text); }

/// Big-endian fields of the record, in order.
class Fields {
public:
    explicit Fields(ByteView octets) : rest_(octets) {}
    std::size_t number(std::size_t octets) {
        std::size_t value = 0;
        for (const auto octet : take(octets)) value = value << 8 | octet;
        return value;
    }
    ByteView take(std::size_t octets) {
        if (octets > rest_.size()) fail("the face record ends too early");
        const ByteView taken = rest_.first(octets);
        rest_ = rest_.subspan(octets);
        return taken;
    }
    std::size_t left() const { return rest_.size(); }

private:
    ByteView rest_;
};

bool starts_with(ByteView octets, std::initializer_list<std::uint8_t> start) {
    return octets.size() >= start.size() && std::equal(start.begin(), start.end(), octets.begin());
}

}  // namespace

const char* name_of(ImageFormat format) {
    switch (format) {
        case ImageFormat::jpeg: return "JPEG";
        case ImageFormat::jpeg2000: return "JPEG 2000";
        case ImageFormat::unknown: break;
    }
    return "unknown";
}

ImageFormat format_of_image(ByteView octets) {
    if (starts_with(octets, {0xFF, 0xD8, 0xFF})) return ImageFormat::jpeg;
    if (starts_with(octets, {0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20}))
        return ImageFormat::jpeg2000;
    if (starts_with(octets, {0xFF, 0x4F, 0xFF, 0x51}))
        return ImageFormat::jpeg2000;  // a bare codestream
    return ImageFormat::unknown;
}

namespace {

/// ISO/IEC 19794-5 §5: record header, then a facial record each with points and image information.
void parse_record(ByteView record, std::vector<FaceImage>& images) {
    Fields header(record);
    static constexpr std::array<std::uint8_t, 8> kMagic{'F', 'A', 'C', 0, '0', '1', '0', 0};
    if (!std::ranges::equal(header.take(8), kMagic))
        fail("not an ISO/IEC 19794-5 record of version 010");
    const std::size_t length = header.number(4);
    const std::size_t faces = header.number(2);
    if (length != record.size()) fail("the face record's length does not fit");
    for (std::size_t i = 0; i < faces; ++i) {
        if (images.size() == kMaxFaces) fail("too many faces");
        const std::size_t block_length = header.number(4);
        const std::size_t points = header.number(2);
        if (block_length < 32 || points > kMaxFeaturePoints) fail("a face block out of range");
        Fields block(header.take(block_length - 6));
        block.take(14 + 8 * points);  // facial information after length and count, feature points
        block.take(2);                // face image type, image data type
        FaceImage image;
        image.width = static_cast<unsigned>(block.number(2));
        image.height = static_cast<unsigned>(block.number(2));
        block.take(6);  // colour space, source, device, quality
        image.octets = block.take(block.left());
        image.format = format_of_image(image.octets);
        images.push_back(image);
    }
    if (header.left() != 0) fail("octets after the last face");
}

/// ISO/IEC 39794-5 in the profile of ICAO: FaceImageDataBlock, its representation blocks, in each
/// the octets of one picture. An object that this version does not know stands aside: the standard
/// is meant to be extended.
void parse_extensible(ByteView data_block, std::vector<FaceImage>& images) {
    static constexpr tlv::Tag kFaceImageDataBlock = 0x65, kRepresentations = 0xA1, kImage = 0xA1,
                              kBase = 0xA0, k2D = 0xA0, kData = 0x80;
    const auto inside = [](ByteView content, tlv::Tag tag, const char* what) {
        const auto found = tlv::find(content, tag);
        if (!found) fail(what);
        return *found;
    };
    // The content of 7F2E stands in an explicit tag; some writers leave it out.
    const auto tagged = tlv::find(data_block, 0xA1);
    const ByteView block = inside(tagged ? *tagged : data_block, kFaceImageDataBlock,
                                  "not a face image data block of ISO/IEC 39794-5");
    for (tlv::Reader representations(
             inside(block, kRepresentations, "no representation of a face"));
         !representations.empty();) {
        if (images.size() == kMaxFaces) fail("too many faces");
        const ByteView image = inside(representations.expect(0x30).value, kImage,
                                      "a representation without a picture");
        const ByteView two_dimensional =
            inside(inside(image, kBase, "a picture of an unknown kind"), k2D,
                   "not a picture in two dimensions");
        FaceImage face;
        face.octets = inside(two_dimensional, kData, "a picture without octets");
        face.format = format_of_image(face.octets);
        images.push_back(face);
    }
}

}  // namespace

std::vector<FaceImage> parse_dg2(ByteView file) {
    std::vector<FaceImage> images;
    tlv::Reader group(tlv::unwrap(0x75, file));
    tlv::Reader templates(group.expect(0x7F61).value);
    group.expect_end();
    const ByteView count = templates.expect(0x02).value;
    if (count.size() != 1 || count[0] > kMaxFaces) fail("a number of templates out of range");
    for (int i = 0; i < count[0]; ++i) {
        tlv::Reader instance(templates.expect(0x7F60).value);
        instance.expect(0xA1);  // biometric header template
        const auto block = instance.next();
        if (block.tag != 0x5F2E && block.tag != 0x7F2E) fail("no biometric data block");
        instance.expect_end();
        if (block.tag == 0x7F2E && !starts_with(block.value, {'F', 'A', 'C', 0}))
            parse_extensible(block.value, images);
        else parse_record(block.value, images);
    }
    templates.expect_end();
    return images;
}

}  // namespace card::lds

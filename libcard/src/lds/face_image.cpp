// SPDX-License-Identifier: Apache-2.0
#include "lds/face_image.h"

#include <algorithm>
#include <array>

#include "card/error.h"
#include "tlv/tlv.h"

namespace card::lds {
namespace {

[[noreturn]] void fail(const char* id) { throw Error(Errc::malformed, Step::dg2, said(id)); }

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
        if (octets > rest_.size()) fail("defect.face_short");
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

/// ISO/IEC 19794-5 §5: record header, then a facial record each with points and image information.
void parse_record(ByteView record, std::vector<FaceImage>& images) {
    Fields header(record);
    static constexpr std::array<std::uint8_t, 8> kMagic{'F', 'A', 'C', 0, '0', '1', '0', 0};
    if (!std::ranges::equal(header.take(8), kMagic)) fail("defect.face_version");
    const std::size_t length = header.number(4);
    const std::size_t faces = header.number(2);
    if (length != record.size()) fail("defect.face_length");
    for (std::size_t i = 0; i < faces; ++i) {
        if (images.size() == kMaxFaces) fail("defect.many_faces");
        const std::size_t block_length = header.number(4);
        const std::size_t points = header.number(2);
        if (block_length < 32 || points > kMaxFeaturePoints) fail("defect.face_block");
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
    if (header.left() != 0) fail("defect.after_face");
}

/// ISO/IEC 39794-5 in the profile of ICAO: FaceImageDataBlock, its representation blocks, in each
/// the octets of one picture. An object that this version does not know stands aside: the standard
/// is meant to be extended.
void parse_extensible(ByteView data_block, std::vector<FaceImage>& images) {
    static constexpr tlv::Tag kFaceImageDataBlock = 0x65, kRepresentations = 0xA1, kImage = 0xA1,
                              kBase = 0xA0, k2D = 0xA0, kData = 0x80;
    const auto inside = [](ByteView content, tlv::Tag tag, const char* id) {
        const auto found = tlv::find(content, tag);
        if (!found) fail(id);
        return *found;
    };
    // The content of 7F2E stands in an explicit tag; some writers leave it out.
    const auto tagged = tlv::find(data_block, 0xA1);
    const ByteView block =
        inside(tagged ? *tagged : data_block, kFaceImageDataBlock, "defect.no_face_block");
    for (tlv::Reader representations(inside(block, kRepresentations, "defect.no_representation"));
         !representations.empty();) {
        if (images.size() == kMaxFaces) fail("defect.many_faces");
        const ByteView image =
            inside(representations.expect(0x30).value, kImage, "defect.no_picture");
        const ByteView two_dimensional =
            inside(inside(image, kBase, "defect.picture_kind"), k2D, "defect.picture_dimensions");
        FaceImage face;
        face.octets = inside(two_dimensional, kData, "defect.picture_empty");
        face.format = format_of_image(face.octets);
        images.push_back(face);
    }
}

std::vector<FaceImage> faces_by_record(ByteView file) {
    std::vector<FaceImage> images;
    tlv::Reader group(tlv::unwrap(0x75, file));
    tlv::Reader templates(group.expect(0x7F61).value);
    group.expect_end();
    const ByteView count = templates.expect(0x02).value;
    if (count.size() != 1 || count[0] > kMaxFaces) fail("defect.templates");
    for (int i = 0; i < count[0]; ++i) {
        tlv::Reader instance(templates.expect(0x7F60).value);
        instance.expect(0xA1);  // biometric header template
        const auto block = instance.next();
        if (block.tag != 0x5F2E && block.tag != 0x7F2E) fail("defect.no_biometric_block");
        instance.expect_end();
        if (block.tag == 0x7F2E && !starts_with(block.value, {'F', 'A', 'C', 0}))
            parse_extensible(block.value, images);
        else parse_record(block.value, images);
    }
    templates.expect_end();
    if (images.empty()) fail("defect.no_face");
    for (const auto& image : images)
        if (image.format == ImageFormat::unknown) fail("defect.face_format");
    return images;
}

}  // namespace

std::vector<FaceImage> faces_by_marks(ByteView file) {
    std::vector<FaceImage> images;
    for (const auto octets : pictures_by_marks(file, kMaxFaces))
        images.push_back({format_of_image(octets), 0, 0, octets});
    return images;
}

Faces parse_dg2(ByteView file) {
    try {
        return {faces_by_record(file), {}};
    } catch (const Error& error) {
        Faces faces{faces_by_marks(file), error.sentence()};
        if (faces.images.empty()) throw;
        return faces;
    }
}

}  // namespace card::lds

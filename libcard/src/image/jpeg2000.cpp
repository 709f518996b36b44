// SPDX-License-Identifier: Apache-2.0
#include <openjpeg.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

#include "card/error.h"
#include "image/decoders.h"

namespace card::image {
namespace {

struct Source {
    ByteView octets;
    std::size_t at = 0;
};

OPJ_SIZE_T read_source(void* buffer, OPJ_SIZE_T count, void* data) {
    auto& source = *static_cast<Source*>(data);
    const std::size_t given = std::min<std::size_t>(count, source.octets.size() - source.at);
    if (given == 0) return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(buffer, source.octets.data() + source.at, given);
    source.at += given;
    return given;
}
OPJ_OFF_T skip_source(OPJ_OFF_T count, void* data) {
    auto& source = *static_cast<Source*>(data);
    const auto left = static_cast<OPJ_OFF_T>(source.octets.size() - source.at);
    const OPJ_OFF_T skipped = std::clamp<OPJ_OFF_T>(count, 0, left);
    source.at += static_cast<std::size_t>(skipped);
    return skipped;
}
OPJ_BOOL seek_source(OPJ_OFF_T to, void* data) {
    auto& source = *static_cast<Source*>(data);
    if (to < 0 || static_cast<std::size_t>(to) > source.octets.size()) return OPJ_FALSE;
    source.at = static_cast<std::size_t>(to);
    return OPJ_TRUE;
}

struct CloseStream {  // opj_stream_t and opj_codec_t are typedefs of void*
    void operator()(void* stream) const { opj_stream_destroy(static_cast<opj_stream_t*>(stream)); }
};
struct CloseCodec {
    void operator()(void* codec) const { opj_destroy_codec(static_cast<opj_codec_t*>(codec)); }
};
struct FreePicture {
    void operator()(opj_image_t* picture) const { opj_image_destroy(picture); }
};
using Picture = std::unique_ptr<opj_image_t, FreePicture>;

constexpr unsigned kMaxComponents = 4;

[[noreturn]] void fail() { throw Error(Errc::malformed, Step::portrait, said("defect.jpeg2000")); }

std::uint64_t number_at(ByteView octets, std::size_t at, std::size_t size) {
    if (octets.size() < at + size) fail();
    std::uint64_t value = 0;
    for (const auto octet : octets.subspan(at, size)) value = value << 8 | octet;
    return value;
}

/// The codestream of a file of boxes (ISO/IEC 15444-1 §I.4), or the octets themselves.
ByteView codestream_of(ByteView octets) {
    static constexpr std::uint64_t kCodestream = 0x6A703263;  // "jp2c"
    static constexpr int kMaxBoxes = 64;
    if (octets[0] == 0xFF) return octets;
    for (int box = 0; box < kMaxBoxes; ++box) {
        const auto length = number_at(octets, 0, 4), type = number_at(octets, 4, 4);
        const std::size_t header = length == 1 ? 16 : 8;
        const auto whole = length == 1   ? number_at(octets, 8, 8)
                           : length == 0 ? octets.size()  // up to the end
                                         : length;
        if (whole < header || whole > octets.size()) fail();
        if (type == kCodestream) return octets.first(whole).subspan(header);
        octets = octets.subspan(whole);
    }
    fail();
}

/// Before the library sees the header, for which it takes room by the tile: SOC and SIZ,
/// ISO/IEC 15444-1 §A.5.1.
void check_header(ByteView codestream) {
    static constexpr std::uint64_t kStartAndSize = 0xFF4FFF51, kMaxTiles = 1024;
    static constexpr std::size_t kSizes = 8;  // behind the markers, the length and the profile
    static constexpr std::size_t kComponents = 32;  // behind eight sizes of four octets
    const auto size = [codestream](std::size_t i) {
        return number_at(codestream, kSizes + 4 * i, 4);
    };
    if (number_at(codestream, 0, 4) != kStartAndSize) fail();
    const auto tiles = [&size](std::size_t axis) {
        const auto end = size(axis), tile = size(4 + axis), begin = size(6 + axis);
        if (tile == 0 || end <= begin) fail();
        return (end - begin + tile - 1) / tile;
    };
    if (size(0) <= size(2) || size(1) <= size(3)) fail();
    check_size(size(0) - size(2), size(1) - size(3));
    if (tiles(0) > kMaxTiles || tiles(0) * tiles(1) > kMaxTiles) fail();
    if (number_at(codestream, kSizes + kComponents, 2) > kMaxComponents) fail();
}

Picture decode_picture(Source& source) {
    check_header(codestream_of(source.octets));
    const bool codestream = source.octets[0] == 0xFF;
    opj_codec_t* const codec = opj_create_decompress(codestream ? OPJ_CODEC_J2K : OPJ_CODEC_JP2);
    const std::unique_ptr<void, CloseCodec> codec_owner(codec);
    opj_stream_t* const stream = opj_stream_default_create(OPJ_TRUE);
    const std::unique_ptr<void, CloseStream> stream_owner(stream);
    opj_stream_set_user_data(stream, &source, nullptr);
    opj_stream_set_user_data_length(stream, source.octets.size());
    opj_stream_set_read_function(stream, read_source);
    opj_stream_set_skip_function(stream, skip_source);
    opj_stream_set_seek_function(stream, seek_source);
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    if (!opj_setup_decoder(codec, &parameters)) fail();
    opj_decoder_set_strict_mode(codec, OPJ_TRUE);
    opj_image_t* raw = nullptr;
    const bool header = opj_read_header(stream, codec, &raw);
    Picture picture(raw);
    if (!header || !picture || picture->x1 <= picture->x0 || picture->y1 <= picture->y0) fail();
    check_size(picture->x1 - picture->x0, picture->y1 - picture->y0);
    if (picture->numcomps > kMaxComponents) fail();
    if (!opj_decode(codec, stream, picture.get())) fail();
    // Asked after decoding: a palette changes the number of components.
    if (picture->numcomps == 0 || picture->numcomps > kMaxComponents) fail();
    return picture;
}

constexpr int kFull = 255, kHalf = 128;
constexpr unsigned kMaxPrecision = 31;

/// One sample as eight bits, whatever its precision and sign.
int sample(const opj_image_comp_t& component, unsigned x, unsigned y) {
    const unsigned column = std::min(x / component.dx, component.w - 1),
                   row = std::min(y / component.dy, component.h - 1);
    std::int64_t value = component.data[std::size_t{row} * component.w + column];
    if (component.sgnd) value += std::int64_t{1} << (component.prec - 1);
    const std::int64_t most = (std::int64_t{1} << component.prec) - 1;
    return static_cast<int>((std::clamp<std::int64_t>(value, 0, most) * kFull + most / 2) / most);
}

/// How the components that are colours make a colour.
enum class Colours : std::uint8_t { grey, rgb, ycc, inks };

Colours colours_of(const opj_image_t& picture, const std::vector<const opj_image_comp_t*>& parts) {
    const auto named = picture.color_space;
    if (parts.size() < 3 || named == OPJ_CLRSPC_GRAY) return Colours::grey;
    if (named == OPJ_CLRSPC_CMYK && parts.size() == kMaxComponents) return Colours::inks;
    // Colours on a coarser grid than the light: nobody writes red, green and blue so.
    const bool coarse =
        parts[0]->dx == 1 && (parts[1]->dx > 1 || parts[1]->dy > 1) && parts[1]->dx == parts[2]->dx;
    const bool ycc = named == OPJ_CLRSPC_SYCC || named == OPJ_CLRSPC_EYCC;
    return ycc || coarse ? Colours::ycc : Colours::rgb;
}

using Pixel = std::array<std::uint8_t, 3>;

std::uint8_t octet(double value) {
    return static_cast<std::uint8_t>(std::clamp(value + 0.5, 0.0, double{kFull}));
}

Pixel pixel(Colours colours, const std::array<int, kMaxComponents>& part) {
    const auto plain = [](int value) { return static_cast<std::uint8_t>(value); };
    switch (colours) {
        case Colours::grey: return {plain(part[0]), plain(part[0]), plain(part[0])};
        case Colours::rgb: return {plain(part[0]), plain(part[1]), plain(part[2])};
        case Colours::ycc: {  // ITU-R BT.601, full range
            const double blue = part[1] - kHalf, red = part[2] - kHalf;
            return {octet(part[0] + 1.402 * red), octet(part[0] - 0.344136 * blue - 0.714136 * red),
                    octet(part[0] + 1.772 * blue)};
        }
        case Colours::inks: break;
    }
    const auto light = [&](int ink) { return plain((kFull - ink) * (kFull - part[3]) / kFull); };
    return {light(part[0]), light(part[1]), light(part[2])};
}

/// Without those that say how much of a pixel is seen.
std::vector<const opj_image_comp_t*> colour_parts(const opj_image_t& picture) {
    std::vector<const opj_image_comp_t*> parts;
    for (const auto& part : std::span(picture.comps, picture.numcomps)) {
        if (!part.data || part.dx == 0 || part.dy == 0 || part.w == 0 || part.h == 0 ||
            part.prec < 1 || part.prec > kMaxPrecision)
            fail();
        if (part.alpha == 0) parts.push_back(&part);
    }
    if (parts.empty()) fail();
    return parts;
}

}  // namespace

Image decode_jpeg2000(ByteView octets) {
    Source source{octets};
    const Picture picture = decode_picture(source);
    const unsigned width = picture->x1 - picture->x0, height = picture->y1 - picture->y0;
    const auto parts = colour_parts(*picture);
    const auto colours = colours_of(*picture, parts);
    Image image{width, height, {}, "JPEG 2000"};
    image.rgb.reserve(std::size_t{width} * height * 3);
    std::array<int, kMaxComponents> samples{};
    for (unsigned y = 0; y < height; ++y)
        for (unsigned x = 0; x < width; ++x) {
            const std::size_t used = colours == Colours::grey ? 1 : parts.size();
            for (std::size_t i = 0; i < used; ++i) samples[i] = sample(*parts[i], x, y);
            const auto rgb = pixel(colours, samples);
            image.rgb.insert(image.rgb.end(), rgb.begin(), rgb.end());
        }
    return image;
}

}  // namespace card::image

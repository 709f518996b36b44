// SPDX-License-Identifier: Apache-2.0
#include <openjpeg.h>

#include <algorithm>
#include <cstring>
#include <memory>

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

[[noreturn]] void fail() {
    throw Error(Errc::malformed, Step::portrait, "the JPEG 2000 picture is damaged");
}

Picture decode_picture(Source& source) {
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
    if (picture->numcomps != 1 && picture->numcomps != 3 && picture->numcomps != 4) fail();
    return picture;
}

/// One sample as eight bits, whatever its precision and sign.
std::uint8_t sample(const opj_image_comp_t& component, unsigned x, unsigned y) {
    int value = component.data[std::size_t{y / component.dy} * component.w + x / component.dx];
    if (component.sgnd) value += 1 << (component.prec - 1);
    if (component.prec > 8) value >>= component.prec - 8;
    return static_cast<std::uint8_t>(std::clamp(value, 0, 255));
}

}  // namespace

Image decode_jpeg2000(ByteView octets) {
    Source source{octets};
    const Picture picture = decode_picture(source);
    const unsigned width = picture->x1 - picture->x0, height = picture->y1 - picture->y0;
    for (unsigned i = 0; i < picture->numcomps; ++i) {
        const auto& c = picture->comps[i];
        if (!c.data || c.dx == 0 || c.dy == 0 || c.prec < 1 || c.prec > 16 ||
            c.w < (width + c.dx - 1) / c.dx || c.h < (height + c.dy - 1) / c.dy)
            fail();
    }
    Image image{width, height, {}, "JPEG 2000"};
    image.rgb.reserve(std::size_t{width} * height * 3);
    const bool grey = picture->numcomps == 1;
    for (unsigned y = 0; y < height; ++y)
        for (unsigned x = 0; x < width; ++x)
            for (unsigned channel = 0; channel < 3; ++channel)
                image.rgb.push_back(sample(picture->comps[grey ? 0 : channel], x, y));
    return image;
}

}  // namespace card::image

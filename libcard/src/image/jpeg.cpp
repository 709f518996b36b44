// SPDX-License-Identifier: Apache-2.0
#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

#include "card/error.h"
#include "image/decoders.h"

namespace card::image {
namespace {

/// Scans beyond this many are an attack on time, not a portrait.
constexpr int kMaxScans = 64;
constexpr long kMaxMemory = 256L * 1024 * 1024;

/// libjpeg reports errors by a callback that must not return: it jumps. No object with a destructor
/// lives between setjmp and longjmp; what must be freed is owned by the caller.
struct Decoder {
    jpeg_decompress_struct info{};
    jpeg_error_mgr errors{};
    jpeg_progress_mgr progress{};
    std::jmp_buf escape{};
    Decoder() {
        info.err = jpeg_std_error(&errors);
        errors.error_exit = [](j_common_ptr common) {
            std::longjmp(static_cast<Decoder*>(common->client_data)->escape, 1);
        };
        errors.emit_message = [](j_common_ptr, int) {};
        errors.output_message = [](j_common_ptr) {};
        info.client_data = this;
        // Called while scans are read, also inside jpeg_start_decompress, where a progressive
        // picture takes them all.
        progress.progress_monitor = [](j_common_ptr common) {
            auto* decoder = static_cast<Decoder*>(common->client_data);
            if (decoder->info.input_scan_number > kMaxScans) std::longjmp(decoder->escape, 1);
        };
    }
    ~Decoder() { jpeg_destroy_decompress(&info); }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
};

bool read_header(Decoder& decoder, ByteView octets) {
    if (setjmp(decoder.escape)) return false;
    jpeg_create_decompress(&decoder.info);
    decoder.info.progress = &decoder.progress;
    decoder.info.mem->max_memory_to_use = kMaxMemory;
    jpeg_mem_src(&decoder.info, octets.data(), octets.size());
    return jpeg_read_header(&decoder.info, TRUE) == JPEG_HEADER_OK;
}

/// What libjpeg can make RGB of becomes RGB; four inks stay four, anything else stays as it is.
bool start(Decoder& decoder) {
    if (setjmp(decoder.escape)) return false;
    auto& info = decoder.info;
    const bool inks = info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
    if (inks) info.out_color_space = JCS_CMYK;
    else if (info.jpeg_color_space == JCS_UNKNOWN) info.out_color_space = JCS_UNKNOWN;
    else info.out_color_space = JCS_RGB;
    return jpeg_start_decompress(&info) == TRUE;
}

bool read_rows(Decoder& decoder, std::uint8_t* samples) {
    if (setjmp(decoder.escape)) return false;
    auto& info = decoder.info;
    const std::size_t width =
        std::size_t{info.output_width} * static_cast<unsigned>(info.output_components);
    while (info.output_scanline < info.output_height) {
        JSAMPROW row = samples + info.output_scanline * width;
        if (jpeg_read_scanlines(&info, &row, 1) != 1) return false;
    }
    jpeg_finish_decompress(&info);
    return true;
}

/// One pixel of another number of components than three: of one or two the first is the grey; four
/// are inks, which Adobe writes as the light that they let through.
void put_pixel(const std::uint8_t* samples, std::size_t components, bool light, Bytes& rgb) {
    static constexpr unsigned kFull = 255;
    const auto part = [&](std::size_t i) -> unsigned {
        return light ? samples[i] : kFull - samples[i];
    };
    for (std::size_t channel = 0; channel < 3; ++channel)
        rgb.push_back(components < 4 ? samples[0]
                                     : static_cast<std::uint8_t>(part(channel) * part(3) / kFull));
}

}  // namespace

Image decode_jpeg(ByteView octets) {
    static constexpr const char* kDamaged = "defect.jpeg";
    Decoder decoder;
    if (!read_header(decoder, octets)) throw Error(Errc::malformed, Step::portrait, said(kDamaged));
    check_size(decoder.info.image_width, decoder.info.image_height);
    if (!start(decoder)) throw Error(Errc::malformed, Step::portrait, said(kDamaged));
    const auto& info = decoder.info;
    Image image{info.output_width, info.output_height, {}, "JPEG"};
    const auto components = static_cast<std::size_t>(info.output_components);
    const std::size_t pixels = std::size_t{image.width} * image.height;
    Bytes samples(pixels * components);
    if (!read_rows(decoder, samples.data()))
        throw Error(Errc::malformed, Step::portrait, said(kDamaged));
    if (components == 3) {
        image.rgb = std::move(samples);
        return image;
    }
    image.rgb.reserve(pixels * 3);
    for (std::size_t i = 0; i < pixels; ++i)
        put_pixel(samples.data() + i * components, components, info.saw_Adobe_marker == TRUE,
                  image.rgb);
    return image;
}

}  // namespace card::image

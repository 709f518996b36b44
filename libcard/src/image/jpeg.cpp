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

bool read_rows(Decoder& decoder, std::uint8_t* rgb) {
    if (setjmp(decoder.escape)) return false;
    decoder.info.out_color_space = JCS_RGB;
    jpeg_start_decompress(&decoder.info);
    while (decoder.info.output_scanline < decoder.info.output_height) {
        JSAMPROW row =
            rgb + std::size_t{decoder.info.output_scanline} * decoder.info.output_width * 3;
        if (jpeg_read_scanlines(&decoder.info, &row, 1) != 1) return false;
    }
    jpeg_finish_decompress(&decoder.info);
    return true;
}

}  // namespace

Image decode_jpeg(ByteView octets) {
    static constexpr const char* kText = "the JPEG is damaged";
    Decoder decoder;
    if (!read_header(decoder, octets)) throw Error(Errc::malformed, Step::portrait, kText);
    check_size(decoder.info.image_width, decoder.info.image_height);
    Image image{decoder.info.image_width, decoder.info.image_height, {}, "JPEG"};
    image.rgb.resize(std::size_t{image.width} * image.height * 3);
    if (!read_rows(decoder, image.rgb.data())) throw Error(Errc::malformed, Step::portrait, kText);
    return image;
}

}  // namespace card::image

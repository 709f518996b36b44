// SPDX-License-Identifier: Apache-2.0
#include "channel/iso7816.h"

#include "tlv/tlv.h"

namespace card::iso7816 {

using apdu::Command;

apdu::Command select_master_file() {
    static constexpr std::uint8_t kMasterFile[] = {0x3F, 0x00};
    return Command::case3(0x00, 0xA4, 0x00, 0x0C, kMasterFile);
}
apdu::Command select_application(ByteView aid, bool with_fci) {
    if (with_fci) return Command::case4(0x00, 0xA4, 0x04, 0x00, aid, apdu::kMaxShortNe);
    return Command::case3(0x00, 0xA4, 0x04, 0x0C, aid);
}
apdu::Command select_file(std::uint16_t file_id) {
    const std::uint8_t id[] = {static_cast<std::uint8_t>(file_id >> 8),
                               static_cast<std::uint8_t>(file_id)};
    return Command::case3(0x00, 0xA4, 0x02, 0x0C, id);
}
apdu::Command read_binary_sfi(std::uint8_t sfi, std::size_t ne) {
    return Command::case2(0x00, 0xB0, static_cast<std::uint8_t>(0x80 | sfi), 0x00, ne);
}
apdu::Command read_binary(std::size_t offset, std::size_t ne) {
    const auto high = static_cast<std::uint8_t>(offset >> 8),
               low = static_cast<std::uint8_t>(offset);
    if (offset <= kMaxShortOffset) return Command::case2(0x00, 0xB0, high, low, ne);
    Bytes value;
    for (int shift = 24; shift >= 0; shift -= 8)
        if (shift < 16 || offset >> shift != 0)
            value.push_back(static_cast<std::uint8_t>(offset >> shift));
    return Command::case4(0x00, 0xB1, 0x00, 0x00, tlv::make(0x54, value), ne);
}
apdu::Command get_response(std::size_t ne) { return Command::case2(0x00, 0xC0, 0x00, 0x00, ne); }
apdu::Command get_challenge(std::size_t size) {
    return Command::case2(0x00, 0x84, 0x00, 0x00, size);
}
apdu::Command external_authenticate(ByteView data, std::size_t ne) {
    return Command::case4(0x00, 0x82, 0x00, 0x00, data, ne);
}
apdu::Command internal_authenticate(ByteView challenge, std::size_t ne) {
    return Command::case4(0x00, 0x88, 0x00, 0x00, challenge, ne);
}
apdu::Command mse_set_at(std::uint8_t p1, ByteView data_objects) {
    return Command::case3(0x00, 0x22, p1, 0xA4, data_objects);
}
apdu::Command mse_set_kat(ByteView data_objects) {
    return Command::case3(0x00, 0x22, 0x41, 0xA6, data_objects);
}
apdu::Command general_authenticate(ByteView dynamic_data, bool last, std::size_t expected) {
    const Bytes data = tlv::make(0x7C, dynamic_data);
    const bool extended = data.size() > apdu::kMaxShortData || expected > apdu::kMaxShortNe;
    return Command::case4(last ? 0x00 : 0x10, 0x86, 0x00, 0x00, data,
                          extended ? apdu::kMaxExtendedNe : apdu::kMaxShortNe);
}
apdu::Command mse_set_dst(ByteView data_objects) {
    return Command::case3(0x00, 0x22, 0x81, 0xB6, data_objects);
}
apdu::Command pso_verify_certificate(ByteView data) {
    return Command::case3(0x00, 0x2A, 0x00, 0xBE, data);
}
apdu::Command external_authenticate_terminal(ByteView signature) {
    return Command::case3(0x00, 0x82, 0x00, 0x00, signature);
}

}  // namespace card::iso7816

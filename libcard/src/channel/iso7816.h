// SPDX-License-Identifier: Apache-2.0
// The ISO 7816-4 and -8 commands an inspection system sends (Doc 9303-10 §3.6, Doc 9303-11 §4 to
// §6).
#pragma once
#include "apdu/apdu.h"
#include "card/document.h"

namespace card::iso7816 {

/// A0 00 00 02 47 10 01, the eMRTD application (Doc 9303-10 §4.1).
inline constexpr std::uint8_t kEmrtdApplication[] = {0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01};

apdu::Command select_master_file();
/// `with_fci`: P2 = 00, for chips that do not take 0C; its answer is not needed.
apdu::Command select_application(ByteView aid, bool with_fci = false);
apdu::Command select_file(std::uint16_t file_id);
/// READ BINARY from offset 0 of the EF with this short identifier, which becomes the current EF.
apdu::Command read_binary_sfi(std::uint8_t sfi, std::size_t ne);
/// READ BINARY of the current EF; INS B1 with DO'54' beyond offset 32 767.
apdu::Command read_binary(std::size_t offset, std::size_t ne);
apdu::Command get_response(std::size_t ne);
apdu::Command get_challenge(std::size_t size);
apdu::Command external_authenticate(ByteView data, std::size_t ne);
apdu::Command internal_authenticate(ByteView challenge, std::size_t ne);
apdu::Command mse_set_at(std::uint8_t p1, ByteView data_objects);
apdu::Command mse_set_kat(ByteView data_objects);
/// `dynamic_data` becomes the content of DO'7C'; `last` ends the command chain. Extended length
/// only where the data or an answer of `expected` octets need it, as §9.3.1.2 allows for this
/// command.
apdu::Command general_authenticate(ByteView dynamic_data, bool last, std::size_t expected = 0);
/// MSE:Set DST and PSO:Verify Certificate of terminal authentication (Doc 9303-11 §7.1.5).
apdu::Command mse_set_dst(ByteView data_objects);
apdu::Command pso_verify_certificate(ByteView data);
apdu::Command external_authenticate_terminal(ByteView signature);

/// Offsets up to here are reached by INS B0.
inline constexpr std::size_t kMaxShortOffset = 0x7FFF;

}  // namespace card::iso7816

// SPDX-License-Identifier: Apache-2.0
// SecurityInfos of EF.CardAccess, DG14 and EF.CardSecurity, Doc 9303-11 §9.2.
#pragma once
#include <algorithm>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "crypto/domain.h"
#include "crypto/hash.h"
#include "crypto/symmetric.h"

namespace card::lds {

inline constexpr std::size_t kMaxSecurityInfos = 64;

enum class Agreement { ecdh, dh };
enum class Mapping { generic, integrated, chip_authentication };

struct PaceInfo {
    Bytes oid;
    Agreement agreement = Agreement::ecdh;
    Mapping mapping = Mapping::generic;
    crypto::Symmetric cipher = crypto::Symmetric::aes128;
    int version = 0;
    std::optional<int> parameter_id;
    /// "ECDH-GM", "DH-IM", "ECDH-CAM"
    std::string mapping_name() const;
};

/// Whether this version can run it: version 2 on standardised parameters, with a mapping that these
/// have.
bool can_run(const PaceInfo& info);

struct ChipAuthenticationInfo {
    Bytes oid;
    Agreement agreement = Agreement::ecdh;
    crypto::Symmetric cipher = crypto::Symmetric::aes128;
    int version = 0;
    std::optional<Bytes> key_id;  ///< magnitude octets, as MSE sends them
};

struct ChipAuthenticationPublicKeyInfo {
    Agreement agreement = Agreement::ecdh;
    std::shared_ptr<const crypto::Domain>
        domain;          ///< null: domain parameters that this version does not take
    int domain_id = -1;  ///< of standardised curves, however they were written; -1: others
    Bytes public_key;    ///< in the encoding of Domain
    std::optional<Bytes> key_id;
};

struct TerminalAuthenticationInfo {
    int version = 0;
};

struct SecurityInfos {
    std::vector<PaceInfo> pace;
    std::vector<ChipAuthenticationInfo> chip_authentication;
    std::vector<ChipAuthenticationPublicKeyInfo> chip_keys;
    std::vector<TerminalAuthenticationInfo> terminal_authentication;
    /// ActiveAuthenticationInfo's signature algorithm (§9.2.4): what an EC key hashes with. Empty:
    /// not said, or not known.
    std::optional<crypto::Hash> active_authentication_hash;
    bool names_active_authentication = false;
    bool unknown_active_authentication = false;  ///< it names an algorithm that is not known here
    /// An entry that cannot be read, octets that belong to nothing, BER, or another container:
    /// passed over, and people should see it.
    bool odd = false;
    bool unreadable = false;               ///< among that: octets that cannot be read as an entry
    bool odd_chip_authentication = false;  ///< among the entries that cannot be read: such an info
    bool odd_chip_key = false;             ///< the same: such a key
    std::shared_ptr<std::deque<Bytes>> definite;  ///< entries that were BER, as DER would have them
    // Views into the file, which must outlive them, or into `definite`.
    std::vector<ByteView> all;        ///< every SecurityInfo as encoded, sorted
    std::vector<ByteView> pace_only;  ///< the PACEInfos among them, sorted
    std::vector<ByteView> oids;       ///< of all, in file order
};
/// The order of `all` and `pace_only`.
inline bool encoded_before(ByteView a, ByteView b) {
    return std::ranges::lexicographical_compare(a, b);
}

/// The key serves chip authentication mapping only (§9.2.1): its identifier is that of the
/// mapping's parameters.
bool is_mapping_key(const SecurityInfos& infos, const ChipAuthenticationPublicKeyInfo& key);
/// Chip authentication is offered: by its info, or by a key alone, as the first such chips had it.
bool offers_chip_authentication(const SecurityInfos& infos);

/// The SET OF SecurityInfo (tag 31) at the start of `set`, or a SEQUENCE of them, or they alone;
/// infos this version does not know, or cannot read, are kept in `all`. Throws Error{malformed}
/// where there is nothing of the kind, or too much.
SecurityInfos parse_security_infos(ByteView set);
/// EF.CardAccess; octets behind the set are ignored, as some saved files carry a status word there.
SecurityInfos parse_card_access(ByteView file);
/// DG14: tag 6E around the set.
SecurityInfos parse_dg14(ByteView file);

}  // namespace card::lds

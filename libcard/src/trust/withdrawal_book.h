// SPDX-License-Identifier: Apache-2.0
// What lists have withdrawn that are no longer in the store, as an import writes it down.
#pragma once
#include <set>

#include "trust/trust_index.h"

namespace card::trust {

inline constexpr std::size_t kMaxSerial = 64;  ///< octets of a serial number that can be kept

class WithdrawalBook {
public:
    explicit WithdrawalBook(const TrustIndex& trust);

    /// Whether there is room for what keep() would write down.
    bool has_room_for(const CscaKey& key, const x509::Crl& list, const x509::Crl* successor) const;
    /// Whether a successor takes back what it leaves out: one that clears nothing does not.
    enum class Successor : bool { takes_back, clears_nothing };
    /// What `list` names and its successor does not; null: it has none.
    void keep(const CscaKey& key, const x509::Crl& list, const x509::Crl* successor,
              Successor counts = Successor::takes_back);
    /// What was kept of the key and this whole list leaves out has left.
    void leave(const CscaKey& key, const x509::Crl& list);
    /// Throws Error{usage} where a store could not hold it.
    const KeptWithdrawals& entries() const;

private:
    template <class Each>
    void each_to_keep(const x509::Crl& list, const x509::Crl* successor, Each each) const;
    std::size_t count_of(const CscaKey& key) const;
    void put(const CscaKey& key, ByteView serial, x509::Time named, x509::Time left);

    struct Less {
        bool operator()(ByteView a, ByteView b) const { return x509::serial_less(a, b); }
    };
    std::set<ByteView, Less> anchors_;  ///< serial numbers
    KeptWithdrawals kept_;
    std::set<Bytes> strangers_;  ///< ids of keys out of foreign lists
    std::size_t total_ = 0, by_strangers_ = 0;
};

}  // namespace card::trust

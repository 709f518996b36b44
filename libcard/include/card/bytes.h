// SPDX-License-Identifier: Apache-2.0
// Octets: the one currency of the library. Everything personal or secret travels in these types,
// so every buffer is wiped when it is freed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "card/export.h"

namespace card {

/// Overwrites `size` octets at `data` in a way the compiler cannot remove.
CARD_API void wipe(void* data, std::size_t size) noexcept;

/// A std::allocator that wipes what it frees, so that no data group outlives its owner in the heap.
template <class T>
struct WipingAllocator {
    using value_type = T;  ///< as std::allocator has it
    WipingAllocator() noexcept = default;
    /// Allocators have no state.
    template <class U>
    explicit WipingAllocator(const WipingAllocator<U>&) noexcept {}
    /// Throws std::bad_alloc.
    T* allocate(std::size_t n) { return std::allocator<T>{}.allocate(n); }
    /// Wipes, then frees.
    void deallocate(T* p, std::size_t n) noexcept {
        wipe(p, n * sizeof(T));
        std::allocator<T>{}.deallocate(p, n);
    }
    /// All are equal: they have no state.
    template <class U>
    bool operator==(const WipingAllocator<U>&) const noexcept {
        return true;
    }
};

/// Octets that are wiped when they are freed.
using Bytes = std::vector<std::uint8_t, WipingAllocator<std::uint8_t>>;
/// Octets of somebody else, who must outlive the view.
using ByteView = std::span<const std::uint8_t>;

/// Upper-case hexadecimal text of `octets`.
CARD_API std::string to_hex(ByteView octets);
/// Of a status word, "6A82".
CARD_API std::string to_hex(std::uint16_t word);
/// Octets of hexadecimal text; blanks are skipped. Throws Error{Errc::usage} on anything else.
CARD_API Bytes from_hex(std::string_view text);

/// A copy. The constructor of a vector with its own allocator copies octet by octet; this copies
/// them at once.
inline Bytes to_bytes(ByteView view) {
    Bytes octets(view.size());
    if (!view.empty()) std::memcpy(octets.data(), view.data(), view.size());
    return octets;
}
/// The same octets, not a copy.
inline ByteView as_octets(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
/// The same octets as text, not a copy. The text may hold any octet.
inline std::string_view as_text(ByteView octets) {
    return {reinterpret_cast<const char*>(octets.data()), octets.size()};
}
/// Adds `more` at the end. `more` must not be a view into `to`.
inline void append(Bytes& to, ByteView more) {
    const auto before = to.size();
    to.resize(before + more.size());
    if (!more.empty()) std::memcpy(to.data() + before, more.data(), more.size());
}

/// Keys, passwords and shared secrets: move-only and without a way to print them.
class SecretBytes {
public:
    SecretBytes() = default;
    /// Takes the octets over.
    explicit SecretBytes(Bytes octets) noexcept : octets_(std::move(octets)) {}
    /// `size` octets of zero, to be filled through writable().
    explicit SecretBytes(std::size_t size) : octets_(size) {}
    /// The other one is empty afterwards.
    SecretBytes(SecretBytes&&) noexcept = default;
    /// The other one is empty afterwards.
    SecretBytes& operator=(SecretBytes&&) noexcept = default;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes() = default;

    /// A second owner, asked for by name.
    SecretBytes clone() const { return SecretBytes(octets_); }
    /// To be read. Valid while this object is neither changed nor destroyed.
    ByteView view() const noexcept { return octets_; }
    /// To be filled in place. Valid as long as view().
    std::span<std::uint8_t> writable() noexcept { return octets_; }
    /// Number of octets.
    std::size_t size() const noexcept { return octets_.size(); }
    /// Whether there are no octets.
    bool empty() const noexcept { return octets_.empty(); }

private:
    Bytes octets_;
};

}  // namespace card

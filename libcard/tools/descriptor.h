// SPDX-License-Identifier: Apache-2.0
// A file descriptor with an owner.
#pragma once
#include <unistd.h>

#include <utility>

namespace cardtool {

class Descriptor {
public:
    explicit Descriptor(int number) noexcept : number_(number) {}  ///< below zero: none
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() { reset(); }

    explicit operator bool() const noexcept { return number_ >= 0; }
    int get() const noexcept { return number_; }
    void reset() noexcept {
        if (number_ >= 0) close(std::exchange(number_, -1));
    }

private:
    int number_;
};

}  // namespace cardtool

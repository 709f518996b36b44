// SPDX-License-Identifier: Apache-2.0
// One NFC device through libnfc. Lives in the helper process only: libnfc may abort() on a single
// bad octet.
#pragma once
#include <nfc/nfc.h>

#include <memory>
#include <string>
#include <vector>

#include "nfc/messages.h"

namespace card::nfc {

using Octets = std::vector<std::uint8_t>;

struct Answer {
    Reply reply = Reply::error;
    Octets body;
    static Answer failed(Failure failure) {
        return {Reply::error, {static_cast<std::uint8_t>(failure)}};
    }
};

class Device {
public:
    Device();
    ~Device();
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    Answer open(const std::string& connstring);
    /// One bounded round of looking for a card.
    Answer poll();
    Answer exchange(const std::uint8_t* command, std::size_t size, int limit_milliseconds);
    Answer present();
    Answer release();

private:
    void close();
    Failure lock(const std::string& connstring);
    int count(nfc_modulation_type type);
    void wake();
    Answer select(nfc_modulation_type type);
    Answer failure(int code) const;

    struct Exit {
        void operator()(nfc_context* context) const { nfc_exit(context); }
    };
    std::unique_ptr<nfc_context, Exit> context_;
    nfc_device* device_ = nullptr;
    nfc_target target_{};
    std::size_t max_command_ = kPn53xCommand;
    int lock_ = -1;
    bool halted_ = false;
};

}  // namespace card::nfc

// SPDX-License-Identifier: Apache-2.0
#include "drivers/scripted_pcsc.h"

#include <algorithm>
#include <map>
#include <mutex>

namespace {

using support::ScriptedSlot;

struct Table {
    std::mutex mutex;
    std::vector<ScriptedSlot> slots;
    std::map<SCARDHANDLE, std::pair<std::string, support::ScriptedChip>> cards;
    SCARDHANDLE next = 1;
    std::function<void(int)> act, act_when_asked;
    int waits = 0, questions = 0;
};

Table& table() {
    static Table only;
    return only;
}

ScriptedSlot* find(const std::string& name) {
    auto& slots = table().slots;
    const auto place = std::ranges::find(slots, name, &ScriptedSlot::name);
    return place == slots.end() ? nullptr : &*place;
}

DWORD state_of(const ScriptedSlot& slot) {
    return (slot.atr ? SCARD_STATE_PRESENT : SCARD_STATE_EMPTY) | static_cast<DWORD>(slot.event)
                                                                      << 16;
}

}  // namespace

namespace support {

void set_slots(std::vector<ScriptedSlot> slots) {
    const std::lock_guard lock(table().mutex);
    table().slots = std::move(slots);
    table().act = table().act_when_asked = nullptr;
    table().waits = 0;
}

ScriptedSlot slot(const std::string& name) {
    const std::lock_guard lock(table().mutex);
    return *find(name);
}

void lay_down(const std::string& name, card::Bytes atr, std::function<ScriptedChip()> chip) {
    const std::lock_guard lock(table().mutex);
    auto* slot = find(name);
    slot->atr = std::move(atr);
    slot->chip = std::move(chip);
    ++slot->event;
}

void take_away(const std::string& name) {
    const std::lock_guard lock(table().mutex);
    auto* slot = find(name);
    slot->atr.reset();
    ++slot->event;
}

void unplug(const std::string& name) {
    const std::lock_guard lock(table().mutex);
    std::erase_if(table().slots, [&](const ScriptedSlot& slot) { return slot.name == name; });
}

void when_waiting(std::function<void(int)> act) {
    const std::lock_guard lock(table().mutex);
    table().act = std::move(act);
}

void when_asked(std::function<void(int)> act) {
    const std::lock_guard lock(table().mutex);
    table().act_when_asked = std::move(act);
    table().questions = 0;
}

}  // namespace support

// In the place of libpcsclite: the program's own definitions come first.
extern "C" {

LONG SCardEstablishContext(DWORD, LPCVOID, LPCVOID, LPSCARDCONTEXT context) {
    *context = 1;
    return SCARD_S_SUCCESS;
}
LONG SCardReleaseContext(SCARDCONTEXT) { return SCARD_S_SUCCESS; }
LONG SCardCancel(SCARDCONTEXT) { return SCARD_S_SUCCESS; }

LONG SCardListReaders(SCARDCONTEXT, LPCSTR, LPSTR names, LPDWORD size) {
    const std::lock_guard lock(table().mutex);
    if (table().slots.empty()) return SCARD_E_NO_READERS_AVAILABLE;
    std::string all;
    for (const auto& slot : table().slots) all += slot.name + '\0';
    all += '\0';
    if (names) std::copy_n(all.data(), std::min<std::size_t>(all.size(), *size), names);
    *size = all.size();
    return SCARD_S_SUCCESS;
}

LONG SCardGetStatusChange(SCARDCONTEXT, DWORD, SCARD_READERSTATE* states, DWORD count) {
    std::function<void(int)> act;
    int wait = 0;
    LONG answer = SCARD_S_SUCCESS;
    {
        const std::lock_guard lock(table().mutex);
        bool changed = false;
        for (DWORD at = 0; at < count; ++at) {
            const auto* slot = find(states[at].szReader);
            if (!slot) return SCARD_E_UNKNOWN_READER;
            states[at].dwEventState = state_of(*slot) | SCARD_STATE_CHANGED;
            states[at].cbAtr = slot->atr ? slot->atr->size() : 0;
            if (slot->atr) std::ranges::copy(*slot->atr, states[at].rgbAtr);
            const DWORD known = states[at].dwCurrentState & ~DWORD{SCARD_STATE_CHANGED};
            changed = changed || known != state_of(*slot);
        }
        act = changed ? table().act_when_asked : table().act;
        wait = changed ? table().questions++ : table().waits++;
        if (!changed) answer = SCARD_E_TIMEOUT;
    }
    if (act) act(wait);
    return answer;
}

LONG SCardConnect(SCARDCONTEXT, LPCSTR reader, DWORD, DWORD, LPSCARDHANDLE handle,
                  LPDWORD protocol) {
    const std::lock_guard lock(table().mutex);
    auto* slot = find(reader);
    if (!slot) return SCARD_E_UNKNOWN_READER;
    ++slot->connected;
    if (slot->connecting != SCARD_S_SUCCESS) return slot->connecting;
    if (!slot->atr) return SCARD_E_NO_SMARTCARD;
    *handle = table().next++;
    *protocol = SCARD_PROTOCOL_T1;
    table().cards[*handle] = {slot->name, slot->chip()};
    return SCARD_S_SUCCESS;
}

LONG SCardDisconnect(SCARDHANDLE handle, DWORD) {
    const std::lock_guard lock(table().mutex);
    table().cards.erase(handle);
    return SCARD_S_SUCCESS;
}

LONG SCardStatus(SCARDHANDLE handle, LPSTR, LPDWORD, LPDWORD, LPDWORD, LPBYTE atr, LPDWORD size) {
    const std::lock_guard lock(table().mutex);
    const auto* slot = find(table().cards.at(handle).first);
    if (!slot || !slot->atr) return SCARD_W_REMOVED_CARD;
    std::ranges::copy(*slot->atr, atr);
    *size = slot->atr->size();
    return SCARD_S_SUCCESS;
}

LONG SCardControl(SCARDHANDLE, DWORD, LPCVOID, DWORD, LPVOID, DWORD, LPDWORD) {
    return SCARD_E_UNSUPPORTED_FEATURE;
}

LONG SCardTransmit(SCARDHANDLE handle, const SCARD_IO_REQUEST*, LPCBYTE command, DWORD size,
                   SCARD_IO_REQUEST*, LPBYTE answer, LPDWORD room) {
    const std::lock_guard lock(table().mutex);
    auto& [name, chip] = table().cards.at(handle);
    auto* slot = find(name);
    if (!slot || !slot->atr) return SCARD_W_REMOVED_CARD;
    ++slot->commands;
    const auto octets = chip(card::ByteView(command, size));
    std::ranges::copy(octets, answer);
    *room = octets.size();
    return SCARD_S_SUCCESS;
}

}  // extern "C"

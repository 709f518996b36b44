// SPDX-License-Identifier: Apache-2.0
// Ctrl-C, and what must not be left behind by it.
#pragma once
#include <filesystem>
#include <stop_token>

#include "card/error.h"

namespace cardtool {

/// From now on Ctrl-C, a termination signal and a hang-up ask this token to stop. Where the program
/// has not ended 250 ms later, or at a second one, it ends as it stands, with exit code 130,
/// whatever hangs: a card, a disk, a pipe that nobody reads. A signal that was ignored when the
/// program began stays so.
std::stop_token stop_on_signal();
/// Throws Error{stopped} when the token was asked.
void check_stop();
/// For a child process: signals end it again.
void forget_signals();
/// What the program's own way out says; whoever says first that it stops says it alone.
void say_stopped_once(bool json, const card::Error& error);
/// Whether errors are to be told as JSON as well.
void tell_errors_as_json();
bool errors_are_json();

/// A folder that is being written: where the program is ended meanwhile, it goes. Empty: none.
void leave_nothing_of(const std::filesystem::path& folder);

/// Typing on standard input is not shown while it lives, nor after the program's end by a signal
/// hidden still. What was typed ahead is not lost. It comes before the prompt: who sees the prompt
/// may type.
class NoEcho {
public:
    NoEcho();
    ~NoEcho();
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;
};

}  // namespace cardtool

// SPDX-License-Identifier: Apache-2.0
// Lines for people: wrapped where a terminal shows them, whole where a pipe takes them. What comes
// from cards, folders and command lines steers neither.
#pragma once
#include <iosfwd>
#include <string>
#include <string_view>

#include "card/printable.h"

namespace cardtool {

using card::printable;

std::size_t columns(std::string_view text);
/// At least one blank behind it.
std::string padded(std::string text, std::size_t width);
/// Prints `start` and the text; on a terminal wrapped at blanks within 80 columns, later lines
/// indented.
void wrap(const std::string& start, std::string_view text, std::size_t indent);
void wrap(std::ostream& out, const std::string& start, std::string_view text, std::size_t indent);
/// The lines of wrap() in any case, for help.
std::string wrapped_lines(const std::string& start, std::string_view text, std::size_t indent);
/// One line on standard output, at once.
void print_line(const std::string& line);
/// False when something of standard output was lost: a full disk, a pipe that nobody reads.
bool all_written();

/// "cardtool: " and the text on standard error: one line, whatever the names in it hold.
void say(const std::string& text);
/// What say() writes.
std::string error_lines(const std::string& text);
/// Past the streams, and only what a pipe has room for: waits for nobody.
void write_if_room(int descriptor, std::string_view text);
/// What goes on, on the last line of a terminal; the next status, say() or clear_status() takes its
/// place. Nothing where standard error is no terminal.
void show_status(const std::string& text);
void clear_status();

bool is_terminal(int descriptor);
/// A terminal that takes colours, and nobody asked for none (NO_COLOR).
bool is_coloured(int descriptor);

}  // namespace cardtool

// SPDX-License-Identifier: Apache-2.0
#include "screen.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <climits>
#include <cstdlib>
#include <iostream>

namespace cardtool {
namespace {

constexpr std::size_t kWidth = 80;

std::atomic<bool> status_shown = false;  // a forced end clears it as well

constexpr const char* kClear = "\r\033[K";

std::string lines_of(const std::string& start, std::string_view text, std::size_t indent,
                     std::size_t width) {
    std::string line = start, lines;
    bool empty = true;
    while (!text.empty()) {
        const auto end = text.find(' ');
        const auto word = printable(text.substr(0, end));
        if (!empty && columns(line) + 1 + columns(word) > width) {
            lines += line + '\n';
            line = std::string(indent, ' ');
            empty = true;
        }
        if (!empty) line += ' ';
        line += word;
        empty = false;
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return lines + line + '\n';
}

}  // namespace

std::size_t columns(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

std::string padded(std::string text, std::size_t width) {
    const std::size_t has = columns(text);
    return text + std::string(has < width ? width - has : 1, ' ');
}

void wrap(const std::string& start, std::string_view text, std::size_t indent) {
    wrap(std::cout, start, text, indent);
}

void wrap(std::ostream& out, const std::string& start, std::string_view text, std::size_t indent) {
    const bool terminal = is_terminal(&out == &std::cout ? STDOUT_FILENO : STDERR_FILENO);
    out << lines_of(start, text, indent, terminal ? kWidth : std::string::npos);
}

std::string wrapped_lines(const std::string& start, std::string_view text, std::size_t indent) {
    return lines_of(start, text, indent, kWidth);
}

void print_line(const std::string& line) { std::cout << line + "\n" << std::flush; }

bool all_written() { return std::cout.flush().good(); }

void say(const std::string& text) { std::cerr << error_lines(text); }

std::string error_lines(const std::string& text) {
    static const std::string kBegin = "cardtool: ";
    const std::string cleared = status_shown.exchange(false) ? kClear : "";
    return cleared + lines_of(kBegin, text, kBegin.size(),
                              is_terminal(STDERR_FILENO) ? kWidth : std::string::npos);
}

void write_if_room(int descriptor, std::string_view text) {
    pollfd room{descriptor, POLLOUT, 0};
    if (poll(&room, 1, 0) != 1 || (room.revents & POLLOUT) == 0) return;
    // So much a pipe takes at once when it takes anything.
    [[maybe_unused]] const auto written =
        write(descriptor, text.data(), std::min<std::size_t>(text.size(), PIPE_BUF));
}

void show_status(const std::string& text) {
    if (!is_terminal(STDERR_FILENO)) return;
    std::cerr << kClear << printable(text) << std::flush;
    status_shown = true;
}

void clear_status() {
    if (status_shown.exchange(false)) std::cerr << kClear << std::flush;
}

bool is_terminal(int descriptor) { return isatty(descriptor) == 1; }

bool is_coloured(int descriptor) {
    const char* none = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    return is_terminal(descriptor) && !(none && *none) &&
           !(terminal && std::string_view(terminal) == "dumb");
}

}  // namespace cardtool

// SPDX-License-Identifier: Apache-2.0
// Runs cardtool as its users do.
#pragma once
#include <algorithm>
#include <array>
#include <cstdio>
#include <sstream>
#include <string>

#include <sys/wait.h>

namespace support {

struct Ran {
    int exit_code = 0;
    std::string out;
};

/// `before`: what stands before the program, an environment or another program.
inline Ran cardtool(const std::string& arguments, const std::string& redirect = "2>/dev/null",
                    const std::string& before = {}) {
    Ran ran;
    FILE* pipe = popen((before + " " + CARD_TOOL + " " + arguments + " " + redirect).c_str(), "r");
    std::array<char, 4096> buffer{};
    while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe))
        ran.out.append(buffer.data(), count);
    ran.exit_code = WEXITSTATUS(pclose(pipe));
    return ran;
}

inline std::size_t columns(const std::string& line) {
    return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

/// No line is longer than a terminal of 80 columns.
inline bool within_columns(const std::string& screen) {
    std::istringstream lines(screen);
    for (std::string line; std::getline(lines, line);)
        if (columns(line) > 80) return false;
    return true;
}

}  // namespace support

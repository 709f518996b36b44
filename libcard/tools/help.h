// SPDX-License-Identifier: Apache-2.0
// Help screens of 80 columns, in both languages.
#pragma once
#include <CLI/CLI.hpp>

namespace cardtool {

/// What opens the card first, then options, policy, examples and exit codes. An app's footer is the
/// id of its examples in messages.tsv.
class HelpFormatter final : public CLI::Formatter {
public:
    std::string make_help(const CLI::App* app, std::string name,
                          CLI::AppFormatMode mode) const override;
};

}  // namespace cardtool

// SPDX-License-Identifier: Apache-2.0
// The one place that fills a Document while a card is read.
#pragma once
#include <string>
#include <variant>

#include "card/document.h"

namespace card {

/// All proofs of an earlier presentation, and of its earlier sessions, and how it was opened, into
/// those of a later one.
void inherit_proofs(Document& to, const Document& from);
/// How this presentation was opened, for a later one.
EarlierAccess access_of(const Document& document);

/// Owned by the inspection. The session tells it how the chip was opened and proved itself; files
/// are handed to it when they are whole.
class DocumentBuilder {
public:
    explicit DocumentBuilder(bool chip_present) { document_.chip_present = chip_present; }
    const Document& document() const noexcept { return document_; }
    Document take() noexcept { return std::move(document_); }

    /// The channel counts here.
    Counters& counters() noexcept { return document_.counters; }
    /// What the chip forced, by name.
    void fell_back(std::string name) { document_.fallbacks.push_back(std::move(name)); }

    void add(FileId file, std::variant<Bytes, MissingFile> outcome);
    void drop(FileId file) { document_.files.erase(file); }
    /// A file has the hash that the signed object names. Whether somebody signed it, verify() says.
    bool fits_hash(FileId file) const;

    /// Before the first command of this protocol: what was begun is judged, also where it is torn.
    void opens(AccessRecord access) { document_.access = std::move(access); }
    void deactivated(std::uint16_t status) { document_.deactivated = status; }
    void mapped(ChipAuthenticationMappingRecord mapping) {
        document_.chip_mapping = std::move(mapping);
    }
    /// The session was lost: its mapping proved the chip for that session only.
    void session_ended() { document_.earlier_chip_mappings.push_back(document_.chip_mapping); }
    /// The proof of chip authentication is to be made anew.
    void prove_again();

    ChipAuthenticationRecord& chip_authentication() noexcept {
        return document_.chip_authentication;
    }
    ActiveAuthenticationRecord& active_authentication() noexcept {
        return document_.active_authentication;
    }
    TerminalAuthenticationRecord& terminal_authentication() noexcept {
        return document_.terminal_authentication;
    }

    /// The card that was torn away is back: its signed files are kept, and all that it proved.
    void resume(const Document& before);
    /// Another card came: how the first one was read says nothing of it.
    void start_anew();

private:
    Document document_;
};

}  // namespace card

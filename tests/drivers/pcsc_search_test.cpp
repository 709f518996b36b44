// SPDX-License-Identifier: Apache-2.0
// Several slots, and one of them has the document: which card is asked, what is said of the others.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "card/error.h"
#include "card/readers.h"
#include "drivers/scripted_pcsc.h"
#include "pcsc/pcsc_reader.h"
#include "pcsc/search.h"
#include "simulated/chip.h"
#include "support/fixtures.h"

namespace {

using card::Errc;
using support::ScriptedSlot;
using namespace std::chrono_literals;

const char* const kPicc = "ACS ACR1252 Dual Reader [ACR1252 Dual Reader PICC] (RR1) 00 00";
const char* const kSam = "ACS ACR1252 Dual Reader [ACR1252 Dual Reader SAM] (RR1) 01 00";
const char* const kContact = "Gemalto PC Twin Reader (70D7E2EE) 02 00";
const char* const kOmnikey =
    "HID Global OMNIKEY 5422 Smartcard Reader [OMNIKEY 5422CL Smartcard Reader] 03 00";
const char* const kHealthAtr = "3BFF9600FF8131FE4380318065B0850300FB12";
const char* const kModuleAtr = "3BDF18FF81F1FE43003F03834D49464152";
constexpr card::Milliseconds kLimit{20000};

support::ScriptedChip chip_of(const simulated::Specimen& specimen) {
    const auto chip = std::make_shared<simulated::Chip>(specimen);
    chip->power_on();
    return [chip](card::ByteView command) {
        const auto answer = chip->process(simulated::Octets(command.begin(), command.end()));
        return card::Bytes(answer.begin(), answer.end());
    };
}

/// A card that knows this application alone, and no file.
support::ScriptedChip other_card(const char* application = "") {
    return [known = card::from_hex(application)](card::ByteView command) {
        const bool selects = command[1] == 0xA4 && command[2] == 0x04 && !known.empty() &&
                             std::ranges::equal(command.subspan(5, command[4]), known);
        return card::from_hex(selects ? "6F009000" : "6A82");
    };
}

support::ScriptedChip bank_card() { return other_card("325041592E5359532E4444463031"); }

ScriptedSlot empty(const char* name) { return {name, {}, {}}; }
ScriptedSlot with(const char* name, const char* atr, support::ScriptedChip (*chip)()) {
    return {name, card::from_hex(atr), chip};
}
ScriptedSlot with_health_card(const char* name) {
    return {name, card::from_hex(kHealthAtr), [] { return other_card(); }};
}
ScriptedSlot with_bank_card(const char* name) {
    return with(name, "3B8580018073C821001E", bank_card);
}

class PcscSearch : public testing::Test {
protected:
    ScriptedSlot with_document(const char* name) const {
        return {name, card::from_hex(specimen_.text("atr")), [this] { return chip_of(specimen_); }};
    }
    card::Document read(card::Reader& reader, card::Milliseconds limit = kLimit) const {
        return card::read(reader, support::can_of(specimen_), {}, limit);
    }
    card::Document read() const { return read(*card::open_reader("pcsc:")); }
    void expect_genuine(const card::Document& document) const {
        EXPECT_EQ(
            card::verify(document, support::trust_of(specimen_), support::policy_today()).verdict(),
            card::Verdict::genuine);
    }
    simulated::Specimen specimen_ = support::specimen("vn-citizen-2021");
};

std::string sentence(const std::function<void()>& action, Errc code, const char* step) {
    try {
        action();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), code) << error.what();
        EXPECT_EQ(card::name_of(error.step()), step) << error.what();
        return error.what();
    }
    ADD_FAILURE() << "no error";
    return {};
}

TEST_F(PcscSearch, a_card_on_a_contactless_slot_is_asked_first_and_no_other_is_touched) {
    support::set_slots({with_health_card(kContact), with_health_card(kSam), with_document(kPicc)});
    expect_genuine(read());
    EXPECT_EQ(support::slot(kContact).connected, 0);
    EXPECT_EQ(support::slot(kSam).connected, 0);
    EXPECT_EQ(support::slot(kPicc).connected, 1);
}

TEST_F(PcscSearch, a_first_slot_without_a_document_does_not_end_the_search) {
    support::set_slots(
        {with_bank_card(kPicc), with_health_card(kContact), with_document(kOmnikey)});
    const auto reader = card::open_reader("pcsc:");
    expect_genuine(read(*reader));
    EXPECT_EQ(reader->name(), kOmnikey);
    EXPECT_EQ(support::slot(kPicc).connected, 1);
    EXPECT_EQ(support::slot(kContact).connected, 0);
}

TEST_F(PcscSearch, a_document_in_a_contact_slot_is_found_behind_a_bank_card_on_a_contactless_one) {
    auto document = with_document(kContact);
    document.atr = card::from_hex(kHealthAtr);  // as its contacts answer
    support::set_slots({with_bank_card(kPicc), empty(kOmnikey), document});
    expect_genuine(read());
}

TEST_F(PcscSearch, the_answer_to_reset_tells_the_slot_where_the_name_does_not) {
    support::set_slots({with_health_card("Slot A 00 00"), with_document("Slot B 00 00")});
    expect_genuine(read());
    EXPECT_EQ(support::slot("Slot A 00 00").connected, 0);
}

TEST_F(PcscSearch, where_no_slot_has_a_document_each_is_named_with_what_was_found) {
    support::set_slots({with_health_card(kContact), with_bank_card(kPicc)});
    EXPECT_EQ(sentence([&] { read(); }, Errc::not_supported, "card.bank"),
              std::string("no reader has a chip ID card or passport; ") + kPicc +
                  ": this is a bank card: put the ID card or passport on the reader; " + kContact +
                  ": this card has no electronic travel document application: it is no chip ID "
                  "card or passport");
}

TEST_F(PcscSearch, a_bank_card_is_told_at_once_though_another_slot_is_empty_and_told_again) {
    support::set_slots({with_bank_card(kPicc), empty(kContact), empty(kOmnikey)});
    const auto reader = card::open_reader("pcsc:");
    for (int round = 0; round < 2; ++round)
        EXPECT_EQ(sentence([&] { read(*reader); }, Errc::not_supported, "card.bank"),
                  "this is a bank card: put the ID card or passport on the reader");
    support::take_away(kPicc);
    support::lay_down(kPicc, card::from_hex(specimen_.text("atr")),
                      [this] { return chip_of(specimen_); });
    expect_genuine(read(*reader));
}

TEST_F(PcscSearch, a_card_that_stays_in_a_contact_slot_is_asked_once_and_the_document_waited_for) {
    support::set_slots({with_health_card(kSam), empty(kPicc)});
    support::when_waiting([this](int wait) {
        if (wait == 2)
            support::lay_down(kPicc, card::from_hex(specimen_.text("atr")),
                              [this] { return chip_of(specimen_); });
    });
    const auto reader = card::open_reader("pcsc:");
    expect_genuine(read(*reader));
    EXPECT_EQ(support::slot(kSam).connected, 1);
    EXPECT_EQ(reader->name(), kPicc);
    support::when_waiting(nullptr);
    expect_genuine(read(*reader));
    EXPECT_EQ(support::slot(kSam).connected, 1);
}

TEST_F(PcscSearch, the_wait_goes_on_for_no_longer_than_was_asked_for) {
    support::set_slots({with_health_card(kContact), empty(kPicc)});
    const auto reader = card::open_reader("pcsc:");
    sentence([&] { read(*reader, 50ms); }, Errc::timed_out, "reader.wait");
    EXPECT_EQ(support::slot(kContact).connected, 1);
}

TEST_F(PcscSearch, a_reading_that_passed_a_card_over_replays_from_its_transcript) {
    support::set_slots({with_bank_card(kPicc), with_document(kOmnikey)});
    const support::Folder folder;
    const auto file = (folder.path() / "transcript").string();
    const auto seed = card::from_hex("00112233445566778899AABBCCDDEEFF");
    card::SeededRandom first{card::SecretBytes(seed)}, second{card::SecretBytes(seed)};
    card::ReadOptions options;
    options.random = &first;
    const auto key = support::can_of(specimen_);
    const auto document =
        card::read(*card::record(card::open_reader("pcsc:"), file, seed), key, options, kLimit);
    options.random = &second;
    const auto again = card::read(*card::open_reader("replay:" + file), key, options, kLimit);
    EXPECT_EQ(again.files, document.files);
    EXPECT_GT(document.files.size(), 5U);
}

TEST_F(PcscSearch, a_wrong_number_ends_the_search_and_no_other_card_is_asked) {
    support::set_slots({with_document(kPicc), with_document(kOmnikey)});
    const auto reader = card::open_reader("pcsc:");
    sentence([&] { card::read(*reader, card::AccessKey::from_can("999999"), {}, kLimit); },
             Errc::wrong_key, "access.pace.token");
    EXPECT_EQ(support::slot(kPicc).connected, 1);
    EXPECT_EQ(support::slot(kOmnikey).connected, 0);
}

TEST_F(PcscSearch, a_number_is_not_tried_on_another_card_when_the_first_is_torn_away) {
    support::set_slots({with_document(kPicc), with_document(kOmnikey), with_health_card(kContact)});
    const auto reader = card::open_reader("pcsc:");
    card::ReadOptions options;
    options.progress = [](const card::Progress& progress) {
        if (progress.step == card::Progress::Step::reading && progress.file == card::FileId::dg13 &&
            support::slot(kPicc).event == 0)
            support::take_away(kPicc);
    };
    support::when_waiting([this](int wait) {
        if (wait == 1)
            support::lay_down(kPicc, card::from_hex(specimen_.text("atr")),
                              [this] { return chip_of(specimen_); });
    });
    expect_genuine(card::read(*reader, support::can_of(specimen_), options, kLimit));
    EXPECT_EQ(support::slot(kPicc).connected, 2);
    EXPECT_EQ(support::slot(kOmnikey).connected, 0);
    EXPECT_EQ(support::slot(kContact).connected, 0);
}

TEST_F(PcscSearch, another_card_that_lay_there_is_taken_when_the_first_has_left) {
    support::set_slots({with_document(kPicc), with_document(kOmnikey), with_health_card(kContact)});
    const auto reader = card::open_reader("pcsc:");
    expect_genuine(read(*reader));
    support::take_away(kPicc);
    reader->wait_for_removal({}, kLimit);
    expect_genuine(read(*reader));
    EXPECT_EQ(reader->name(), kOmnikey);
    EXPECT_EQ(support::slot(kContact).connected, 0);
}

/// Gives one card after the other that is none.
class OtherCards final : public card::Reader {
public:
    std::string name() const override { return "others"; }
    std::unique_ptr<card::Transport> wait_for_card(std::stop_token, card::Milliseconds) override {
        class Other final : public card::Transport {
        public:
            card::Bytes transceive(card::ByteView command) override { return chip_(command); }

        private:
            support::ScriptedChip chip_ = bank_card();
        };
        ++given;
        return std::make_unique<Other>();
    }
    void wait_for_removal(std::stop_token, card::Milliseconds) override {}
    void pass_over(const card::Error&) override {}
    int given = 0;
};

TEST_F(PcscSearch, passes_over_sixteen_cards_and_no_more) {
    OtherCards reader;
    sentence([&] { read(reader); }, Errc::not_supported, "card.bank");
    EXPECT_EQ(reader.given, 17);
}

TEST_F(PcscSearch, a_mute_card_and_an_unpowered_one_are_passed_over_with_their_sentence) {
    for (const LONG code : {SCARD_W_UNRESPONSIVE_CARD, SCARD_W_UNPOWERED_CARD}) {
        auto mute = with_bank_card(kPicc);
        mute.connecting = code;
        support::set_slots({mute, with_document(kOmnikey)});
        expect_genuine(read());
        support::set_slots({mute, with_bank_card(kOmnikey)});
        EXPECT_EQ(sentence([&] { read(); }, Errc::card_lost, "card.dead"),
                  std::string("no reader has a chip ID card or passport; ") + kPicc +
                      ": the chip does not answer: leave one card only, turn it over and lay it "
                      "flat; if it stays so, its chip is broken; " +
                      kOmnikey +
                      ": this is a bank card: put the ID card or passport on the reader");
    }
}

TEST_F(PcscSearch, a_card_that_another_program_holds_is_passed_over_and_tried_again_next_time) {
    auto held = with_health_card(kContact);
    held.connecting = SCARD_E_SHARING_VIOLATION;
    support::set_slots({held, empty(kPicc)});
    const auto reader = card::open_reader("pcsc:");
    sentence([&] { reader->wait_for_card({}, 50ms); }, Errc::timed_out, "reader.wait");
    EXPECT_EQ(support::slot(kContact).connected, 1);
    sentence([&] { reader->wait_for_card({}, 50ms); }, Errc::timed_out, "reader.wait");
    EXPECT_EQ(support::slot(kContact).connected, 2);
}

TEST_F(PcscSearch, a_kiosk_leaves_what_lies_in_contact_slots_alone_while_there_is_another_slot) {
    support::set_slots({with_health_card(kSam), empty(kPicc)});
    const auto reader = card::open_reader("pcsc:", {.leave_old_cards = true});
    sentence([&] { reader->wait_for_card({}, 50ms); }, Errc::timed_out, "reader.wait");
    EXPECT_EQ(support::slot(kSam).connected, 0);
    support::take_away(kSam);
    support::lay_down(kSam, card::from_hex(kModuleAtr), [] { return other_card(); });
    EXPECT_NE(reader->wait_for_card({}, kLimit), nullptr) << "one that comes is given";
    support::set_slots({with_health_card(kContact)});
    EXPECT_NE(card::open_reader("pcsc:", {.leave_old_cards = true})->wait_for_card({}, kLimit),
              nullptr)
        << "there is no other slot";
}

TEST_F(PcscSearch, a_slot_that_is_named_is_the_only_one) {
    support::set_slots({with_bank_card(kPicc), with_document(kOmnikey)});
    const auto reader = card::open_reader("pcsc:PICC");
    sentence([&] { read(*reader); }, Errc::not_supported, "card.bank");
    EXPECT_EQ(support::slot(kOmnikey).connected, 0);
}

TEST_F(PcscSearch, the_slot_that_is_waited_for_is_told_lost_though_another_stays) {
    support::set_slots({with_health_card(kContact), empty(kPicc)});
    support::when_waiting([](int wait) {
        if (wait == 1) support::unplug(kPicc);
    });
    EXPECT_EQ(sentence([&] { read(); }, Errc::reader_lost, "reader"),
              std::string(kPicc) + ": the reader is gone: plug it in again");
}

TEST_F(PcscSearch, looks_at_no_more_slots_than_pcsc_lite_has) {
    std::vector<ScriptedSlot> slots;
    for (std::size_t count = 0; count < card::pcsc::kMaxSlots + 3; ++count)
        slots.push_back(empty(("Slot " + std::to_string(count) + " 00").c_str()));
    support::set_slots(slots);
    EXPECT_EQ(card::list_readers().size(), card::pcsc::kMaxSlots);
}

TEST_F(PcscSearch, a_policy_that_keeps_the_user_out_of_a_card_has_its_sentence) {
    auto kept = with_document(kPicc);
    kept.connecting = SCARD_W_SECURITY_VIOLATION;
    support::set_slots({kept});
    EXPECT_EQ(sentence([&] { read(); }, Errc::reader_lost, "reader"),
              "the system's policy (polkit) keeps this user out of the smart card service: "
              "'cardtool doctor' prints the rule that lets it in");
}

}  // namespace

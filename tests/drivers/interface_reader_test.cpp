// SPDX-License-Identifier: Apache-2.0
// Contactless or contact: by answers to reset, and by the names that Debian 12's libccid and pcscd
// give to slots.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "card/readers.h"

namespace {

using card::Interface;

/// Every reader of udev/readers.tsv that is used through PC/SC, by libccid's own name.
const std::map<std::string, const char*> kListed{
    {"072f:2200", "ACS ACR122U PICC Interface"},
    {"072f:223b", "ACS ACR1252 Dual Reader"},
    {"072f:223e", "ACS ACR1252 Reader"},
    {"072f:2259", "ACS ACR1252IMP Reader"},
    {"072f:221a", "ACS ACR1251 Dual Reader"},
    {"072f:2224", "ACS ACR1281U"},
    {"072f:223f", "ACS ACR1255U-J1"},
    {"04e6:5790", "Identiv uTrust 3700 F CL Reader"},
    {"04e6:5791", "Identiv uTrust 3701 F CL Reader"},
    {"04e6:5612", "Identiv uTrust 3720 Contactless Reader"},
    {"04e6:5613", "Identiv uTrust 3721 Contactless Reader"},
    {"04e6:5724", "Identiv Identiv uTrust 4701 F Dual Interface Reader"},
    {"04e6:5725", "Identiv Identiv uTrust 4711 F CL + SAM Reader"},
    {"04e6:5720", "Identive Identive CLOUD 4500 F Dual Interface Reader"},
    {"04e6:5721", "Identive Identive CLOUD 4510 F Contactless + SAM Reader"},
    {"076b:5022", "HID Global OMNIKEY 5022 Smart Card Reader"},
    {"076b:5023", "HID Global OMNIKEY 5023 Smart Card Reader"},
    {"076b:5422", "HID Global OMNIKEY 5422 Smartcard Reader"},
    {"076b:502a", "HID OMNIKEY 5025-CL"},
    {"076b:5127", "HID OMNIKEY 5127 CK"},
    {"076b:5321", "OMNIKEY CardMan 5321"},
    {"076b:5421", "OMNIKEY 5421"},
    {"076b:5427", "HID OMNIKEY 5427 CK"},
    {"076b:5326", "HID OMNIKEY 5326 DFR"},
    {"076b:6632", "HID Global OMNIKEY 6121 Smart Card Reader"},
    {"096e:0608", "Feitian 502-CL"},
    {"096e:060d", "Feitian R502"},
    {"096e:0622", "Feitian VR504 VHBR Contactless & Contact Card Reader"},
    {"096e:0623", "Feitian bR500"},
    {"1fc9:0117", "NXP PN7462AU CCID"},
};

TEST(Interfaces, of_all_listed_readers_are_contactless_by_the_names_of_libccid) {
    ASSERT_EQ(kListed.size(), 30U);
    for (const auto& [id, name] : kListed)
        for (const std::string& whole : {std::string(name), std::string(name) + " 00 00",
                                         std::string(name) + " (OKCM0072110) 01 00"})
            EXPECT_EQ(card::interface_of(whole, {}), Interface::contactless) << id << ' ' << whole;
}

TEST(Interfaces, of_every_row_of_the_list_of_readers_are_tested) {
    std::ifstream table(CARD_SOURCE_DIR "/udev/readers.tsv");
    std::size_t rows = 0;
    for (std::string line; std::getline(table, line);) {
        std::istringstream row(line);
        std::string vendor, product, name, path;
        for (auto* field : {&vendor, &product, &name, &path}) std::getline(row, *field, '\t');
        if (path != "pcsc") continue;
        ++rows;
        EXPECT_TRUE(kListed.contains(vendor + ":" + product)) << line;
    }
    EXPECT_EQ(rows, kListed.size());
}

struct Named {
    const char* name;
    Interface interface;
};

TEST(Interfaces, of_housings_with_several_slots_are_told_by_the_name_in_brackets) {
    for (const auto& [name, interface] :
         {Named{"ACS ACR1252 1S CL Reader [ACR1252 Dual Reader PICC] 00 00",
                Interface::contactless},
          Named{"ACS ACR1252 1S CL Reader [ACR1252 Dual Reader SAM] 01 00", Interface::contact},
          Named{"ACS ACR1251 Dual Reader [ACR1251 Dual Reader PICC] (RR1) 00 00",
                Interface::contactless},
          Named{"ACS ACR1251 Dual Reader [ACR1251 Dual Reader SAM] (RR1) 01 00",
                Interface::contact},
          Named{"HID Global OMNIKEY 5422 Smartcard Reader [OMNIKEY 5422CL Smartcard Reader] "
                "(IM0P6H01EE) 00 00",
                Interface::contactless},
          Named{"HID Global OMNIKEY 5422 Smartcard Reader [OMNIKEY 5422 Smartcard Reader] "
                "(IM0P6H01EE) 01 00",
                Interface::contact},
          Named{"HID Global OMNIKEY 5122 Smartcard Reader [OMNIKEY 5122CL Smartcard Reader] "
                "00 00",
                Interface::contactless},
          Named{"HID Global OMNIKEY 5122 Smartcard Reader [OMNIKEY 5122 Smartcard Reader] 01 00",
                Interface::contact},
          Named{"HID Global OMNIKEY 5022 Smart Card Reader [OMNIKEY 5022 Smart Card Reader] "
                "00 00",
                Interface::contactless}})
        EXPECT_EQ(card::interface_of(name, {}), interface) << name;
}

TEST(Interfaces, of_housings_that_say_contact_are_told_by_that_word) {
    for (const auto& [name, interface] : {
             Named{"Identiv Identiv uTrust 4701 F Dual Interface Reader [uTrust 4701 F Contact "
                   "Reader] (55041930208215) 00 00",
                   Interface::contact},
             Named{"Identiv Identiv uTrust 4701 F Dual Interface Reader [uTrust 4701 F CL Reader] "
                   "(55041930208215) 01 00",
                   Interface::contactless},
             Named{"Identive Identive CLOUD 4500 F Dual Interface Reader [uTrust 4700 F Contact "
                   "Reader] (53201519204084) 00 00",
                   Interface::contact},
             Named{"Feitian R502 [R502 Contactless Reader] (8B5F) 00 00", Interface::contactless},
             Named{"Feitian R502 [R502 Contact Reader] (8B5F) 01 00", Interface::contact},
             Named{"Feitian R502 [R502 SAM1 Reader] (8B5F) 02 00", Interface::contact},
             Named{"Gemalto Prox Dual USB PC Link Reader [Prox-DU Contactless_09A00795] (09A00795) "
                   "00 00",
                   Interface::contactless},
             Named{"Gemalto Prox Dual USB PC Link Reader [Prox-DU Contact_09A00795] (09A00795) "
                   "01 00",
                   Interface::contact},
             Named{"Broadcom Corp 5880 [Contacted SmartCard] (0123456789ABCD) 02 00",
                   Interface::contact},
             Named{"Broadcom Corp 5880 [Contactless SmartCard] (0123456789ABCD) 03 00",
                   Interface::contactless},
         })
        EXPECT_EQ(card::interface_of(name, {}), interface) << name;
}

TEST(Interfaces, of_other_readers_are_told_by_their_words_and_not_by_their_serial_numbers) {
    for (const auto& [name, interface] : {
             Named{"SCM Microsystems Inc. SCL011 Contactless Reader [SCL01x Contactless Reader] "
                   "(21161044200765) 00 00",
                   Interface::contactless},
             Named{"OMNIKEY CardMan 5x21-CL 0", Interface::contactless},
             Named{"OMNIKEY 6321 CLi USB 00 00", Interface::contactless},
             Named{"Elatec TWN4 SmartCard NFC 00 00", Interface::contactless},
             Named{"SONY FeliCa RC-S300/P 00 00", Interface::contactless},
             Named{"REINER SCT cyberJack RFID basis 00 00", Interface::contactless},
             Named{"Access IS ePassport Reader 00 00", Interface::contactless},
             Named{"id3 Semiconductors CL1356T 00 00", Interface::contactless},
             Named{"SYNNIX CL-2100R 00 00", Interface::contactless},
             Named{"ACS ACR1281 1S Dual Reader PICC 0", Interface::contactless},
             Named{"ACS ACR1281 1S Dual Reader ICC 0", Interface::contact},
             Named{"ACS ACR1252 1S CL Reader SAM 0", Interface::contact},
             Named{"ACS ACR39U ICC Reader 00 00", Interface::contact},
             Named{"Circle CIR115 ICC 00 00", Interface::contact},
             Named{"Kapsch TrafficCom USB SAM reader 00 00", Interface::contact},
             Named{"Identiv SCR3310 v2.0 USB SC Reader [CCID SC Reader] 00 00", Interface::contact},
             Named{"Gemalto PC Twin Reader (CL) 00 00", Interface::unknown},
             Named{"Gemalto PC Twin Reader [PC Twin] (PICC) 00 00", Interface::unknown},
             Named{"Samsung Reader 00 00", Interface::unknown},
             Named{"Alcor Micro AU9540 00 00", Interface::unknown},
             Named{"Yubico YubiKey OTP+FIDO+CCID 00 00", Interface::unknown},
             Named{"Virtual PCD 00 00", Interface::unknown},
             Named{"", Interface::unknown},
             Named{"][", Interface::unknown},
             Named{"))((", Interface::unknown},
         })
        EXPECT_EQ(card::interface_of(name, {}), interface) << name;
}

TEST(Interfaces, are_told_by_the_answer_to_reset_before_any_name) {
    struct Answered {
        const char *atr, *name;
        Interface interface;
    };
    const char* const picc = "ACS ACR122U PICC Interface 00 00";
    const char* const sam = "ACS ACR1252 1S CL Reader [ACR1252 Dual Reader SAM] 01 00";
    for (const auto& [atr, name, interface] : {
             Answered{"3B8580018073C821001E", "Virtual PCD 00 00", Interface::contactless},
             Answered{"3B8580018073C821001E", sam, Interface::contactless},
             Answered{"3B80800101", "", Interface::contactless},
             Answered{"3B8180018080", "", Interface::contactless},  // ISO 14443-4 A, ATS without
             Answered{"3B888001E1F35E117781010075", "", Interface::contactless},  // type B
             Answered{"3B8F8001804F0CA000000306030001000000006A", "", Interface::contactless},
             Answered{"3BFF9600FF8131FE4380318065B0850300FB12", picc, Interface::contact},
             Answered{"3FFF9500FF918171A04700444E4153503031", picc, Interface::contact},
             Answered{"3B6500002063CB6800", "", Interface::contact},
             Answered{"3B8131FE45", "", Interface::contact},
             Answered{"3B00", picc, Interface::contactless},  // none yet: by the name
             Answered{"3B00", "", Interface::unknown},
             Answered{"3B", sam, Interface::contact},
             Answered{"3B85", "", Interface::unknown},
             Answered{"3B8580", "", Interface::unknown},
             Answered{"", picc, Interface::contactless},
         })
        EXPECT_EQ(card::interface_of(name, card::from_hex(atr)), interface) << atr << ' ' << name;
}

TEST(Interfaces, have_names) {
    EXPECT_EQ(card::name_of(Interface::contactless), "contactless");
    EXPECT_EQ(card::name_of(Interface::contact), "contact");
    EXPECT_EQ(card::name_of(Interface::unknown), "unknown");
}

}  // namespace

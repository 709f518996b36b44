// SPDX-License-Identifier: Apache-2.0
#include "texts.h"

#include <cstdlib>

#include <algorithm>
#include <variant>

namespace cardtool {

Language language_of(std::string_view wanted) {
    const char* lang = std::getenv("LANG");
    if (wanted.empty() && lang) wanted = lang;
    return wanted.starts_with("vi") ? Language::vi : Language::en;
}
namespace {

struct Pair {
    std::string_view key, english, vietnamese;
};

constexpr Pair kHeadings[] = {
    {"holder", "Holder, as signed by the issuer", "Chủ thẻ, theo dữ liệu cơ quan cấp thẻ đã ký"},
    {"no_holder",
     "The holder's details are not shown: the issuer's signature over them is not proven.",
     "Không hiện thông tin chủ thẻ: chưa chứng minh được chữ ký của cơ quan cấp thẻ."},
    {"checks", "Checks", "Các bước kiểm tra"},
    {"reasons", "Why", "Lý do"},
    {"anchor_missing", "The CSCA certificate of this issuer is not in the trust store:",
     "Kho tin cậy chưa có chứng thư CSCA của cơ quan cấp này:"},
    {"body", "Printed on the card otherwise than in the chip",
     "Thông tin in trên thẻ khác trong chip"},
    {"body_printed", "printed", "in trên thẻ"},
    {"body_chip", "in the chip", "trong chip"},
    {"judged_by", "Judged by", "Căn cứ kiểm tra"},
    {"library", "Library", "Thư viện"},
    {"policy", "Policy", "Chính sách"},
    {"store", "Trust store", "Kho tin cậy"},
    {"anchor", "Anchor", "Chứng thư gốc"},
    {"anchor_by", "Anchor came by", "Nguồn chứng thư gốc"},
    {"crl", "Revocation list", "Danh sách thu hồi"},
    {"signing_date", "Signed on", "Ngày ký"},
};

template <std::size_t N>
std::string find(const Pair (&table)[N], std::string_view key, Language language) {
    const auto found = std::ranges::find(table, key, &Pair::key);
    if (found == std::end(table)) return std::string(key);
    return std::string(language == Language::en ? found->english : found->vietnamese);
}

}  // namespace

std::string heading(std::string_view key, Language language) {
    return find(kHeadings, key, language);
}

namespace {

using card::Errc;
using card::Step;
using card::StepArea;

struct ErrorText {
    std::variant<std::monostate, Step, StepArea> where;  ///< nothing: anywhere
    Errc code;
    const char* vietnamese;
};
/// By step first, then by code alone.
constexpr ErrorText kErrorTexts[]{
    {Step::card_bank, Errc::not_supported,
     "Đây là thẻ ngân hàng: hãy đặt thẻ căn cước hoặc hộ chiếu lên đầu đọc."},
    {Step::card_storage, Errc::not_supported,
     "Thẻ này chỉ lưu dữ liệu, như thẻ xe buýt hay thẻ cửa: không phải thẻ căn cước."},
    {Step::card_no_application, Errc::not_supported,
     "Thẻ này không phải thẻ căn cước gắn chip hay hộ chiếu điện tử."},
    {Step::card_several, Errc::card_lost,
     "Có nhiều thẻ trên đầu đọc: chỉ để lại một thẻ căn cước."},
    {Step::card_dead, Errc::card_lost,
     "Chip không phản hồi: chỉ để một thẻ, lật thẻ và đặt phẳng; nếu vẫn vậy, chip đã hỏng."},
    {{}, Errc::card_lost, "Thẻ đã rời đầu đọc: đặt lại thẻ và làm lại."},
    {{}, Errc::wrong_key, "Số không khớp với thẻ này: xem lại số in trên thẻ."},
    {{},
     Errc::card_asks_wait,
     "Thẻ yêu cầu chờ: lấy thẻ ra, đợi một phút rồi thử lại với số đúng."},
    {{}, Errc::timed_out, "Không có thẻ trong thời gian chờ."},
    {StepArea::pace, Errc::not_supported,
     "Thẻ này mở theo cách mà đầu đọc hoặc phần mềm này chưa hỗ trợ."},
    {StepArea::pace, Errc::protocol, "Chip không mở được: bước PACE bị từ chối hoặc trả lời sai."},
    {StepArea::bac, Errc::protocol, "Chip không mở được: bước BAC bị từ chối hoặc trả lời sai."},
    {StepArea::sm, Errc::protocol,
     "Kết nối mã hóa với chip bị sai: dữ liệu có thể đã bị can thiệp."},
    {Step::read_sod, Errc::protocol, "Thẻ không đưa EF.SOD: không có gì để kiểm tra chữ ký."},
    {{}, Errc::protocol, "Chip trả lời sai hoặc không trả đủ dữ liệu."},
    {{}, Errc::stopped, "Đã dừng theo yêu cầu."},
};

/// What a person can do about it, where the sentence itself does not say.
struct Advice {
    card::Errc code;
    const char *english, *vietnamese;
};
constexpr Advice kAdvice[]{
    {card::Errc::protocol,
     "Put the card on the reader again. If it stays so, the chip is damaged or not genuine: check "
     "the person by other means.",
     "Đặt lại thẻ lên đầu đọc. Nếu vẫn vậy, chip đã hỏng hoặc không phải chip thật: hãy xác minh "
     "bằng cách khác."},
    {card::Errc::card_asks_wait,
     "Take the card away, wait a minute, and try once more with the right number.", nullptr},
    {card::Errc::not_supported, "Check the card by other means.",
     "Hãy kiểm tra thẻ bằng cách khác."},
};

}  // namespace

namespace {

bool is_at(const std::variant<std::monostate, Step, StepArea>& where, Step step) {
    if (const auto* exactly = std::get_if<Step>(&where)) return *exactly == step;
    if (const auto* area = std::get_if<StepArea>(&where)) return *area == area_of(step);
    return true;
}

}  // namespace

std::string error_text(const card::Error& error, Language language) {
    if (language == Language::en) return error.what();
    for (const auto& text : kErrorTexts)
        if (error.code() == text.code && is_at(text.where, error.step())) return text.vietnamese;
    return error.what();
}

const char* advice_text(card::Errc code, Language language) {
    const auto found = std::ranges::find(kAdvice, code, &Advice::code);
    if (found == std::end(kAdvice)) return nullptr;
    return language == Language::en ? found->english : found->vietnamese;
}

}  // namespace cardtool

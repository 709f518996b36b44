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
    {"unverified", "not verified", "chưa xác minh"},
    {"checks", "Checks", "Các bước kiểm tra"},
    {"attention", "look at this", "cần xem kỹ"},
    {"reasons", "Why", "Lý do"},
    {"not_known", "Whether the card was reported lost or cancelled is known to the issuer only.",
     "Thẻ có bị báo mất hoặc bị hủy hay không thì chỉ cơ quan cấp thẻ mới biết."},
    {"anchor_missing", "The CSCA certificate of this issuer is not in the trust store:",
     "Kho tin cậy chưa có chứng thư CSCA của cơ quan cấp này:"},
    {"anchor_how",
     "Get it from the issuer, compare its SHA-256 with theirs, then: cardtool trust import "
     "--fingerprint SHA256 FILE --to /etc/libcard/csca",
     "Lấy chứng thư từ cơ quan cấp, đối chiếu SHA-256 với họ, rồi chạy: cardtool trust import "
     "--fingerprint SHA256 TỆP --to /etc/libcard/csca"},
    {"crl_how",
     "Bring the issuer's current CRL: cardtool trust update FILE --to /etc/libcard/csca, or judge "
     "without one: --revocation when_available",
     "Đưa CRL hiện hành của cơ quan cấp vào kho: cardtool trust update TỆP --to /etc/libcard/csca, "
     "hoặc kiểm tra không cần CRL: --revocation when_available"},
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

constexpr Pair kOutcomes[] = {
    {"passed", "passed", "đạt"},
    {"failed", "FAILED", "KHÔNG ĐẠT"},
    {"not_possible", "not possible", "chưa làm được"},
    {"not_offered", "not offered", "thẻ không có"},
};

template <std::size_t N>
std::string find(const Pair (&table)[N], std::string_view key, Language language) {
    const auto found = std::ranges::find(table, key, &Pair::key);
    if (found == std::end(table)) return std::string(key);
    return std::string(language == Language::en ? found->english : found->vietnamese);
}

struct VerdictRow {
    Pair title, body, action;
};

constexpr VerdictRow kGenuine{
    {"", "GENUINE CARD, IN DATE", "THẺ THẬT, CÒN HẠN"},
    {"", "Signed by the issuer and unchanged. The chip is the original.",
     "Thông tin do cơ quan cấp thẻ ký, không bị sửa. Chip là bản gốc."},
    {"", "Compare the photo with the person.", "So ảnh với người trước mặt."}};
constexpr VerdictRow kExpired{
    {"", "GENUINE CARD, BUT EXPIRED", "THẺ THẬT NHƯNG ĐÃ HẾT HẠN"},
    kGenuine.body,
    {"", "Compare the photo with the person. Your rules decide on expired cards.",
     "So ảnh với người trước mặt. Thẻ hết hạn xử lý theo quy định của đơn vị."}};
constexpr VerdictRow kChipUnproven{
    {"", "DETAILS AUTHENTIC, CHIP NOT PROVEN", "THÔNG TIN ĐÚNG, CHƯA XÁC MINH ĐƯỢC CHIP"},
    {"", "Signed by the issuer, but the chip could be a copy.",
     "Thông tin do cơ quan cấp thẻ ký, nhưng chip có thể là bản sao."},
    {"", "Look closely at card and photo. Ask your supervisor before you go on.",
     "Xem kỹ thẻ và ảnh. Hỏi người phụ trách trước khi làm tiếp."}};
constexpr VerdictRow kUndetermined{
    {"", "NO CONCLUSION POSSIBLE", "CHƯA KẾT LUẬN ĐƯỢC"},
    {"", "Nothing is proven wrong, but something that must be known is not.",
     "Chưa thấy sai sót, nhưng còn thiếu điều cần biết để kết luận."},
    {"", "Check the card by other means, or mend what is missing and read again.",
     "Kiểm tra thẻ bằng cách khác, hoặc bổ sung điều còn thiếu rồi đọc lại."}};
constexpr VerdictRow kNotGenuine{
    {"", "CARD FAILED THE CHECK", "THẺ KHÔNG ĐẠT KIỂM TRA"},
    {"", "Something that must be right is wrong.", "Có điều bắt buộc phải đúng nhưng lại sai."},
    {"", "Do not rely on the chip. Check the person by other means; ask your supervisor.",
     "Không dựa vào chip này. Xác minh bằng cách khác và báo người phụ trách."}};

const VerdictRow& row_of(const card::Report& report) {
    switch (report.verdict()) {
        case card::Verdict::genuine: return report.expired() ? kExpired : kGenuine;
        case card::Verdict::chip_unproven: return kChipUnproven;
        case card::Verdict::undetermined: return kUndetermined;
        case card::Verdict::not_genuine: break;
    }
    return kNotGenuine;
}

/// What lies behind a verdict, where one sentence can say it; ids of checks, or the beginnings of
/// them.
constexpr Pair kNotGenuineBecause[] = {
    {"dsc.revocation",
     "The issuer has withdrawn this signature; do not rely on the chip, check the card by other "
     "means.",
     "Cơ quan cấp thẻ đã thu hồi chữ ký này; không dựa vào chip, hãy kiểm tra thẻ bằng cách khác."},
    {"dg.hash.", "Data in the chip was changed after the card was issued.",
     "Dữ liệu trong chip đã bị thay đổi sau khi cấp thẻ."},
    {"sod.", "The signature in the chip is not the issuer's.",
     "Chữ ký trong chip không phải của cơ quan cấp thẻ."},
    {"dsc.", "The signature in the chip is not one that the issuer stands by.",
     "Chữ ký trong chip không được cơ quan cấp thẻ công nhận."},
    {"chip.", "The chip is not the original.", "Chip không phải bản gốc."},
};
constexpr Pair kProofWithheld{
    "", "This card must be able to prove itself and does not: treat it as a copy.",
    "Thẻ này phải tự chứng minh được nhưng không làm: hãy coi như bản sao."};

const Pair* particular(const card::Report& report) {
    if (report.verdict() == card::Verdict::chip_unproven) {
        const auto withheld = [](const card::Check& check) {
            return check.attention && check.id.starts_with("chip.");
        };
        return std::ranges::any_of(report.checks(), withheld) ? &kProofWithheld : nullptr;
    }
    if (report.verdict() != card::Verdict::not_genuine) return nullptr;
    for (const auto& row : kNotGenuineBecause)
        for (const auto& check : report.checks())
            if (check.effect == card::Effect::not_genuine && check.id.starts_with(row.key))
                return &row;
    return nullptr;
}

}  // namespace

VerdictText verdict_text(const card::Report& report, Language language) {
    const auto& row = row_of(report);
    const auto in = [language](const Pair& pair) {
        return std::string(language == Language::en ? pair.english : pair.vietnamese);
    };
    VerdictText text{in(row.title), in(row.body), in(row.action)};
    if (const Pair* why = particular(report)) text.body = in(*why);
    return text;
}

std::string outcome_text(card::Outcome outcome, Language language) {
    return find(kOutcomes, card::name_of(outcome), language);
}
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

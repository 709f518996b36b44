// SPDX-License-Identifier: Apache-2.0
// What a check's reason says, in Vietnamese (tests/gates/reasons.py holds the table against the
// library's sentences).
#include <algorithm>

#include "texts.h"

namespace cardtool {
namespace {

struct Reason {
    std::string_view english, vietnamese;
};

constexpr Reason kWhole[] = {
    {"the signature is wrong", "chữ ký sai"},
    {"the issuer has withdrawn this signature", "cơ quan cấp thẻ đã thu hồi chữ ký này"},
    {"it is not settled whether the issuer has withdrawn this signature",
     "chưa rõ cơ quan cấp thẻ có thu hồi chữ ký này hay không"},
    {"with the CSCA certificate above it the issuer has withdrawn this signature",
     "cơ quan cấp thẻ đã thu hồi chữ ký này cùng với chứng thư CSCA của nó"},
    {"no revocation list of this issuer", "chưa có danh sách thu hồi của cơ quan cấp này"},
    {"the revocation list is out of date", "danh sách thu hồi đã quá hạn"},
    {"the clock is not plausible", "đồng hồ của máy không đúng"},
    {"the issuer's key is known, and it did not sign this signer's certificate",
     "khóa của cơ quan cấp thẻ không ký chứng thư này"},
    {"the signer's certificate was issued by something that is no CSCA",
     "chứng thư không do CSCA cấp"},
    {"the document's state is not the state that signed it", "nước cấp giấy tờ khác nước đã ký"},
    {"the signer is not for this type of document",
     "chứng thư này không dùng cho loại giấy tờ này"},
    {"messageDigest is not the digest of the content", "dữ liệu đã ký không khớp"},
    {"nobody has signed it", "không có chữ ký"},
    {"more than one signer", "có nhiều hơn một chữ ký"},
    {"MD5", "dùng thuật toán MD5 đã bị phá"},
    {"read without PACE, which this card has", "đọc không qua PACE dù thẻ có PACE"},
    {"EF.CardAccess does not offer the PACE that the issuer signed",
     "chip đưa ra PACE khác với bản cơ quan cấp thẻ đã ký"},
    {"nothing that the chip says is proven: the signature or its anchor is missing",
     "chưa chứng minh được gì từ chip: thiếu chữ ký hoặc chứng thư gốc"},
    {"the key is not the one that the issuer signed", "khóa không phải khóa cơ quan cấp thẻ đã ký"},
    {"saved files or a transcript: no chip is present",
     "dữ liệu đã lưu hoặc bản ghi phiên đọc, không có chip"},
    {"a part was read in a session in which the chip gave no proof of it",
     "một phần dữ liệu được đọc trong phiên mà chip không chứng minh"},
    {"a certificate in EF.SOD does not parse, and the signer's is not among the others",
     "một chứng thư trong EF.SOD bị hỏng, và không có chứng thư của bên ký"},
    {"the signed DG14 does not name it", "DG14 đã ký không nêu phương thức này"},
    {"the policy takes no anchor of its signer, or its CSCA was withdrawn",
     "chính sách không chấp nhận gốc tin cậy của bên ký, hoặc CSCA đã bị thu hồi"},
    {"the issuer has withdrawn the CSCA certificate above this signature",
     "cơ quan cấp đã thu hồi chứng thư CSCA của chữ ký này"},
    {"the signed DG14, which says what PACE the issuer offers, was not seen",
     "chip không đưa ra DG14 đã ký, nên chưa biết cơ quan cấp quy định PACE nào"},
    {"the file was not read", "không đọc được tệp"},
    {"protected", "được bảo vệ"},
    {"the printed QR code was not scanned", "chưa quét mã QR in trên thẻ"},
    {"the printed MRZ was not given", "chưa có dòng MRZ in trên thẻ"},
    {"the chip's own words are not proven", "chưa chứng minh được thông tin trong chip"},
    {"the text is not that of a citizen card's QR code", "đây không phải mã QR của thẻ căn cước"},
    {"the file is not proven to be the issuer's", "chưa chứng minh được tệp do cơ quan cấp thẻ ký"},
    {"another state signed it than the one that signed EF.SOD",
     "nước đã ký tệp này khác nước đã ký EF.SOD"},
    {"its signer's certificate is a CA certificate", "chứng thư của người ký là chứng thư CA"},
    {"its key is not the one that DG14 has under the same identifier",
     "khóa trong tệp này khác khóa trong DG14"},
    {"the signer's certificate is not in it", "không có chứng thư của người ký"},
    {"EF.CardSecurity was not read", "không đọc được EF.CardSecurity"},
    {"no chip authentication mapping", "thẻ không dùng PACE kèm xác thực chip"},
    {"DG1 did not pass", "DG1 chưa đạt"},
    {"no DG14 that passed", "không có DG14 đã đạt"},
    {"no anchor", "chưa có chứng thư gốc"},
    {"the certificate names no period", "chứng thư không ghi thời hạn dùng khóa"},
    {"DG14 has no key for it", "DG14 không có khóa cho việc này"},
    {"the signature is ASN.1 where a plain one belongs",
     "chữ ký ghi theo dạng ASN.1 thay vì dạng thường"},
    {"the chip offers version 2 as well", "chip có cả phiên bản 2"},
    {"not attempted", "chưa thực hiện"},
    {"opened in another way", "thẻ được mở bằng cách khác"},
    {"the key that it needs is in no file that passed",
     "khóa cần dùng không nằm trong tệp nào đã đạt"},
    {"the chip gave no proof of it", "chip không chứng minh"},
    {"DG14 is malformed", "DG14 sai cấu trúc"},
    {"DG15 is malformed", "DG15 sai cấu trúc"},
    {"DG14 offers no form of it that this version can run",
     "DG14 không có dạng nào mà phiên bản này thực hiện được"},
    {"EF.SOD was not read", "không đọc được EF.SOD"},
    {"EF.SOD could not be used", "EF.SOD không dùng được"},
    {"the LDS security object has an unknown version", "đối tượng bảo mật LDS có phiên bản lạ"},
    {"the signer's certificate is neither in EF.SOD nor among the imported ones",
     "không có chứng thư của bên ký trong EF.SOD lẫn trong kho"},
    {"the digest algorithm is not supported", "chưa hỗ trợ thuật toán băm này"},
    {"the signature algorithm is not supported", "chưa hỗ trợ thuật toán ký này"},
    {"SHA-1 is weak", "SHA-1 đã yếu"},
    {"the signer's certificate was imported", "chứng thư của bên ký lấy từ kho"},
    {"expired certificates may have left the list",
     "chứng thư hết hạn có thể đã được bỏ khỏi danh sách"},
    {"SHA-1, and the signing date is unknown", "dùng SHA-1 mà không rõ ngày ký"},
    {"signed with SHA-1 after the date until which the policy takes it",
     "ký bằng SHA-1 sau ngày mà quy định còn chấp nhận"},
    {"not a version 3 certificate", "chứng thư không phải phiên bản 3"},
    {"the signer's certificate is a CA certificate", "chứng thư của bên ký lại là chứng thư CA"},
    {"the key usage is not that of a document signer",
     "mục đích dùng khóa không phải của bên ký giấy tờ"},
    {"the certificate is for another kind of signer", "chứng thư dành cho loại bên ký khác"},
    {"a critical extension that is not understood",
     "có phần mở rộng bắt buộc mà phần mềm không hiểu"},
    {"no key usage", "chứng thư không ghi mục đích dùng khóa"},
    {"an extended key usage", "chứng thư có mục đích dùng khóa mở rộng"},
    {"signed outside the dates of the signer's certificate",
     "ngày ký nằm ngoài hạn của chứng thư bên ký"},
    {"signing date unknown", "không rõ ngày ký"},
    {"signed outside the period of the signer's key", "ngày ký nằm ngoài thời hạn dùng khóa"},
    {"the issuing state is not in the table of states", "mã nước cấp không có trong bảng các nước"},
    {"the certificate names no document types", "chứng thư không ghi loại giấy tờ"},
    {"the signer's certificate was issued outside the dates of the CSCA certificate",
     "chứng thư bên ký được cấp ngoài hạn của chứng thư CSCA"},
    {"the CSCA certificate names no period", "chứng thư CSCA không ghi thời hạn dùng khóa"},
    {"the signer's certificate was issued outside the period of the CSCA key",
     "chứng thư bên ký được cấp ngoài thời hạn dùng khóa CSCA"},
    {"no EF.CardAccess", "không có EF.CardAccess"},
    {"the signed DG14 names no PACE", "DG14 đã ký không nêu PACE"},
    {"EF.CardAccess names something besides PACE that the signed DG14 does not",
     "EF.CardAccess nêu thêm điều ngoài PACE mà DG14 đã ký không có"},
    {"saved files: how they were read is not known",
     "dữ liệu đã lưu: không rõ đã đọc bằng cách nào"},
    {"read without PACE, and the signed DG14 that would name it was not seen",
     "đọc không qua PACE, và không thấy DG14 đã ký để đối chiếu"},
    {"the QR code lacks name or date of birth", "mã QR thiếu họ tên hoặc ngày sinh"},
    {"the text is not an MRZ", "đây không phải dòng MRZ"},
    {"a check digit of the printed MRZ is wrong: it was not read rightly",
     "chữ số kiểm tra của MRZ in trên thẻ sai: đọc chưa đúng, hãy quét lại"},
    {"DG13 did not pass", "DG13 chưa đạt"},
    {"there are not both of DG1 and a DG13 that this version knows",
     "không có đủ DG1 và DG13 mà phiên bản này hiểu"},
    {"no Vietnamese ID number", "không có số định danh Việt Nam"},
    {"the ID number has no twelve digits", "số định danh không đủ 12 chữ số"},
    {"date of birth or sex is not given", "không có ngày sinh hoặc giới tính"},
    {"the ID number does not fit date of birth or sex",
     "số định danh không khớp ngày sinh hoặc giới tính"},
    {"judged as of a date that was given", "kiểm tra theo ngày do người dùng đưa ra"},
    {"a card without expiry", "thẻ không có thời hạn"},
    {"the date of expiry cannot be read", "không đọc được ngày hết hạn"},
    {"not read", "chưa đọc"},
    {"the portrait was left out on request", "bỏ qua ảnh theo yêu cầu"},
    {"EF.COM's versions differ from the signed ones", "phiên bản trong EF.COM khác bản đã ký"},
    {"EF.COM names a version that the signed object does not",
     "EF.COM nêu phiên bản mà bản đã ký không có"},
    {"EF.COM was not read", "không đọc được EF.COM"},
    {"EF.COM's list of files differs from the signed one",
     "danh sách tệp trong EF.COM khác bản đã ký"},
    {"EF.COM is malformed", "EF.COM sai cấu trúc"},
    {"an extension occurs twice", "một phần mở rộng xuất hiện hai lần"},
};

/// Reasons that go on behind a colon or a blank, or that begin with a file's name.
constexpr Reason kBeginnings[] = {
    {"the chip refused", "chip từ chối"},
    {"no anchor for its issuer", "chưa có chứng thư gốc của cơ quan cấp"},
    {"the policy takes no anchor of this state or source",
     "quy định của đơn vị không nhận chứng thư gốc của nước hoặc nguồn này"},
    {"the issuer has announced", "cơ quan cấp thẻ đã thông báo"},
    {"the signed DG14 does not name the digest", "DG14 đã ký không nêu thuật toán băm"},
    {"the signed list names", "danh sách đã ký có tệp này nhưng chip không đưa ra"},
    {"the chip does not have the key that the issuer signed",
     "chip không có khóa mà cơ quan cấp thẻ đã ký"},
    {"what is printed is not what the chip says: scan again; if it stays, the card's body may be "
     "forged",
     "thông tin in trên thẻ khác trong chip: quét lại; nếu vẫn khác, thẻ có thể bị làm lại mặt "
     "ngoài"},
    {"the clock shows a time before", "đồng hồ của máy chạy chậm: hãy chỉnh ngày giờ"},
    {" is not what the issuer signed", " không phải bản cơ quan cấp thẻ đã ký"},
    {" was not read", " không đọc được"},
    {"EF.SOD is malformed", "EF.SOD sai cấu trúc"},
    {"EF.CardSecurity is malformed", "EF.CardSecurity sai cấu trúc"},
    {"a file is malformed", "có tệp sai cấu trúc"},
    {"the key in DG15 is unfit", "khóa trong DG15 không dùng được"},
    {"before it was torn away the chip did not have the key that the issuer signed",
     "trước khi bị nhấc ra, chip không có khóa mà cơ quan cấp thẻ đã ký"},
    {"printed otherwise", "in trên thẻ khác trong chip"},
    {"DG1 and DG13 differ in", "DG1 và DG13 khác nhau ở"},
    {"wrong check digit", "chữ số kiểm tra sai"},
    {" is not among the signed files", " không có trong danh sách đã ký"},
    {" is in the signed list and was not read", " có trong danh sách đã ký nhưng chưa đọc được"},
    {" is not in the signed list: nothing in it counts",
     " không có trong danh sách đã ký: nội dung không được tính"},
    {" is not in the signed list", " không có trong danh sách đã ký"},
    {" is weak", " đã yếu"},
};

/// Reasons with a date behind these words, and perhaps more.
constexpr Reason kDates[] = {
    {"the signer's certificate is valid from ", "chứng thư bên ký chỉ có hạn từ "},
    {"the signer's certificate expired on ", "chứng thư bên ký hết hạn ngày "},
    {"the CSCA certificate expired on ", "chứng thư CSCA hết hạn ngày "},
    {"the document has expired", "giấy tờ đã hết hạn"},
};

/// What may stand behind the date.
constexpr Reason kBehindDates[] = {
    {", after it signed", ", sau khi ký"},
    {", signing date unknown", ", không rõ ngày ký"},
    {" only", ""},
};

}  // namespace

std::string reason_text(const card::Check& check, Language language) {
    const std::string& reason = check.reason;
    if (language == Language::en) return reason;
    const auto whole = std::ranges::find(kWhole, std::string_view(reason), &Reason::english);
    if (whole != std::end(kWhole)) return std::string(whole->vietnamese);
    static constexpr std::size_t kDate = 10;  // YYYY-MM-DD
    for (const auto& row : kDates) {
        if (!reason.starts_with(row.english) || reason.size() < row.english.size() + kDate)
            continue;
        const std::string behind = reason.substr(row.english.size() + kDate);
        const auto more =
            std::ranges::find(kBehindDates, std::string_view(behind), &Reason::english);
        return std::string(row.vietnamese) + reason.substr(row.english.size(), kDate) +
               (more == std::end(kBehindDates) ? behind : std::string(more->vietnamese));
    }
    for (const auto& row : kBeginnings) {
        if (reason.starts_with(row.english)) {
            const auto rest = reason.find(':');
            return std::string(row.vietnamese) +
                   (rest == std::string::npos ? "" : reason.substr(rest));
        }
        if (row.english.starts_with(' ') && reason.ends_with(row.english))
            return reason.substr(0, reason.size() - row.english.size()) +
                   std::string(row.vietnamese);
    }
    return reason;
}

}  // namespace cardtool

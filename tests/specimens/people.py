# SPDX-License-Identifier: Apache-2.0
"""The invented people on the citizen cards (province code 999 does not exist), the names of their
authorities, and the days on which these begin and end."""

NAME = "/C=VN/O=libcard specimens, not an authority/serialNumber=001/CN=CSCA Specimen Vietnam"
SIGNER_NAME = "/C=VN/O=libcard specimens, not an authority/CN=Document Signer Specimen 01"
CSCA_BEGIN, CSCA_END = "20210119000000Z", "20460413000000Z"
SIGNER_BEGIN, SIGNER_END = "20210601000000Z", "20360601000000Z"
CRL_BEGIN, CRL_END = "20260101000000Z", "20460101000000Z"

THU = {
    "id": "999099000123",
    "name": "Nguyễn Văn Thử",
    "mrz_name": "NGUYEN<<VAN<THU",
    "birth": "990101",
    "birth_text": "01/01/1999",
    "sex": "M",
    "expiry": "390101",
    "expiry_text": "01/01/2039",
    "issue_text": "02/02/2022",
    "origin": "Xã Mẫu, Huyện Thử, Hà Nội",
    "residence": "Số 1 Đường Thử, Phường Mẫu, Hà Nội",
    "father": "Nguyễn Văn Cha",
    "mother": "Trần Thị Mẹ",
    "old_id": "000000001",
}
MAU = THU | {
    "id": "999185000456",
    "name": "Trần Thị Mẫu",
    "mrz_name": "TRAN<<THI<MAU",
    "birth": "850505",
    "birth_text": "05/05/1985",
    "sex": "F",
    "expiry": "450505",
    "expiry_text": "05/05/2045",
}
CU = THU | {
    "id": "999040000789",
    "name": "Lê Văn Cụ",
    "mrz_name": "LE<<VAN<CU",
    "birth": "400303",
    "birth_text": "03/03/1940",
    "expiry": "991231",
    "expiry_text": "Không thời hạn",
}
LONG = THU | {
    "id": "999301000321",
    "name": "Công Tằng Tôn Nữ Hoàng Nguyễn Thị Đoan Trang Thử",
    "birth": "010203",
    "birth_text": "03/02/2001",
    "mrz_name": "CONG<TANG<TON<NU<HOANG<NGUYEN<",
    "sex": "F",
    "expiry": "410203",
    "expiry_text": "03/02/2041",
}
ADDRESS = (
    "Số 128/47/5B Ngõ 193 Đường Nguyễn Thị Minh Khai kéo dài, Tổ dân phố Thống Nhất 12, "
    "Phường Mẫu Thượng Bắc, Thành phố Thử Nghiệm Mới, Tỉnh Mẫu"
)
ONE_WORD = THU | {
    "id": "999051000654",
    "name": "Thử",
    "mrz_name": "THU",
    "birth": "51<<<<",
    "birth_text": "1951",
    "residence": ADDRESS,
    "origin": ADDRESS,
}
HIGHLANDS = THU | {
    "id": "999192000777",
    "name": "H'Hen Niê Mẫu",
    "mrz_name": "HHEN<NIE<MAU",
    "birth": "920415",
    "birth_text": "15/04/1992",
    "sex": "F",
}
PAST = THU | {
    "id": "999080000888",
    "name": "Đỗ Văn Hạn",
    "mrz_name": "DO<<VAN<HAN",
    "birth": "800606",
    "birth_text": "06/06/1980",
    "expiry": "250606",
    "expiry_text": "06/06/2025",
}
WIDE = THU | {
    "id": "999199000654",
    "name": "Nguyễn Thị Rộng",
    "mrz_name": "NGUYEN<<THI<RONG",
    "sex": "F",
}

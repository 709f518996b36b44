# SPDX-License-Identifier: Apache-2.0
"""Who comes to the kiosk in end_to_end.py, and what each does and must find."""


def counter(screen):
    """A clerk, by keys alone."""
    screen.wait("Xin phép đọc chip trên thẻ")  # the card that lies there has begun the visit
    screen.picture()
    screen.key("Return")
    screen.number("Nhập 12 số trên thẻ", *"000123")
    screen.wait("Thẻ thật, còn hạn")
    screen.wait("Nguyễn Văn Thử")
    screen.picture()
    names = [name for _, name, _ in screen.items()]
    for text in (
        "Đúng người",
        "Không đúng người",
        "Khách tiếp theo",
        "Hiện số",
        "Sao chép Họ và tên",
    ):
        assert any(text in name for name in names), (text, names)
    assert not any("Kinh" == name or "999099000123" in name for name in names), "hidden or unmasked"
    screen.key("F2")
    screen.wait("Chưa ghi quyết định")
    screen.key("F2")
    screen.wait("Thẻ vẫn còn trên đầu đọc")
    screen.picture()


def liar(screen):
    """A copy of a card, at a counter."""
    screen.wait("Xin phép đọc chip trên thẻ")
    screen.key("Return")
    screen.number("Nhập 12 số trên thẻ", *"000123")
    screen.wait("Thông tin đúng, chưa xác minh được chip")
    screen.wait("Lý do: chip từ chối")
    assert not any("Thẻ thật" in name for _, name, _ in screen.items())
    screen.picture()
    screen.key("Escape")
    screen.press("Dừng và xóa")  # asked once, since a card was read
    screen.wait("Thẻ vẫn còn trên đầu đọc")


def hospital(screen):
    """A visitor, by touch and, from the result on, by a screen reader."""
    screen.wait("Xin phép đọc chip trên thẻ")  # the card that lies there has begun the visit
    screen.picture()
    screen.click("Đồng ý, tiếp tục")
    screen.number("Nhập 12 số trên thẻ", *"000123")
    screen.wait("Đã xác nhận thẻ")
    screen.picture()
    assert not any("Thẻ thật" in name for _, name, _ in screen.items()), "no verdict for neighbours"
    screen.press("Đúng")
    screen.press("Khám tổng quát")
    screen.press("Lấy số")
    screen.wait("A001")
    screen.picture()


def bank(screen):
    """A visitor of a bank, whose teller sees the verdict in a window of its own."""
    screen.wait("Đang chờ khách")  # in the teller's window
    screen.wait("Xin phép đọc chip trên thẻ")
    screen.press("Đồng ý, tiếp tục")
    screen.focus("Quầy tiếp nhận")  # the teller's window came after the visitor's
    screen.number("Nhập 12 số trên thẻ", *"000123")
    screen.wait("Đã xác nhận thẻ")
    screen.wait("Thẻ thật, còn hạn")  # in the teller's window
    screen.press("Đúng")
    screen.wait("Mã giao dịch")
    screen.picture()
    screen.press("Đúng người")

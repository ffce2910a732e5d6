"""A QR code as a drawing in the page: sharp on paper, and nothing to fetch."""

from django.utils.html import format_html
from django.utils.safestring import SafeString


def drawing(text: str, label: object) -> SafeString:
    """An SVG of the code, with what it is for those who cannot see it."""
    from qrcode import QRCode

    code = QRCode(border=4)
    code.add_data(text)
    squares = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(squares)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return format_html(
        '<svg class="m2w-qr" viewBox="0 0 {} {}" role="img" aria-label="{}"><path d="{}"/></svg>',
        len(squares),
        len(squares),
        label,
        path,
    )

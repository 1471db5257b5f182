"""PDFs that are made to bring a reader down."""

from __future__ import annotations

import zlib
from pathlib import Path

PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>"


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    body = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body + table + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, len(body))
    )


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def one_page(content: bytes, resources: bytes = b"", more: list[bytes] | None = None) -> bytes:
    """A page with this content stream, an object of its own."""
    tree = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    return pdf([*tree, PAGE % resources, content, *(more or [])])


def deflated(piece: bytes, times: int) -> bytes:
    """A stream that unpacks to ``piece`` so many times over; packed once, for packed blocks can be repeated."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    return stream(b"x\x9c" + block * times + packer.flush(), b"/Filter /FlateDecode")


def unpacking(path: Path, gigabytes: int) -> Path:
    """Blanks without end: a megabyte for each gigabyte."""
    path.write_bytes(one_page(deflated(b" " * (1 << 20), gigabytes << 10)))
    return path


def crowded(path: Path, objects: int) -> Path:
    """A page of very many rectangles."""
    piece = b"".join(b"%d %d 3 5 re f\n" % (n % 590, n // 590 % 840) for n in range(10_000))
    path.write_bytes(one_page(deflated(piece, objects // 10_000)))
    return path


def huge_picture(path: Path, side: int) -> Path:
    """A page that shows a picture of ``side`` by ``side`` pixels, packed small."""
    row = bytes(side * 3)
    picture = deflated(row, side)
    entries = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 "
    picture = picture.replace(b"<< ", b"<< " + entries % (side, side), 1)
    path.write_bytes(one_page(stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q"), b"/XObject << /Im0 5 0 R >>", [picture]))
    return path


def looping_table(path: Path) -> Path:
    """Two cross-reference tables, each of which names the other as the one before."""
    head = b"%PDF-1.4\n"
    size = len(b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Prev 0000000000 >>\n")
    tables = b"".join(
        b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Prev %010d >>\n" % place
        for place in (len(head) + size, len(head))
    )
    path.write_bytes(head + tables + b"startxref\n%d\n%%%%EOF\n" % len(head))
    return path


def looping_pages(path: Path) -> Path:
    """A page tree that contains itself, and forms that draw each other."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2000000 >>",
        PAGE % b"/XObject << /A 5 0 R >>",
        stream(b"/A Do"),
        stream(
            b"/A Do /A Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 5 0 R >> >>"
        ),
    ]
    path.write_bytes(pdf(objects))
    return path


def counting_on(path: Path, pages: int) -> Path:
    """One page in the file, and many in its page tree: the same one again and again."""
    kids = b"[" + b"3 0 R " * pages + b"]"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids %s /Count %d >>" % (kids, pages),
        PAGE % b"",
        stream(b""),
    ]
    path.write_bytes(pdf(objects))
    return path


def scripted(path: Path, target: Path) -> Path:
    """A PDF that wants to run a program, a script, and to fetch and write files."""
    action = b"<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\);) >>"
    launch = b"<< /S /Launch /F (/bin/sh) /Unix << /F (/usr/bin/touch) /P (%s) >> >>" % str(target).encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R /AA << /WC 6 0 R >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (PAGE % b"/XObject << /R 7 0 R >>").replace(b"/Type /Page ", b"/Type /Page /AA << /O 6 0 R >> "),
        stream(b"/R Do"),
        action,
        launch,
        stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref << /F (http://127.0.0.1:9/a.pdf) /Page 0 >>"),
    ]
    path.write_bytes(pdf(objects))
    return path

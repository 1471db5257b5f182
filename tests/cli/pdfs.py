"""PDFs made on the spot: good, bad and odd ones."""

from __future__ import annotations

from pathlib import Path

import pymupdf

REPORT = [
    "云溪县2021年度农村供水工程绩效评价报告",
    "一、基本情况",
    "云溪县水利局承担2021年度农村供水工程，预算资金320.5万元，实际支出300万元。",
    "二、综合评价结论",
    "综合得分为86.5分，评价等级为良。",
    "三、存在的问题",
    "（一）合同管理不到位",
    "部分施工合同未签署日期，涉及资金12.8万元。",
    "（二）资产闲置",
    "购置的水泵尚未拆封。",
    "四、有关建议",
    "（一）加强合同管理",
    "签订合同时应填写日期。",
    "青岩会计师事务所",
    "2022年6月30日",
]


def document(lines: list[str]) -> pymupdf.Document:
    made = pymupdf.open()
    page = made.new_page()
    for number, line in enumerate(lines):
        page.insert_text((72, 80 + 28 * number), line, fontname="china-s", fontsize=12)
    return made


def report_pdf(path: Path, lines: list[str] | None = None) -> Path:
    document(lines or REPORT).save(path, no_new_id=True)
    return path


def encrypted_pdf(path: Path, password: str) -> Path:
    document(REPORT).save(
        path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw="owner", no_new_id=True
    )
    return path


def scanned_pdf(path: Path) -> Path:
    picture = document(REPORT)[0].get_pixmap(dpi=72)
    made = pymupdf.open()
    page = made.new_page()
    page.insert_image(page.rect, pixmap=picture)
    made.save(path, no_new_id=True)
    return path


def truncated_pdf(path: Path) -> Path:
    content = document(REPORT * 2).tobytes()
    path.write_bytes(content[:300])
    return path


def pageless_pdf(path: Path) -> Path:
    """A sound PDF whose page tree is empty."""
    parts = [
        b"%PDF-1.4\n",
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n",
    ]
    places = [len(parts[0]), len(parts[0]) + len(parts[1])]
    body = b"".join(parts)
    table = b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    path.write_bytes(body + table + trailer)
    return path

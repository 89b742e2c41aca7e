"""Files that articles come in, built by hand."""

import csv
import io
import json
import zipfile

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.common.made_pages import make_record

SENTENCE = "“The bridge is shut,” the mayor said on Tuesday. It’s a long wait."
FEED = (
    "<PPSResponse><article><leadParagraph><paragraph>{}</paragraph></leadParagraph>"
    "<accessionNo>HALV000020171113edbd00001</accessionNo></article></PPSResponse>"
)
PAGE = """<html><head><title>Bridge shut</title>
<meta property="og:site_name" content="The Paper"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2025-03-11T10:00:00Z">
<link rel="canonical" href="https://paper.example/bridge"></head><body>
<nav>Home News Sport</nav><article><p>{}</p><p>“We must wait,” said the minister, who
would not say for how long the repairs of the old bridge would take this year.</p></article>
<img src="https://paper.example/x.png"><footer>© 2019 The Paper</footer></body></html>"""


def make_docx(fill):
    document, data = docx.Document(), io.BytesIO()
    fill(document)
    document.save(data)
    return data.getvalue()


def make_pdf(*pages):
    """A PDF by hand: a page of one line for each text."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", None]
    objects += ["<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    kids = []
    for text in pages:
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        contents = len(objects)
        kids.append(f"{contents + 1} 0 R")
        resources = "/Resources<</Font<</F1 3 0 R>>>>/MediaBox[0 0 612 792]"
        objects.append(f"<</Type/Page/Parent 2 0 R{resources}/Contents {contents} 0 R>>")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    body, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{one}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    return (body + f"xref\n0 {size}\n0000000000 65535 f \n{table}" + trailer).encode("cp1252")


def make_csv(*table, delimiter=","):
    lines = io.StringIO(newline="")
    csv.writer(lines, delimiter=delimiter).writerows(table)
    return lines.getvalue()


def make_parquet(**columns):
    data = io.BytesIO()
    pq.write_table(pa.table(columns), data)
    return data.getvalue()


def make_rtf(body):
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Arial;}}"
    return head + body + "}"


def make_odt(body, doctype="", manifest="<manifest/>"):
    names = {"office": "office", "text": "text", "svg": "svg-compatible"}
    spaces = (
        f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in names.items()
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("META-INF/manifest.xml", manifest)
        parts.writestr(
            "content.xml", f"{doctype}<office:text {' '.join(spaces)}>{body}</office:text>"
        )
    return data.getvalue()


def make_xlsx(**sheets):
    """A workbook: the rows of each sheet, from its name."""
    workbook, data = openpyxl.Workbook(), io.BytesIO()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(data)
    return data.getvalue()


def make_zip(**members):
    """An archive: the bytes or text of each member, from its name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in members.items():
            parts.writestr(name, content)
    return data.getvalue()


def make_every_kind():
    """The bytes or text of a file that holds SENTENCE, from each ending that is read."""
    rtf = make_rtf(
        r"\'93The bridge is shut,\'94 the mayor said on Tuesday. It\rquote s a long wait."
    )
    return {
        ".txt": SENTENCE,
        ".md": SENTENCE,
        ".html": PAGE.format(SENTENCE),
        ".htm": PAGE.format(SENTENCE),
        ".xml": FEED.format(SENTENCE),
        ".mhtml": f"Content-Type: text/html; charset=utf-8\n\n{PAGE.format(SENTENCE)}",
        ".mht": f"Content-Type: text/html; charset=utf-8\n\n{PAGE.format(SENTENCE)}",
        ".eml": f"Subject: Bridge\nContent-Type: text/plain; charset=utf-8\n\n{SENTENCE}",
        ".docx": make_docx(lambda document: document.add_paragraph(SENTENCE)),
        ".doc": rtf,
        ".rtf": rtf,
        ".odt": make_odt(f"<text:p>{SENTENCE}</text:p>"),
        ".pdf": make_pdf(SENTENCE),
        ".jsonl": json.dumps({"text": SENTENCE}),
        ".ndjson": json.dumps({"text": SENTENCE}),
        ".csv": make_csv(["text"], [SENTENCE]),
        ".tsv": make_csv(["id", "text"], ["1", SENTENCE], delimiter="\t"),
        ".parquet": make_parquet(text=[SENTENCE]),
        ".xlsx": make_xlsx(A=[["text"], [SENTENCE]]),
        ".warc": make_record("https://paper.example/bridge", PAGE.format(SENTENCE).encode()),
    }

"""Makes the files in `files/` that other programs write: python-docx (from PyPI) and LibreOffice.

    python3 tests/import/make.py [soffice]

They are committed, since neither program is there when the tests run. All words are invented.
"""

import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

HERE = Path(__file__).parent / "files"


def png(path):
    """A picture of four pixels that names its author."""

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    rows = b"".join(b"\0" + bytes([200, 30, 30] * 2) for _ in range(2))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0))
        + chunk(b"tEXt", b"Author\0somebody")
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def headings():
    """Word's headings with typed numbers, lists of the built-in styles, header and footer, a page break."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉里的字"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    document.add_heading("试验站管理规范", 0)
    document.add_heading("前言", 1)
    document.add_paragraph("本规范由试验组起草。")
    document.add_heading("1 范围", 1)
    document.add_paragraph("本规范规定：")
    for text in ["登记；", "转办；", "答复。"]:
        document.add_paragraph(text, style="List Number")
    document.add_heading("2 要求", 1)
    document.add_heading("2.1 登记", 2)
    for text in ["当面；", "书面。"]:
        document.add_paragraph(text, style="List Bullet")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_heading("2.2 转办", 2)
    paragraph = document.add_paragraph("面积 10 m")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run("，").bold = True
    paragraph.add_run("H")
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run("O。")
    document.save(HERE / "python-docx-headings.docx")


def tables():
    """Merged cells, a repeated head, a picture with and without words."""
    document = docx.Document()
    document.add_paragraph("1 范围")
    document.add_paragraph("表1 期限")
    table = document.add_table(rows=4, cols=3)
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    for place, text in {
        (0, 0): "读者", (0, 1): "图书", (1, 1): "一般", (1, 2): "新书",
        (2, 0): "成人", (2, 1): "30", (2, 2): "15", (3, 0): "少年", (3, 1): "30", (3, 2): "",
    }.items():
        table.cell(*place).text = text
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.png"
        png(path)
        document.add_picture(str(path))
        picture = document.add_paragraph().add_run().add_picture(str(path))
        picture._inline.docPr.set("descr", "办理流程：登记、转办、答复")
    document.add_paragraph("图1 流程")
    document.save(HERE / "python-docx-tables.docx")


def law():
    """A law with blanks of two characters, a contents field, comments."""
    document = docx.Document()
    document.add_paragraph("试验条例")
    document.add_paragraph("（2024年1月1日试验委员会通过）")
    document.add_paragraph("目　录")
    for text in ["第一章　总则", "第二章　附则"]:
        document.add_paragraph(text)
    document.add_paragraph("第一章　总则")
    first = document.add_paragraph("　　第一条　为了试验，制定本条例。")
    if hasattr(document, "add_comment"):
        document.add_comment(first.runs, text="这里要改", author="somebody", initials="s")
    document.add_paragraph("　　本条例所称试验，是指：")
    document.add_paragraph("　　（一）登记；")
    document.add_paragraph("　　（二）转办。")
    document.add_paragraph("第二章　附则")
    document.add_paragraph("　　第二条　自公布之日起施行。")
    document.save(HERE / "python-docx-law.docx")


def numbering():
    """Automatic numbers made by hand in python-docx: chapters, articles, a list that is restarted."""
    document = docx.Document()
    part = document.part.numbering_part.element
    levels = [("chineseCountingThousand", "第%1章"), ("chineseCountingThousand", "第%2条"), ("decimal", "（%3）")]
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "90")
    for level, (form, text) in enumerate(levels):
        own = OxmlElement("w:lvl")
        own.set(qn("w:ilvl"), str(level))
        for tag, value in [("w:start", "1"), ("w:numFmt", form), ("w:lvlRestart", "0" if level == 1 else None), ("w:lvlText", text)]:
            if value is not None:
                child = OxmlElement(tag)
                child.set(qn("w:val"), value)
                own.append(child)
        abstract.append(own)
    part.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "91")
    of = OxmlElement("w:abstractNumId")
    of.set(qn("w:val"), "90")
    number.append(of)
    part.append(number)
    for level, text in [(0, "总则"), (1, "甲。"), (1, "下列事项："), (2, "登记；"), (2, "转办。"), (0, "附则"), (1, "乙。")]:
        paragraph = document.add_paragraph(text)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().set(qn("w:val"), str(level))
        properties.get_or_add_numId().set(qn("w:val"), "91")
    document.save(HERE / "python-docx-numbering.docx")


HTML = """<html><head><meta charset="utf-8"></head><body>
<h1>1 范围</h1><p>本规范规定：</p><ol type="a"><li>登记；</li><li>转办：<ol><li>街道；</li><li>社区。</li></ol></li></ol>
<h1>2 要求</h1><h2>2.1 登记</h2><p>面积 m<sup>2</sup>，H<sub>2</sub>O，<s>划去</s>。</p>
<table border="1"><thead><tr><th>读者</th><th colspan="2">图书</th></tr></thead><tr><td rowspan="2">成人</td><td>一般</td><td>30</td></tr><tr><td>新书</td><td>15</td></tr></table>
<ul><li>公开；</li><li>答复。</li></ul></body></html>"""

FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><text:outline-style style:name="Outline">
<text:outline-level-style text:level="1" style:num-format="1"/>
<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>
</text:outline-style></office:styles>
<office:automatic-styles><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="a" style:num-suffix=")"/>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix=")"/></text:list-style></office:automatic-styles>
<office:body><office:text>
<text:table-of-content text:name="T"><text:table-of-content-source text:outline-level="2"/><text:index-body><text:p>目次</text:p><text:p>1 范围<text:tab/>1</text:p><text:p>2 要求<text:tab/>1</text:p><text:p>2.1 登记<text:tab/>1</text:p></text:index-body></text:table-of-content>
<text:h text:outline-level="1">范围</text:h>
<text:p>本规范规定<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>脚注的话。</text:p></text:note-body></text:note>：</text:p>
<text:list text:style-name="L1"><text:list-item><text:p>登记；</text:p></text:list-item><text:list-item><text:p>转办：</text:p><text:list><text:list-item><text:p>街道；</text:p></text:list-item><text:list-item><text:p>社区。</text:p></text:list-item></text:list></text:list-item></text:list>
<text:h text:outline-level="1">要求</text:h><text:h text:outline-level="2">登记</text:h>
<text:p>第一行<text:line-break/>第二行</text:p>
<table:table><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell><text:p>读者</text:p></table:table-cell><table:table-cell><text:p>天数</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>合并</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>
<text:p>附录A（资料性）清单</text:p><text:p>甲。</text:p>
</office:text></office:body></office:document>"""


def libreoffice(soffice):
    with tempfile.TemporaryDirectory() as folder:
        for name, text, filter_in in [("libreoffice-html", HTML, ".html"), ("libreoffice-odt", FODT, ".fodt")]:
            source = Path(folder) / (name + filter_in)
            source.write_text(text)
            extra = ["--infilter=HTML (StarWriter)"] if filter_in == ".html" else []
            subprocess.run(
                [soffice, "--headless", f"-env:UserInstallation=file://{folder}/profile", *extra, "--convert-to",
                 "docx:MS Word 2007 XML", "--outdir", folder, str(source)],
                check=True, capture_output=True,
            )
            (HERE / (name + ".docx")).write_bytes((Path(folder) / (name + ".docx")).read_bytes())


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    headings()
    tables()
    law()
    numbering()
    libreoffice(sys.argv[1] if len(sys.argv) > 1 else "soffice")

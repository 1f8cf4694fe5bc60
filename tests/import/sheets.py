"""Makes the workbooks in `files/` that other programs write: openpyxl (from PyPI) and LibreOffice.

    python3 tests/import/sheets.py NORMBOOK [SOFFICE]

They are committed, since neither program is there when the tests run. All words are invented. `exported.xlsx` is what
NORMBOOK exports of the book of `tasks/book.txt` with the tasks of `openpyxl-tasks.xlsx`, opened and saved by LibreOffice;
`edited.xlsx` is the same with some cells changed before LibreOffice saved it once more.
"""

import datetime
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

HERE = Path(__file__).parent / "files"
NORMBOOK = Path(sys.argv[1]).resolve()
SOFFICE = sys.argv[2] if len(sys.argv) > 2 else "soffice"


def tasks(path):
    """Title lines, heads in two rows, tasks over several rows, rich text, a day, a comment."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "任务分解表"
    rows = [
        ["试验区重点任务分解表"],
        ["序号", "重点任务", "工作内容", "工作措施", "责任分工", None, None, "完成时限", "工作台账", "联系人"],
        [None, None, None, None, "牵头单位", "责任单位", "配合单位", None, None, None],
        [1, "一站式窗口", "设一个综合窗口。", "1. 定出清单；", "民宗局", "街道", "教育局", "长期", "清单、登记单", "某某"],
        [None, None, None, "2. 贴在窗口旁。", None, "社区", None, None, None, None],
        [2, "双语指南", "印一份指南。\n每年改一次。", "翻译\n校对", "区民宗局", "各街道", None, datetime.date(2022, 12, 31), "指南", None],
    ]
    for row in rows:
        sheet.append(row)
    sheet["C4"] = CellRichText("设一个", TextBlock(InlineFont(b=True), "综合窗口"), "。")
    sheet["D4"].comment = Comment("谁来定？", "somebody")
    for merge in ["A1:J1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2", "H2:H3", "I2:I3", "J2:J3"]:
        sheet.merge_cells(merge)
    for merge in ["A4:A5", "B4:B5", "C4:C5", "E4:E5", "G4:G5", "H4:H5", "I4:I5"]:
        sheet.merge_cells(merge)
    book.save(path)


TABLE = """<html><head><meta charset="utf-8"></head><body><table border="1">
<tr><td colspan="5">社区任务清单</td></tr>
<tr><th>项目</th><th>具体举措</th><th>主办单位</th><th>协办单位</th><th>工作频次</th></tr>
<tr><td rowspan="2">设窗口</td><td>定出清单</td><td rowspan="2">民宗局</td><td>街道</td><td rowspan="2">每日</td></tr>
<tr><td>贴在窗口旁</td><td>社区</td></tr>
<tr><td>办培训</td><td>办两期班<br>考一次试</td><td>教育局</td><td></td><td>每半年</td></tr>
</table></body></html>
"""


def saved(path, folder):
    """A file as LibreOffice saves it."""
    subprocess.run([SOFFICE, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, path], check=True)
    return Path(folder) / (Path(path).stem + ".xlsx")


def book(folder):
    """The book of the tests, with the tasks of the first workbook, exported."""
    text = (Path(__file__).parent / "tasks/book.txt").read_text()
    parts = re.split(r"^-- (\S+) --\n", text, flags=re.M)[1:]
    for name, body in zip(parts[::2], parts[1::2]):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body)
    (folder / "content/site.yaml").write_text("title: 试验站\nlanguages: [zh-CN]\npublisher: {name: 试验组}\n")
    run = [NORMBOOK, "import", HERE / "openpyxl-tasks.xlsx", "--into", "urban/2022", "--provenance", "sample"]
    subprocess.run(run, cwd=folder)
    subprocess.run([NORMBOOK, "export", "xlsx", "--edition", "urban@2022", "--out", "out"], cwd=folder, check=True)
    return folder / "out/urban_2022.xlsx"


def main():
    tasks(HERE / "openpyxl-tasks.xlsx")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "table.html").write_text(TABLE)
        subprocess.run(
            [SOFFICE, "--headless", "--infilter=HTML (StarCalc)", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder / "a", folder / "table.html"],
            check=True,
        )
        shutil.copy(folder / "a/table.xlsx", HERE / "libreoffice-tasks.xlsx")
        exported = saved(book(folder / "book"), folder / "b")
        shutil.copy(exported, HERE / "exported.xlsx")
        changed = openpyxl.load_workbook(exported)
        sheet = changed["事项清单"]
        heads = {cell.value: cell.column for cell in sheet[3]}
        sheet.cell(4, heads["多久一次"]).value = "每个工作日"
        sheet.cell(4, heads["谁来做"]).value = "民宗局（牵头）、街道（责任）、教育局（主办）"
        sheet.cell(5, heads["任务、保障"]).value = "双语指南（试行）"
        sheet.cell(5, heads["留什么记录"]).value = None
        sheet = changed["任务内容"]
        sheet["B5"] = "双语指南（试行）"
        sheet["D4"] = "1. 定出清单；\n2. 送审。\n3. 贴在窗口旁。"
        changed.save(folder / "edited.xlsx")
        shutil.copy(saved(folder / "edited.xlsx", folder / "c"), HERE / "edited.xlsx")


main()

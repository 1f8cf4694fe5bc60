"""What LibreOffice shows of the automatic numbers in `cases/numbering.txt`, beside what an import makes of them.

    python3 tests/import/libreoffice.py [soffice]

Each case is laid out as the Word file that the tests import, converted to plain text, and compared line by line with the
numbers of its report. Differences are printed; `docs/import.md` lists and explains them.
"""

import html
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>'
    "</Types>"
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(own):
    rows = "".join(f'<Relationship Id="r{i}" Type="{REL}/{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(own))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def paragraphs(text):
    out = []
    for line in text.splitlines():
        if line.lstrip().startswith("<") or not line.strip():
            out.append(line)
            continue
        listed = re.match(r"#(\d+)\.(\d+) (.*)", line)
        styled = re.match(r"(\w+)::(.*)", line)
        if listed:
            number, level, words = listed.groups()
            properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        elif styled:
            properties, words = f'<w:pStyle w:val="{styled[1]}"/>', styled[2]
        else:
            properties, words = "", line
        out.append(f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{html.escape(words)}</w:t></w:r></w:p>")
    return "".join(out)


def cases(path):
    for case in path.read_text().split("-- case ")[1:]:
        name, _, rest = case.partition(" --\n")
        sections, current = {}, None
        for line in rest.splitlines():
            head = re.fullmatch(r"-- (.*) --", line)
            if head:
                current = sections.setdefault(head[1], [])
            elif current is not None:
                current.append(line)
        yield name, {key: "\n".join(lines) for key, lines in sections.items()}


def main():
    soffice = sys.argv[1] if len(sys.argv) > 1 else "soffice"
    same, different = 0, []
    for name, sections in cases(Path(__file__).parent / "cases/numbering.txt"):
        ours = re.findall(r"^\d+ p\d+ -> .*?: \[(.*?)\](.*)$", sections.get("expect entries", ""), re.M)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.docx"
            with zipfile.ZipFile(path, "w") as zip:
                zip.writestr("[Content_Types].xml", TYPES)
                zip.writestr("_rels/.rels", relations([("officeDocument", "word/document.xml")]))
                zip.writestr("word/_rels/document.xml.rels", relations([("styles", "styles.xml"), ("numbering", "numbering.xml")]))
                for part in ("styles", "numbering"):
                    zip.writestr(f"word/{part}.xml", f"<w:{part} {SPACES}>{sections.get(f'word/{part}.xml', '')}</w:{part}>")
                zip.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{paragraphs(sections['body'])}</w:body></w:document>")
            subprocess.run(
                [soffice, "--headless", f"-env:UserInstallation=file://{folder}/p", "--convert-to", "txt:Text (encoded):UTF8",
                 "--outdir", folder, str(path)],
                check=True, capture_output=True,
            )
            shown = [re.sub(r"\s", "", line) for line in (Path(folder) / "a.txt").read_text("utf-8-sig").splitlines()]
        for number, words in ours:
            wanted = re.sub(r"\s", "", number + words)
            if any(line.startswith(wanted) for line in shown):
                same += 1
            else:
                near = [line for line in shown if re.sub(r"\s", "", words) and re.sub(r"\s", "", words) in line]
                different.append(f"{name}: {number}{words} is shown as {near or shown}")
    print(f"{same} numbers as LibreOffice shows them, {len(different)} otherwise")
    print("\n".join(different))


main()

"""Laws as text -> Word files, made by python-docx, with what an import must find in them.

    python3 convert.py LAWS.git OUT 100

LAWS.git is a bare copy of github.com/LawRefBook/Laws. Every text with at least ten articles whose numbers follow each
other is a candidate; candidates are sorted by the SHA-256 of their paths, so that the choice is the same everywhere and
nobody's. OUT gets NNN.docx, NNN.json (number and paragraphs of each article) and inputs.txt (SHA-256 and path of each).
"""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import docx

ARTICLE = re.compile(r"^(第[零〇一二三四五六七八九十百千两]+条(?:之[一二三四五六七八九十]+)?)[ \u3000]+(.*)$")
LARGER = re.compile(r"^(第[零〇一二三四五六七八九十百千]+(?:分编|编|章|节))[ \u3000]*(.*)$")
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def value(numeral):
    total, last = 0, None
    for c in numeral:
        if c in DIGITS:
            last = DIGITS[c]
        else:
            total += (1 if last is None else last) * {"十": 10, "百": 100, "千": 1000}[c]
            last = None
    return total + (last or 0)


def git(folder, *arguments):
    return subprocess.run(["git", "-c", "core.quotepath=false", "-C", folder, *arguments], capture_output=True, check=True).stdout


def articles(text):
    """The lines of a text, and its articles; nothing if they do not follow each other."""
    text = text.split("<!-- INFO END -->")[-1]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found, last, seen, below = [], 0, set(), False
    for line in lines:
        bare = line.lstrip("# ").strip()
        own = ARTICLE.match(bare)
        if own and not line.startswith("#"):
            number, rest = own.groups()
            counted = value(re.match(r"第(.*?)条", number)[1])
            if number in seen or counted not in (last, last + 1):
                return None, None
            seen.add(number)
            last, below = counted, False
            found.append((number, [rest.strip()]))
        elif LARGER.match(bare):
            # What follows a heading up to the next article is no text of the article before it.
            below = True
        elif line.startswith("#") and found:
            return None, None
        elif found and not below:
            found[-1][1].append(line)
    return (lines, found) if len(found) >= 10 else (None, None)


def write(lines, title, path, manner):
    """Three manners of offices: all plain, blanks of two characters before paragraphs, Word's headings."""
    document = docx.Document()
    document.add_heading(title, 0) if manner == 2 else document.add_paragraph(title)
    for line in lines:
        bare = line.lstrip("# ").strip()
        if LARGER.match(bare):
            if manner == 2:
                document.add_heading(bare, 1)
            else:
                document.add_paragraph(bare)
        elif manner == 1:
            document.add_paragraph("\u3000\u3000" + bare)
        else:
            document.add_paragraph(bare)
    document.save(path)


def main():
    laws, out, wanted = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    paths = [p for p in git(laws, "ls-tree", "-r", "--name-only", "HEAD").decode().splitlines() if p.endswith(".md")]
    paths.sort(key=lambda path: hashlib.sha256(path.encode()).digest())
    made, index = 0, []
    for path in paths:
        source = git(laws, "show", f"HEAD:{path}")
        lines, found = articles(source.decode())
        if not found:
            continue
        first = re.search(r"^# (.*)$", source.decode(), re.M)
        title = first[1].strip() if first else Path(path).stem
        write(lines, title, out / f"{made:03}.docx", made % 3)
        expected = {"title": title, "articles": found}
        (out / f"{made:03}.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1))
        index.append(f"{hashlib.sha256(source).hexdigest()}  {path}")
        made += 1
        if made == wanted:
            break
    (out / "inputs.txt").write_text("\n".join(index) + "\n")
    print(f"{made} laws")


main()

"""Imports the Word files of convert.py and compares number and text of each article with its source.

    python3 compare.py OUT NORMBOOK

Each file goes into a book of its own. What counts is what the open data of that book says (`normbook export json`), so that
the whole way is tried: Word, clause, parser, export. Blanks at the ends of paragraphs do not count; every other character
does.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


def words(value):
    """Marks and words of blocks, in their order."""
    if isinstance(value, list):
        return "".join(map(words, value))
    if "blocks" in value:
        return words(value["blocks"])
    return (value.get("mark") or "") + value.get("text", "")


def clauses(book):
    """Number and text of each clause as the open data has them."""
    found = {}
    for path in sorted((book / "data/editions").glob("*.json")):
        for item in json.loads(path.read_text())["clauses"]:
            if item.get("number"):
                found[item["number"]] = words(item.get("text", []))
    return found


def squeezed(text):
    return "".join(text.replace("\u200b", "").split())


def main():
    out, normbook = Path(sys.argv[1]), str(Path(sys.argv[2]).resolve())
    good, bad, articles, pending = 0, [], 0, 0
    for expected in sorted(out.glob("*.json")):
        own = json.loads(expected.read_text())
        with tempfile.TemporaryDirectory() as folder:
            book = Path(folder)
            (book / "content").mkdir()
            (book / "content/site.yaml").write_text("format: 2\ntitle: 法规\nlanguages: [zh-CN]\npublisher: {name: 组}\n")
            file = expected.with_suffix(".docx")
            done = run(normbook, "import", str(file), "--into", "law/2024", "-C", folder, "--lang", "en")
            report = book / "imports/law/2024/report.json"
            if not report.is_file():
                bad.append((expected.stem, done.stdout + done.stderr))
                continue
            pending += len(json.loads(report.read_text())["pending"])
            run(normbook, "export", "json", "-C", folder, "--out", str(book / "data"), "--lang", "en")
            found = clauses(book)
            wrong = []
            for number, paragraphs in own["articles"]:
                articles += 1
                if squeezed(found.get(number, "")) != squeezed("".join(paragraphs)):
                    wrong.append(number)
            extra = [number for number in found if number.endswith("条") and number not in dict(map(tuple, own["articles"]))]
            if wrong or extra:
                bad.append((expected.stem, f"wrong {wrong[:8]} extra {extra[:8]}"))
            else:
                good += 1
    hashed = hashlib.sha256((out / "inputs.txt").read_bytes()).hexdigest()
    print(f"{good} of {good + len(bad)} laws identical; {articles} articles; {pending} entries to be confirmed; inputs {hashed}")
    for stem, words in bad:
        print(stem, words)


main()

#!/usr/bin/env python3
"""Makes mistakes in the prose of a book that convert.py made, and counts how many of them are told.

    examples/prose_eval/mutate.py BOOK OUT NORMBOOK [COUNT [SEED]]

Each of COUNT pages (500) gets one mistake, of a kind and at a place that a fixed seed (12) chooses. A mistake is told if
`normbook check` finds on its page what it did not find before, at a line that the mistake touches.
"""
import collections
import json
import pathlib
import random
import re
import subprocess
import sys

TABLE = ["| 事项 | 时限 |", "|---|---|", "| 登记 | 5天 |"]


def half(line):
    """A line cut where a mark may stand: behind its first sentence or clause."""
    at = max(2, len(line) // 2)
    return line[:at], line[at:]


# Each kind gives the lines that take the place of one line of prose.
KINDS = {
    "cell without a column": lambda line: ["", *TABLE, f"| 甲 | 乙 | {line} |", ""],
    "bar in code": lambda line: ["", *TABLE, "| `a|b` | 乙 |", "", line],
    "bar in a wiki link": lambda line: ["", *TABLE, "| [[pages/a|甲]] | 乙 |", "", line],
    "no separator": lambda line: ["", TABLE[0], TABLE[2], "", line],
    "separator of the wrong width": lambda line: ["", TABLE[0], "|---|---|---|", TABLE[2], "", line],
    "full-width bars": lambda line: ["", "｜材料｜份数｜", "｜表｜1｜", "", line],
    "tabs": lambda line: ["", "材料\t份数", "表\t1", "", line],
    "line behind a table": lambda line: ["", *TABLE, line, ""],
    "call without a note": lambda line: [line + "[^缺]"],
    "note twice": lambda line: [line + "[^甲]", "", "[^甲]: 一", "", "[^甲]: 二", ""],
    "note without a call": lambda line: [line, "", "[^乙]: 一", ""],
    "label without an address": lambda line: [line + "[文][缺]"],
    "label twice": lambda line: [line + "[文][丙]", "", "[丙]: https://example.org/", "[丙]: https://example.com/", ""],
    "open wiki link": lambda line: [line + "[[pages/p"],
    "heading without words": lambda line: ["", "##", "", line],
    "no blank behind #": lambda line: ["", "##标题", "", line],
    "full-width #": lambda line: ["", "＃ 标题", "", line],
    "open fence": lambda line: ["", "```", line],
    "open bold": lambda line: ["**" + line],
    "blanks inside bold": lambda line: ["** 粗 **" + line],
    "open comment": lambda line: ["", "<!-- 注", "", line],
    "full-width link": lambda line: [line + "[借阅]（t02.md）"],
    "full-width brackets": lambda line: [line + "［链接］(https://example.org/)"],
    "full-width wiki link": lambda line: [line + "【【t02】】"],
    "full-width stars": lambda line: [half(line)[0] + "＊＊粗＊＊" + half(line)[1]],
    "blank in an address": lambda line: [line + "[甲](a b.md)"],
    "admonition": lambda line: ["", "!!! note", "", line],
    "unknown box": lambda line: ["", "> [!FOO]", "> " + line, ""],
    "highlight": lambda line: [half(line)[0] + "==亮==" + half(line)[1]],
    "table of contents": lambda line: ["", "[TOC]", "", line],
    "include": lambda line: [line + "{{#include a.md}}"],
    "formula": lambda line: [line + "$a^2$"],
    "display formula": lambda line: ["", "$$", "a = b", "$$", "", line],
    "who of a step": lambda line: ["", "1. " + line + "{who=office}", ""],
    "indented prose": lambda line: ["", "    " + line, ""],
    "two anchors": lambda line: ["", "## 甲 {#a b}", "", line],
    "misspelt key": lambda line: ["", "## 乙 {#faq provenence=sample}", "", line],
    "sentence above a line": lambda line: ["", line.rstrip("。；") + "。", "---", ""],
    "item without a blank": lambda line: ["", "-登记", "-转办", "", line],
    "torn list": lambda line: ["", "1. 甲", "  - 乙", "2. 丙", "", line],
    "numbers that jump": lambda line: ["", "1. 甲", "2. 乙", "4. 丙", "", line],
    "HTML": lambda line: [half(line)[0] + "<b>粗</b>" + half(line)[1]],
}


def is_prose(line):
    return len(line) > 12 and re.match(r"[\u4e00-\u9fff]", line) and not re.search(r"[|`\[\]<>*#]", line)


def findings(book, normbook):
    done = subprocess.run([normbook, "check", "--format", "json"], cwd=book, capture_output=True, text=True)
    by_page = collections.defaultdict(list)
    for finding in json.loads(done.stdout):
        by_page[finding.get("path")].append(finding)
    return by_page


def main():
    book, out, normbook = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 500
    chance = random.Random(int(sys.argv[5]) if len(sys.argv) > 5 else 12)
    sources = sorted((book / "content" / "pages").glob("*.md"))
    pages = out / "content" / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    (out / "content" / "site.yaml").write_text((book / "content" / "site.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    made = {}
    while len(made) < count:
        lines = chance.choice(sources).read_text(encoding="utf-8").split("\n")[:120]
        # A mistake may take all that follows, so that pages are short; every line of prose is one of its own.
        choices = [at for at, line in enumerate(lines) if at > 3 and is_prose(line) and not lines[at - 1].strip()]
        if not choices:
            continue
        at, kind = chance.choice(choices), chance.choice(sorted(KINDS))
        new = KINDS[kind](lines[at])
        name = f"content/pages/m-{len(made)}.md"
        (out / name).write_text("\n".join(lines[:at] + new + lines[at + 1 :]), encoding="utf-8")
        (pages / f"o-{len(made)}.md").write_text("\n".join(lines), encoding="utf-8")
        made[name] = (kind, at + 1, at + len(new))
    found = findings(out, normbook)
    told, missed = collections.Counter(), collections.Counter()
    for name, (kind, first, last) in made.items():
        before = {(f["rule"], f["message"]) for f in found.get(name.replace("/m-", "/o-"), [])}
        new = [f for f in found.get(name, []) if first <= f["line"] <= last and (f["rule"], f["message"]) not in before]
        (told if new else missed)[kind] += 1
        if not new:
            print(f"missed: {kind} {name}:{first}")
    print(f"{sum(told.values())} of {count} told, {sum(told.values()) * 100 / count:.1f} %")
    for kind in sorted(KINDS):
        print(f"{told[kind]:4} of {told[kind] + missed[kind]:4} {kind}")


if __name__ == "__main__":
    main()

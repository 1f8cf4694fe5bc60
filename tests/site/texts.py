#!/usr/bin/env python3
"""All outputs say the same: pages, open data, the search index and single files, block by block.

    texts.py NORMBOOK PROJECT…

Each project is copied. A standard with a clause, a task, a note, a page, a role and translations is added, in which
every construct of docs/content-format.md occurs. Then the copy is built, and the text of every item is compared:

- of its page, read by Python's html.parser;
- of its entry in data/*.json;
- of the text store of the search index, read as docs/search-format.md says;
- of each single file of `normbook export html` that holds it.

What is compared of a block: its words, what is struck out of it, and the mark before it.

White space is normalised, since markup is laid out by line ends and blanks that nobody sees: a run of it is one blank,
and none stands at the ends of a block. In the search index there is none at all, because a long block goes on in the
next unit. Left out as no words of the text: calls of footnotes, titles of boxes, which are the theme's, and ways back.
Quotations are not searched (they are found where they are from), nor are numbers that a list gives its items; steps to
tick off show a number in place of their mark.

Nothing here is taken from normbook but its output. At the end each output is spoilt by one word, which must be seen.
Prints `checks: N`.
"""

import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
BLOCKS = {
    "article", "blockquote", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "li", "ol", "p", "pre", "section", "table", "tbody", "thead", "tr", "ul",
}
# What is on a page beside the text of an item.
ASIDE = {
    "nb-anchor", "nb-back", "nb-call", "nb-alert-title", "nb-badge", "nb-progress", "nb-actor", "nb-actors", "nb-duties", "nb-brief",
    "nb-assigned", "nb-facts", "nb-hint", "nb-small", "nb-banner", "nb-sheet", "nb-partners", "nb-sums", "nb-contacts",
    "nb-only-all", "nb-blanks", "nb-tools-row",
}
# Marks that are no words: numbers of lists, boxes to tick, numbers of footnotes.
GIVEN = re.compile(r"^(\d+\.|\[[x ]\]|\[\d+\])$")
ANY = "*"


# -- the book ------------------------------------------------------------------------------

SITE = "content/standards/specimen/2024/"

CONSTRUCTS = """\
首段有**粗体**、*斜体*、`代码` 和 `a  b`，见[[specimen/a.1]]、[[specimen/a.1#p1]]、[[specimen/t01|自己的话]]、
[[roles/specimen-desk]]、[普通链接](@UP@roles/specimen-desk.md)、[外部](https://example.org/)和<https://example.org/x>。
两行汉字之间没有空格，two lines
of Latin have one；硬换行\\
在此。H~2~O，m^2^，10^-3^；转义 \\*不斜\\*，1 < 2 & 3。

删去：应当~~提前三日~~提前五日办理。Take ~~the old~~ the new one. ~~见[[specimen/t01]]和**粗体**。~~

~~整段删去。~~

### 三级标题 ~~旧名~~ [[specimen/a.1]] {#@A@-deep}

- 一级，~~旧~~新
  - 二级
    1. 三级
    2. 三级之二

  一级的第二段。
- ~~整项删去~~
- [ ] 待办
- [x] 已办

3. 从三开始
4. 接着是四

社区应当：
a) 登记：
   1) 当面；
   2) 书面。
b) 转办：
   ——街道；
   ——社区。

（一）开放；
（二）关闭。

注1：节假日顺延，~~不~~通知。

示例1：“本周六照常开放”。

> [!示例 2]
> 框里一段。
>
> ① 门锁；
> ② 照明。

> [!警告]
> 警告一段。
>
> - 警告里的项

> 引用一段。
>
> 引用二段，见[[specimen/a.1]]。

表1 借阅期限

单位为天

| 读者 | 图书 | < | 期刊 |
|---|---:|---:|---:|
| ^ | 一般 | 新书 | ^ |
| **成人** |  | ~~15~~ 20 | `7` |
| **少年** | 30 | < | [[specimen/t01\\|任务]] |
注：节假日顺延。[^@A@]

![书架分两层](@UP@assets/specimen.svg)
图1 书架

行内图片![小图](@UP@assets/specimen.svg)在此，附件见[图](@UP@assets/specimen.svg)。

窗口
：办事的地方。
：又一个意思。

松散的词

：第一段。

  第二段。

```json
{"a":   1}

{"b": 2}
```

    缩进的代码
      再缩进

藏文 བོད་ཡིག、彝文“ꆈꌠꁱꂷ”、维吾尔文（ئۇيغۇر تىلى، 12）。

བོད་ཡིག་གི་དཔེ་ཆ།

第二次引脚注[^@A@]，又一个[^@A@2]。<!-- 不显示 -->

***

[^@A@]: 脚注一，见[[specimen/t01]]。

    脚注一的第二段，~~删去~~保留。
[^@A@2]: 脚注二。
"""

QUOTATIONS = """
![[specimen/a.1#p1]]

- 项里的摘录：

  ![[specimen/a.1#i2]]

![[specimen/a.1]]

![[specimen/a.2]]

![[specimen/a.3]]
"""


def constructs(anchor, up):
    """The body of an item: anchors differ, and so does the way to other folders."""
    return CONSTRUCTS.replace("@A@", anchor).replace("@UP@", up)


def head(**facts):
    return "---\n" + "".join(f"{key.replace('_', '-')}: {value}\n" for key, value in facts.items()) + "---\n"


def added():
    """The files that are added to a book."""
    far, near = "../../../../", "../"
    task = "{}\n## 做什么 {{#what}}\n\n说明一句。\n{}\n## 怎么做 {{#how}}\n\n1. 第一步，~~旧~~新。\n   - 其下一项\n2. ~~整步删去~~\n3. 第三步：\n\n   {}\n\n" \
        "   a) 甲；\n   b) 乙。\n\n## 谁来做 {{#who}}\n\n由[[roles/specimen-desk]]办。\n\n## 其他 ~~旧题~~ {{#other}}\n\n{}"
    return {
        "content/assets/specimen.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
        "content/standards/specimen/index.md":
            head(title="样张标准", short_title="样张", issuer="编写组", current='"2024"') + "标准的正文，见[[specimen/a.1]]。\n",
        SITE + "index.md":
            head(title="样张标准（2024年版）", short_title="2024年版", issued="2024-05-01", status="current",
                 profile="group-standard") + "版的正文，~~旧~~见[[specimen/t01]]。\n",
        SITE + "clauses/a.md": head(number="A", title="附录", provenance="outline"),
        SITE + "clauses/a.1.md": head(number="A.1", title="附录样表", provenance="local") + constructs("a", far),
        SITE + "clauses/a.2.md": head(number="A.2", title="正文待导入的条", provenance="outline"),
        SITE + "clauses/a.3.md": head(number="A.3", provenance="local") + "引别条的一条。\n\n![[a.1#p1]]\n",
        SITE + "clauses/a.1.en.md":
            head(title="Sample annex", source="Editors", review="unreviewed") + constructs("ae", far),
        SITE + "tasks/t01.md":
            task.format(head(title="样张任务", provenance="local", basis='["a.1#p1"]', cadence="每季度", records="[登记表]",
                             who="[{role: specimen-desk, duty: lead}]"), QUOTATIONS, "![[a.1#p2]]",
                        constructs("t", far)),
        SITE + "tasks/t01.en.md":
            task.format(head(title="Sample task", source="Editors", review="unreviewed"), QUOTATIONS, "![[a.1#p2]]",
                        constructs("te", far)),
        "content/roles/specimen-desk.md":
            head(title="样张服务台", level="community", aliases="[样张前台]") + "受理，见[[specimen/a.1]]。\n",
        "content/terms/specimen-word.md": head(title="转办", provenance="local") + "把事交给~~别人~~该办的人。\n",
        "content/notes/specimen-note.md":
            head(title="样张解读", provenance="interpretive", interprets="[specimen/a.1]", unit="编写组", date="2024-07-02")
            + constructs("n", near) + QUOTATIONS,
        "content/notes/specimen-note.en.md":
            head(title="Sample note", source="Editors", review="unreviewed") + constructs("ne", near) + QUOTATIONS,
        "content/pages/specimen-page.md": head(title="样张页") + constructs("p", near) + QUOTATIONS,
        "content/pages/specimen-page.en.md":
            head(title="Sample page", source="Editors", review="unreviewed") + constructs("pe", near) + QUOTATIONS,
    }


def copied(project, folder):
    shutil.copytree(project / "content", folder / "content")
    if (project / "themes").is_dir():
        shutil.copytree(project / "themes", folder / "themes")
    for path, text in added().items():
        path = folder / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = folder / "content/site.yaml"
    text = re.sub(r"^languages:.*$", "languages: [zh-CN, en]", settings.read_text(encoding="utf-8"), flags=re.M)
    settings.write_text(text, encoding="utf-8")


# -- HTML ----------------------------------------------------------------------------------

class Node:
    def __init__(self, tag, given):
        self.tag = tag
        self.given = given
        self.classes = set(given.get("class", "").split())
        self.inside = []

    def all(self, test):
        for child in self.inside:
            if isinstance(child, Node):
                if test(child):
                    yield child
                else:
                    yield from child.all(test)

    def text(self):
        return "".join(child if isinstance(child, str) else child.text() for child in self.inside)


class Tree(HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.top = Node("", {})
        self.open = [self.top]
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag):
        if any(node.tag == tag for node in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data):
        self.open[-1].inside.append(data)


class Block:
    def __init__(self, text, deleted="", mark="", heading=False, quotes=None):
        self.text = plain(text)
        self.deleted = plain(deleted)
        self.mark = mark
        self.heading = heading
        self.quotes = quotes  # the provenance of a quotation

    def same(self, other):
        marks = ANY in (self.mark, other.mark) or self.mark == other.mark
        return marks and (self.text, self.deleted, self.heading, self.quotes) == (
            other.text, other.deleted, other.heading, other.quotes)

    def __repr__(self):
        return repr((self.mark, self.text, self.deleted, "heading" if self.heading else "", self.quotes))


def plain(text):
    return " ".join(text.split())


def behind(mark, text):
    """A mark before its words; full-width marks bring their own room."""
    if not mark:
        return text
    return plain(mark + (" " if mark[-1].isascii() else "") + text)


class Blocks:
    """The blocks of some elements."""

    def __init__(self, nodes):
        self.found = []
        self.fresh()
        for node in nodes:
            self.node(node, False, [])
        self.flush()

    def fresh(self, mark="", heading=False):
        self.words, self.struck, self.mark, self.heading = [], [], mark, heading

    def flush(self):
        block = Block("".join(self.words), "".join(self.struck), self.mark, self.heading)
        if block.text or block.deleted:
            self.found.append(block)
            self.fresh()

    def node(self, node, struck, lists):
        if isinstance(node, str):
            (self.struck if struck else self.words).append(node)
            return
        if node.classes & ASIDE or any(isinstance(one, Node) and "nb-label" in one.classes for one in node.inside):
            return
        if "nb-quotation" in node.classes:
            self.quotation(node)
            return
        if node.tag in ("br", "td", "th"):
            self.words.append(" ")
        if node.tag == "img":
            self.node(node.given["alt"], struck, lists)
        if "nb-mark" in node.classes:
            self.mark = self.mark or plain(node.text())
            return
        if node.tag == "input" and "nb-tick" not in node.classes:
            self.mark = "[x]" if "checked" in node.given else "[ ]"
        is_block = node.tag in BLOCKS or "nb-units" in node.classes
        if is_block:
            self.flush()
        if node.tag in ("ol", "ul"):
            lists = lists + [self.numbers(node)]
        if node.tag == "li":
            self.fresh(next(lists[-1], ""))
        if re.fullmatch("h[1-6]", node.tag) and not is_footnotes(node):
            self.fresh(heading=True)
        for child in node.inside:
            self.node(child, struck or node.tag == "del", lists)
        if is_block:
            self.flush()
            self.fresh()

    def numbers(self, node):
        if node.tag == "ul" or "nb-marked" in node.classes:
            return iter(())
        if "nb-steps" in node.classes:
            return iter([ANY] * len(node.inside))
        start = int(node.given.get("start", 1))
        form = "[{}]" if node.given.get("nb") == "footnotes" else "{}."
        return iter([form.format(start + number) for number in range(len(node.inside))])

    def quotation(self, node):
        self.flush()
        words = next(node.all(lambda one: one.tag == "blockquote"))
        provenance = next(name[3:] for name in sorted(node.classes) if name != "nb-quotation")
        lines = Blocks(words.inside).found
        text = " ".join(behind(line.mark, line.text) for line in lines if line.text)
        # The theme says that the text of a clause is not there yet.
        is_pending = provenance == "outline" and len(lines) == 1
        self.found.append(Block("" if is_pending else text, "".join(line.deleted for line in lines), ANY,
                                quotes=provenance))


def is_footnotes(node):
    return node.given.get("nb") == "footnotes"


def marked(footnotes):
    """The footnotes without their heading, their list known as such."""
    inside = [node for node in footnotes.inside if isinstance(node, Node) and node.tag == "ol"]
    for node in inside:
        node.given["nb"] = "footnotes"
    return inside


def is_list(section):
    """Whether a section is one of the site's own: lists of an edition or a role, whose anchors begin with nb-."""
    return "nb-alert" in section.classes or any(
        isinstance(node, Node) and node.tag == "h2" and node.given.get("id", "").startswith("nb-") for node in section.inside)


def of_page(text, has_who):
    """The blocks of an item's own page."""
    top = Tree(text).top
    parts = []
    for node in top.all(lambda one: bool(one.classes & {"nb-section", "nb-block", "nb-footnotes"})):
        if "nb-footnotes" in node.classes:
            parts += marked(node)
        elif is_list(node) or "nb-block--who" in node.classes and not has_who:
            continue
        else:
            parts.append(node)
    return Blocks(parts).found


def of_single(text):
    """The blocks of each item of a single file, by its anchor."""
    items = {}
    for item in Tree(text).top.all(lambda one: "nb-item" in one.classes):
        parts, anchor = [], None
        for node in item.inside:
            if isinstance(node, Node) and node.tag == "h3" and anchor is None:
                anchor = node.given["id"]
            elif isinstance(node, Node) and "nb-footnotes" in node.classes:
                parts += marked(node)
            else:
                parts.append(node)
        items[anchor] = Blocks(parts).found
    return items


# -- JSON ----------------------------------------------------------------------------------

PARTS = ["what", "how", "who"]


def of_json(sections, in_order):
    """The blocks of an item; a page shows the three answers first."""
    if not in_order:
        sections = sorted(sections, key=lambda own: PARTS.index(own["part"]) if "part" in own else len(PARTS))
    found = []
    for section in sections:
        if "heading" in section:
            found.append(Block(section["heading"], struck(section), heading=True))
        for block in section["blocks"]:
            is_quotation = block["type"] == "quotation"
            found.append(Block(block["text"], struck(block), ANY if is_quotation else block.get("mark", ""),
                               block["type"] == "heading", block["provenance"] if is_quotation else None))
    return [block for block in found if block.text or block.deleted or block.quotes]


def struck(block):
    return "".join(own["text"] for own in block.get("deleted", []))


def items(data):
    """Every text of the open data: its page, its sections, and the item it belongs to."""
    for path in sorted(data.rglob("*.json")):
        if path.name.endswith(".schema.json"):
            continue
        value = json.loads(path.read_text(encoding="utf-8"))
        lists = [value.get(key, []) for key in ("clauses", "tasks", "safeguards", "items")]
        alone = [value["edition"], value["edition"]["standard"]] if "edition" in value else []
        for item in sum(lists, alone):
            for text in [item] + item.get("translations", []):
                yield text["page"], text.get("text", []), item


# -- search --------------------------------------------------------------------------------

def payload(text):
    return json.loads("[" + text[text.index("(") + 1:text.rindex(")")] + "]")[1]


NAME_DIGITS = 6  # docs/search-format.md, 1.2


def called(digits):
    """What six digits are in the name of a file."""
    number = 0
    for digit in digits:
        number = number * 91 + (ord(digit) - 35 if digit < "\\" else ord(digit) - 36)
    name = ""
    while number:
        number, digit = divmod(number, 36)
        name = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + name
    return name.rjust(8, "0")


def store(folder):
    """The units of each page, as (heading, text)."""
    entry = payload((folder / "entry.js").read_text(encoding="utf-8"))

    def named(kind, digits):
        for at in range(0, len(digits), NAME_DIGITS):
            yield payload((folder / "files" / f"{kind}-{called(digits[at:at + NAME_DIGITS])}.js").read_text(encoding="utf-8"))

    if "all" in entry:
        whole, = named("all", entry["all"])
        files = [whole[name] for name in sorted((name for name in whole if name.startswith("t/")), key=lambda name: int(name[2:]))]
    else:
        names = entry["core"]["files"]
        files = [text for digits in ([names["t"]] if "t" in names else named("k", names["k"])) for text in named("t", digits)]
    found = {}
    for pages, units in files:
        for page, _anchor, heading, text, *_anchors in units:
            found.setdefault(pages[page][0], []).append((heading, text))
    # The first unit of what other pages belong to holds its names, and shows the text of the unit behind it (docs/search-format.md, 3).
    for units in found.values():
        if len(units) > 1 and units[0][0] == "" and units[0][1] == units[1][1]:
            del units[0]
    return found


def solid(text):
    return "".join(text.split())


def searched(blocks):
    """What is to be found of blocks."""
    return [solid(block.text if GIVEN.match(block.mark) else block.mark + block.text)
            for block in blocks if block.text and not block.heading and block.quotes is None]


# -- the comparison ------------------------------------------------------------------------

class Comparison:
    def __init__(self):
        self.checks = 0
        self.wrong = []

    def blocks(self, where, left, right):
        """Compares blocks of two outputs, one by one."""
        self.checks += 1
        for number, (one, other) in enumerate(zip(left, right)):
            if not one.same(other):
                self.wrong.append(f"{where}, block {number}:\n    {one}\n    {other}")
                return
        if len(left) != len(right):
            longer = left if len(left) > len(right) else right
            self.wrong.append(f"{where}: {len(left)} and {len(right)} blocks, {longer[min(len(left), len(right))]}")

    def search(self, where, blocks, units, shown):
        """Compares what is to be found with what the index holds; behind it stand facts that the page shows."""
        self.checks += 1
        headings = {solid(block.text) for block in blocks if block.heading}
        wanted = "".join(text for text in searched(blocks) if text not in headings)
        lines = [line for _, text in units for line in text.split("\n") if solid(line) not in headings]
        held = solid("".join(lines))
        if not held.startswith(wanted):
            at = next((at for at, (one, other) in enumerate(zip(wanted, held)) if one != other),
                      min(len(wanted), len(held)))
            self.wrong.append(f"{where}:\n    …{wanted[max(0, at - 20):at + 40]}\n    …{held[max(0, at - 20):at + 40]}")
            return
        said = {solid(heading) for heading, _ in units} | {solid(line) for _, text in units for line in text.split("\n")}
        for heading in headings - said:
            self.wrong.append(f"{where}: the heading {heading} is not searched")
        rest = held[len(wanted):]
        for line in reversed(lines):
            if not rest:
                break
            self.wrong += [f"{where}: {fact} is searched and not on the page"
                           for fact in re.split(r"[、\s]+", line) if fact not in shown]
            rest = rest[:-len(solid(line))]


def spoilt(blocks):
    """The same blocks, one word short."""
    place = max(range(len(blocks)), key=lambda at: len(blocks[at].text))
    whole = blocks[place]
    short = Block(whole.text[:-1], whole.deleted, whole.mark, whole.heading, whole.quotes)
    return blocks[:place] + [short] + blocks[place + 1:]


def summary_of(text):
    found = re.search(r'<meta name="description" content="([^"]*)"', text)
    return Tree(found.group(1)).top.text() if found else None


def run(normbook, *arguments):
    done = subprocess.run([normbook, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"normbook {' '.join(map(str, arguments))} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def compare(normbook, project, folder):
    comparison = Comparison()
    copied(project, folder)
    site, single = folder / "site", folder / "single"
    run(normbook, "build", "--project", folder, "--out", site)
    run(normbook, "export", "html", "--project", folder, "--out", single)
    found = store(site / "search")
    files = {path.stem: of_single(path.read_text(encoding="utf-8")) for path in single.glob("*.html")}
    in_files, kinds = set(), set()
    for page, sections, item in items(site / "data"):
        text = (site / page).read_text(encoding="utf-8")
        wanted = of_json(sections, item["kind"] not in ("task", "safeguard"))
        has_who = any(section.get("part") == "who" for section in sections)
        of_its_page = of_page(text, has_who)
        comparison.blocks(f"{page} and JSON", of_its_page, wanted)
        in_order = of_json(sections, True)
        shown = solid(Tree(text).top.text())
        comparison.search(f"{page} and search", in_order, found[page], shown)
        described(comparison, page, text, sections)
        if page == item["page"]:
            for name in held(item, files):
                in_files.add(page)
                comparison.blocks(f"{page} and {name}.html", files[name][anchor_of(item)], wanted)
        if "specimen" in page:
            kinds.add((item["kind"], page == item["page"]))
            fails_when_spoilt(comparison, page, of_its_page, wanted, in_order, found[page], shown)
    wanted = {(kind, True) for kind in ("standard", "edition", "clause", "task", "note", "page", "role", "term")}
    wanted |= {(kind, False) for kind in ("clause", "task", "note", "page")}
    if not wanted <= kinds:
        comparison.wrong.append(f"not compared: {sorted(wanted - kinds)}")
    if not in_files:
        comparison.wrong.append("nothing was compared with a single file")
    return comparison


def described(comparison, page, text, sections):
    """The summary of a page is the beginning of what it does, or of its first section."""
    own = [section for section in sections if section.get("part") == "what"] or sections
    words = solid("".join(behind("" if GIVEN.match(block.mark) else block.mark, block.text)
                          for block in of_json(own[:1], True)[("heading" in own[0]) if own else 0:]
                          if block.quotes is None))
    said = summary_of(text)
    if words and said is not None:
        comparison.checks += 1
        if not words.startswith(solid(re.sub("[…。]$", "", said))):
            comparison.wrong.append(f"{page}: its description is\n    {said}\n    {words[:100]}")


def anchor_of(item):
    own = item["id"].rsplit("/", 1)[-1]
    return own if "@" in item["id"] else f"{item['kind']}_{own}"


def held(item, files):
    """The single files that hold an item: that of its edition, or those with its anchor for what belongs to none."""
    if "@" in item["id"]:
        name = item["id"].split("/")[0].replace("@", "_")
        return [name] if "/" in item["id"] and name in files else []
    return [name for name, anchors in files.items() if anchor_of(item) in anchors]


def fails_when_spoilt(comparison, page, of_its_page, wanted, in_order, units, shown):
    """A word less in any of the outputs must be seen; outlines have no words."""
    if not searched(in_order):
        return
    trial = Comparison()
    trial.blocks(page, spoilt(of_its_page), wanted)
    trial.blocks(page, of_its_page, spoilt(wanted))
    longest = max(range(len(units)), key=lambda at: len(units[at][1]))
    heading, text = units[longest]
    trial.search(page, in_order, units[:longest] + [(heading, text[1:])] + units[longest + 1:], shown)
    comparison.checks += 1
    if len(trial.wrong) < 3:
        comparison.wrong.append(f"{page}: a missing word was not seen ({len(trial.wrong)} of 3)")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("normbook")
    parser.add_argument("projects", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    checks, wrong = 0, []
    for project in arguments.projects:
        with tempfile.TemporaryDirectory() as folder:
            comparison = compare(arguments.normbook, project, pathlib.Path(folder))
        checks += comparison.checks
        wrong += comparison.wrong
    print("\n".join(wrong))
    print(f"checks: {checks}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

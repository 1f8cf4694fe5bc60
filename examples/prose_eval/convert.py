#!/usr/bin/env python3
"""Makes a book of the Markdown files of public repositories, to count what `normbook check` says of real prose.

    examples/prose_eval/convert.py OUT GIT_DIR [--most N]…
    examples/prose_eval/convert.py --count OUT NORMBOOK

GIT_DIR is the git directory of a clone; --most N takes the first N files of the one before it, by name. OUT becomes a
book with one page a file. No text is kept in this repository: OUT lies elsewhere. With --count the findings of the
rules about prose are counted in 10,000 characters, and the first of each kind are shown, so that they can be read.
"""
import collections
import hashlib
import json
import pathlib
import subprocess
import sys

# Findings about links, files and the like of a book that was another one before are not counted.
COUNTED = """full-width-mark broken-link link-label footnote unclosed-mark other-dialect reserved-mark heading-mark item-mark
broken-table table-cells table-end setext-heading empty-heading heading-attributes indented-prose torn-list box-kind
value-comment lost-text list-marks""".split()


def files(git_dir, most):
    git = ["git", f"--git-dir={git_dir}"]
    names = subprocess.check_output([*git, "ls-tree", "-r", "-z", "--name-only", "HEAD"]).decode().split("\0")
    names = sorted(name for name in names if name.endswith(".md"))
    for name in names[:most]:
        yield name, subprocess.check_output([*git, "show", f"HEAD:{name}"])


def page(text):
    """Front matter and body: the first heading of level 1 is the title."""
    if text.startswith("---\n") and "\n---" in text[4:]:
        text = text[4:].split("\n---", 1)[1].split("\n", 1)[-1]
    title, lines = "无题", []
    for line in text.split("\n"):
        if title == "无题" and line.startswith("# "):
            title = line[2:].strip()
        else:
            lines.append(line)
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n" + "\n".join(lines)


def convert(out, sources):
    pages = out / "content" / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    (out / "content" / "site.yaml").write_text(
        "title: 读一读\nlanguages: [zh-CN]\npublisher: {name: 读一读}\n", encoding="utf-8"
    )
    whole = hashlib.sha256()
    count = characters = 0
    names = {}
    for git_dir, most in sources:
        for name, data in files(git_dir, most):
            text = data.decode("utf-8", "replace")
            digest = hashlib.sha256(data).hexdigest()
            whole.update(digest.encode())
            names[f"p-{digest[:12]}"] = name
            (pages / f"p-{digest[:12]}.md").write_text(page(text), encoding="utf-8")
            count += 1
            characters += len(text)
    (out / "names.json").write_text(json.dumps(names, ensure_ascii=False, indent=1), encoding="utf-8")
    (out / "size.json").write_text(json.dumps({"files": count, "characters": characters, "sha256": whole.hexdigest()}))
    print(f"{count} files, {characters} characters, SHA-256 of their hashes {whole.hexdigest()}")


def count(out, normbook):
    done = subprocess.run([normbook, "check", "--format", "json"], cwd=out, capture_output=True, text=True)
    found = json.loads(done.stdout)
    found = found if isinstance(found, list) else found["diagnostics"]
    size = json.loads((out / "size.json").read_text())
    by_rule = collections.defaultdict(list)
    for finding in found:
        if finding["rule"] in COUNTED:
            by_rule[finding["rule"]].append(finding)
    total = sum(map(len, by_rule.values()))
    print(f"{total} findings, {total * 10000 / size['characters']:.2f} in 10,000 characters")
    for rule, findings in sorted(by_rule.items()):
        print(f"{rule}: {len(findings)}")
        for finding in findings[: int(sys.argv[4]) if len(sys.argv) > 4 else 5]:
            print("   ", json.dumps(finding, ensure_ascii=False)[:400])


def main():
    if sys.argv[1] == "--count":
        return count(pathlib.Path(sys.argv[2]), sys.argv[3])
    out, rest, sources = pathlib.Path(sys.argv[1]), sys.argv[2:], []
    while rest:
        if rest[0] == "--most":
            sources[-1] = (sources[-1][0], int(rest[1]))
            rest = rest[2:]
        else:
            sources.append((rest[0], None))
            rest = rest[1:]
    convert(out, sources)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Kills builds, exports and updates at random moments; while builds are killed, a server reads their output.

    swap.py NORMBOOK PROJECT [--kills 200] [--others 200] [--seed N]

The project is built in two versions that differ in the bytes of every page. A build of one version after
the other goes into the same folder and is killed (SIGKILL) at a random moment. All the while readers ask a
web server for pages of that folder. Then:

- each answer is the page of the one version or of the other, whole; none is missing;
- what a page names (styles, scripts, pictures) is there when it is asked for afterwards;
- after each kill the folder holds one version, whole, and nothing of the other but files that pages opened
  before the swap may still ask for (names made from content: assets/, search/files/);
- one build fixes everything: no remains lie beside the folder;
- what a webmaster put into the folder is there all the while.

Exports into a folder and deltas applied to a package are killed in the same way, `--others` times each. An export
leaves each file of the one version or of the other, whole; a package is the one or the other as a whole. What somebody
else put there stays, and the next run leaves nothing lying around.

Nothing here is taken from normbook but its output. Prints `checks: N`.
"""

import argparse
import functools
import http.client
import http.server
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

MARKER = ".normbook-site"


def tree(folder):
    """Every file below a folder but the marker, by its path."""
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MARKER:
            files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return files


def named_by_content(path):
    return path.startswith("assets/") or path.startswith("search/files/")


class Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass


class Reader(threading.Thread):
    """Asks for one page after the other, and for what it names."""

    def __init__(self, port, versions, pages, seed, stop):
        super().__init__(daemon=True)
        self.port, self.versions, self.pages, self.stop = port, versions, pages, stop
        self.random = random.Random(seed)
        self.answers = 0
        self.faults = []

    def ask(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", "/" + path)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def run(self):
        while not self.stop.is_set():
            page = self.random.choice(self.pages)
            try:
                status, body = self.ask(page)
            except (OSError, http.client.HTTPException) as error:
                # A file that ends before its announced length would be half a page.
                self.faults.append(f"{page}: {error!r}")
                continue
            self.answers += 1
            if status != 200:
                self.faults.append(f"{page}: status {status}")
            elif body not in (version[page] for version in self.versions):
                self.faults.append(f"{page}: neither version ({len(body)} bytes)")
            else:
                self.ask_for_named(page, body.decode())

    def ask_for_named(self, page, html):
        named = re.findall(r'<(?:link rel="stylesheet"|script)[^>]*? (?:href|src)="([^"]+)"', html)
        if named:
            # A slow line: the swap may come between the page and its files. Two swaps cannot; a build takes longer.
            time.sleep(self.random.uniform(0.0, 0.04))
            folder = os.path.dirname(page)
            path = os.path.normpath(os.path.join(folder, self.random.choice(named)))
            status, body = self.ask(path)
            self.answers += 1
            if status != 200 or not body:
                self.faults.append(f"{path}, which {page} names: status {status}")


def copy_version(project, into, word):
    """The project with another title and another rule of style: then every page and the index differ."""
    shutil.copytree(project / "content", into / "content")
    site = into / "content" / "site.yaml"
    site.write_text(re.sub(r"^title: (.*)$", rf"title: \1 {word}", site.read_text(), flags=re.M))
    style = into / "themes" / "default" / "css" / "box.css"
    style.parent.mkdir(parents=True)
    own = pathlib.Path(__file__).parents[2] / "themes" / "default" / "css" / "box.css"
    style.write_text(own.read_text() + f".nb-{word} {{ color: inherit; }}\n")


OTHERS = {".htaccess": b"Options -Indexes\n", ".well-known/security.txt": b"Contact: mailto:a@example.org\n"}


def put_others(folder):
    for path, body in OTHERS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(body)


def without_others(files):
    return {path: body for path, body in files.items() if path not in OTHERS}


def killed_anywhere(command, seconds, chance):
    """Whether a command was killed before it ended."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=chance.uniform(0.0, 1.2 * seconds))
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
    return process.returncode == -signal.SIGKILL


def run_timed(command):
    start = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start


def visible(folder):
    """Files that are not below a hidden name at the top, which is where something in the making lies."""
    return {path: body for path, body in tree(folder).items() if not path.startswith(".normbook.")}


def kill_exports(normbook, projects, scratch, kills, chance):
    """(checks, faults) of exports that are killed."""
    out = scratch / "export"

    def export(project, folder):
        return [normbook, "export", "json", "-C", project, "--out", folder]

    seconds = [run_timed(export(project, scratch / f"export-{n}")) for n, project in enumerate(projects)]
    versions = [tree(scratch / f"export-{n}") for n in range(2)]
    subprocess.run(export(projects[0], out), check=True, stdout=subprocess.DEVNULL)
    put_others(out)
    faults, killed, turn, mixed = [], 0, 0, 0
    while killed < kills and not faults:
        turn += 1
        killed += killed_anywhere(export(projects[turn % 2], out), max(seconds), chance)
        now = visible(out)
        if {path: now.get(path) for path in OTHERS} != OTHERS:
            faults.append(f"export, kill {killed}: a file of somebody else is gone")
        own = without_others(now)
        for path in versions[0].keys() | versions[1].keys() | own.keys():
            if own.get(path) not in [version.get(path) for version in versions]:
                faults.append(f"export, kill {killed}: {path} is of neither version")
        mixed += own not in versions
    subprocess.run(export(projects[0], out), check=True, stdout=subprocess.DEVNULL)
    if without_others(tree(out)) != versions[0]:
        faults.append("the last export did not fix its folder")
    print(f"{killed} exports killed, {mixed} times with files of both versions, {len(faults)} faults")
    return turn + 1, faults


def kill_updates(normbook, projects, scratch, kills, chance):
    """(checks, faults) of deltas that are killed while they are applied."""
    def bundle(project, name, *since):
        return [normbook, "bundle", "-C", project, "--out", scratch / name, *since]

    for n in range(2):
        run_timed(bundle(projects[n], f"{n}.zip"))
    versions = []
    for n in range(2):
        run_timed(bundle(projects[n], f"to-{n}.zip", "--since", scratch / f"{1 - n}.zip"))
        shutil.unpack_archive(scratch / f"{n}.zip", scratch / f"package-{n}")
        versions.append(tree(scratch / f"package-{n}"))
    folder = scratch / "packages" / "package"
    shutil.copytree(scratch / "package-0", folder)
    put_others(folder)

    def apply(to):
        return [normbook, "apply", scratch / f"to-{to}.zip", folder]

    seconds = max(run_timed(apply(1)), run_timed(apply(0)))
    faults, killed, turn, stood = [], 0, 0, 0
    while killed < kills and not faults:
        turn += 1
        killed += killed_anywhere(apply(1 - stood), seconds, chance)
        now = tree(folder)
        if {path: now.get(path) for path in OTHERS} != OTHERS:
            faults.append(f"apply, kill {killed}: a file of somebody else is gone")
        own = without_others(now)
        if own not in versions:
            faults.append(f"apply, kill {killed}: the package is of neither version")
        else:
            stood = versions.index(own)
    subprocess.run(apply(1 - stood), check=True, stdout=subprocess.DEVNULL)
    beside = sorted(path.name for path in folder.parent.iterdir())
    if beside != ["package"]:
        faults.append(f"left beside the package: {beside}")
    print(f"{killed} updates killed, {len(faults)} faults")
    return turn + 1, faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("normbook", type=pathlib.Path)
    parser.add_argument("project", type=pathlib.Path)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--others", type=int, default=200, help="kills of exports, and of updates")
    parser.add_argument("--seed", type=int, default=None)
    arguments = parser.parse_args()
    seed = arguments.seed if arguments.seed is not None else random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    normbook = arguments.normbook.resolve()

    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        out = scratch / "www" / "site"
        versions, projects, seconds = [], [], []

        def build(project, folder):
            return [normbook, "build", "-C", project, "--out", folder]

        for word in ["one", "two"]:
            project = scratch / word
            copy_version(arguments.project, project, word)
            clean = scratch / f"clean-{word}"
            start = time.monotonic()
            subprocess.run(build(project, clean), check=True, stdout=subprocess.DEVNULL)
            seconds.append(time.monotonic() - start)
            projects.append(project)
            versions.append(tree(clean))
        pages = [path for path in versions[0] if path.endswith(".html") and versions[1].get(path) is not None]
        differing = [page for page in pages if versions[0][page] != versions[1][page]]
        assert len(differing) > len(pages) * 9 // 10, "the versions must differ"
        subprocess.run(build(projects[0], out), check=True, stdout=subprocess.DEVNULL)
        put_others(out)

        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Quiet, directory=str(out))
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stop = threading.Event()
        readers = [Reader(server.server_port, versions, pages, seed + n, stop) for n in range(6)]
        for reader in readers:
            reader.start()

        checks, killed, stood = 0, 0, 0
        faults = []
        while killed < arguments.kills:
            stood_before = stood
            was_killed = killed_anywhere(build(projects[(stood + 1) % 2], out), max(seconds), chance)
            killed += was_killed
            now = tree(out)
            if {path: now.get(path) for path in OTHERS} != OTHERS:
                faults.append(f"after kill {killed}: a file of somebody else is gone")
                break
            now = without_others(now)
            whole = [n for n, version in enumerate(versions) if all(now.get(path) == body for path, body in version.items())]
            checks += 1
            if len(whole) != 1:
                faults.append(f"after kill {killed}: {len(whole)} versions are whole")
                break
            stood = whole[0]
            if not was_killed and stood == stood_before:
                faults.append("a build that ended well changed nothing")
            strange = [path for path in now if path not in versions[stood] and not named_by_content(path)]
            if strange:
                faults.append(f"after kill {killed}: {strange[:3]}")
                break

        subprocess.run(build(projects[0], out), check=True, stdout=subprocess.DEVNULL)
        now = tree(out)
        if any(now.get(path) != body for path, body in versions[0].items()):
            faults.append("the last build did not fix the site")
        beside = sorted(path.name for path in out.parent.iterdir())
        if beside != ["site"]:
            faults.append(f"left beside the site: {beside}")
        checks += 2
        stop.set()
        for reader in readers:
            reader.join()
            faults.extend(reader.faults[:5])
            checks += reader.answers
        server.shutdown()
        for kill in [kill_exports, kill_updates]:
            more, found = kill(normbook, projects, scratch, arguments.others, chance)
            checks += more
            faults.extend(found)

    answers = sum(reader.answers for reader in readers)
    print(f"{killed} builds killed, {answers} answers read meanwhile, {len(faults)} faults")
    for fault in faults:
        print(f"  {fault}")
    print(f"checks: {checks}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()

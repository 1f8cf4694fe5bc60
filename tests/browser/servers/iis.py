#!/usr/bin/env python3
"""Reads web.config as IIS does, as far as its documentation says, and prints what is sent with each address.

    iis.py web.config ADDRESS…      JSON: {address: {header: value}}

It begins with what a server may have already: collections refuse a second entry of one name (500.19), and forgive the
removal of one that is not there. Sections that IIS locks, or that need a module that does not come with it, are refused.
"""

import json
import sys
import xml.etree.ElementTree as ElementTree

SERVER_TYPES = {".html": "text/html", ".js": "application/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json"}
SERVER_HEADERS = {"X-Powered-By": "ASP.NET", "X-Content-Type-Options": "elsewhere"}
SECTIONS = {"defaultDocument", "directoryBrowse", "staticContent", "httpProtocol", "httpErrors", "urlCompression"}


def changed(entries, collection, key, value):
    """Applies `clear`, `remove` and additions in the order of the file."""
    entries = dict(entries)
    for change in collection:
        if change.tag == "clear":
            entries.clear()
        elif change.tag == "remove":
            entries.pop(change.attrib[key], None)
        elif key in change.attrib and value in change.attrib:
            name = change.attrib[key]
            if name.lower() in {known.lower() for known in entries}:
                raise SystemExit(f"500.19: {name} is there already")
            entries[name] = change.attrib[value]
    return entries


class Settings:
    def __init__(self):
        self.types = SERVER_TYPES
        self.headers = SERVER_HEADERS
        self.cache = None
        self.documents = ["Default.htm", "index.htm"]
        self.errors = {"404": "elsewhere.htm"}
        self.browse = True

    def read(self, server):
        unknown = {section.tag for section in server} - SECTIONS
        if unknown:
            raise SystemExit(f"500.19: sections that not every IIS has: {unknown}")
        for content in server.findall("staticContent"):
            maps = [entry for entry in content if entry.tag != "clientCache"]
            self.types = changed(self.types, maps, "fileExtension", "mimeType")
            for cache in content.findall("clientCache"):
                self.cache = cache.attrib
        for headers in server.findall("httpProtocol/customHeaders"):
            self.headers = changed(self.headers, headers, "name", "value")
        for documents in server.findall("defaultDocument/files"):
            named = {} if documents.find("clear") is not None else {name: name for name in self.documents}
            self.documents = list(changed(named, [entry for entry in documents if entry.tag != "clear"], "value", "value"))
        for browse in server.findall("directoryBrowse"):
            self.browse = browse.attrib["enabled"] == "true"
        for errors in server.findall("httpErrors"):
            self.errors = changed(self.errors, errors, "statusCode", "path")
            if any(error.attrib["responseMode"] != "File" for error in errors.findall("error")):
                raise SystemExit("a page of errors that is not sent as it is")

    def sent(self, address):
        ending = "." + address.rsplit(".", 1)[1]
        if ending not in self.types:
            return {"status": "404.3"}
        answer = dict(self.headers, **{"Content-Type": self.types[ending]})
        if self.cache is not None and self.cache["cacheControlMode"] == "DisableCache":
            answer["Cache-Control"] = "no-cache"
        elif self.cache is not None:
            days, clock = self.cache["cacheControlMaxAge"].split(".")
            hours, minutes, seconds = (int(part) for part in clock.split(":"))
            age = ((int(days) * 24 + hours) * 60 + minutes) * 60 + seconds
            answer["Cache-Control"] = f"{self.cache['cacheControlCustom']}, max-age={age}"
        return answer


def main(path, addresses):
    root = ElementTree.parse(path).getroot()
    assert root.tag == "configuration" and {child.tag for child in root} <= {"system.webServer", "location"}
    answers = {}
    for address in addresses:
        settings = Settings()
        for server in root.findall("system.webServer"):
            settings.read(server)
        own = [place for place in root.findall("location") if (address + "/").startswith(place.attrib["path"] + "/")]
        for place in sorted(own, key=lambda place: len(place.attrib["path"])):
            for server in place.findall("system.webServer"):
                settings.read(server)
        answers[address] = settings.sent(address)
    whole = Settings()
    whole.read(root.find("system.webServer"))
    answers["/"] = {"documents": whole.documents, "browse": whole.browse, "missing": whole.errors["404"]}
    print(json.dumps(answers))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

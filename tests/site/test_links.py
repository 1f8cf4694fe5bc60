"""Shows that every check of links.py fires on a broken page and stays quiet on a good one."""

import base64
import contextlib
import hashlib
import io
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import links  # noqa: E402

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"


def page(body="", head="", lang='lang="zh-CN"', charset='<meta charset="utf-8">', policy=POLICY,
         doctype="<!DOCTYPE html>", title="题目"):
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if policy else ""
    return f"{doctype}<html {lang}><head>{charset}{meta}<title>{title}</title>{head}</head><body>{body}</body></html>"


class LinksTest(unittest.TestCase):
    """Each test changes one thing in a good site of two pages and reads the findings."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name) / "out"
        self.project = Path(folder.name) / "project"
        self.write("index.html", page(
            '<h1 id="top">题</h1><a href="urban/t07.html#how">任务</a>'
            '<a href="https://example.org/" target="_blank" rel="noopener noreferrer">外部</a>'
            '<a href="mailto:a@example.org">信</a><a href="tel:12345">电话</a>'
            '<img src="data:image/gif;base64,R0lGOD" alt="">',
            head='<link rel="stylesheet" href="assets/site.1a.css"><script src="assets/site.2b.js" defer></script>'
                 '<script type="application/ld+json">{"@context": "https://schema.org"}</script>'))
        self.write("urban/t07.html", page('<h2 id="how">怎么做</h2><a href="../index.html#top">首页</a><a href="#how">步骤</a>'))
        self.write("assets/site.1a.css", "/* https://example.org */ a{background:url(dot.svg)}")
        self.write("assets/site.2b.js", "var namespace='http://www.w3.org/2000/svg';")
        self.write("assets/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"><circle id="dot" r="1"/></svg>')

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))

    def findings(self, **options):
        return [f"{name}: {message}" for name, message in links.check(self.root, **options).findings]

    def run_main(self):
        """Exit code and last printed line of the command."""
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            status = links.main([str(self.root)])
        return status, printed.getvalue().splitlines()[-1]

    def expect(self, *parts, **options):
        """One finding holds all the parts, and there is no other finding."""
        found = self.findings(**options)
        self.assertEqual(len(found), 1, found)
        for part in parts:
            self.assertIn(part, found[0])

    def broken(self, body, *parts, **options):
        self.write("bad.html", page(body))
        self.expect("bad.html", *parts, **options)

    def fine(self, body, **options):
        self.write("good.html", page(body))
        self.assertEqual(self.findings(**options), [])

    def test_a_good_site_has_no_finding(self):
        self.assertEqual(self.findings(), [])
        self.assertEqual(self.run_main(), (0, "checks: 2"))

    def test_a_finding_gives_exit_code_1(self):
        self.write("bad.html", page('<a href="no.html">x</a>'))
        status, last_line = self.run_main()
        self.assertEqual(status, 1)
        self.assertIn("1 findings", last_line)

    def test_an_empty_output_is_a_finding(self):
        for path in sorted(self.root.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        self.expect("no HTML file")

    # -- addresses

    def test_missing_file(self):
        self.broken('<a href="no.html">x</a>', "no.html: no such file")

    def test_missing_picture(self):
        self.broken('<img src="no.png" alt="">', "img src", "no such file")

    def test_missing_candidate_of_a_srcset(self):
        self.broken('<img src="assets/dot.svg" srcset="assets/dot.svg 1x, no.png 2x" alt="">', "img srcset", "no.png")

    def test_missing_form_action(self):
        self.broken('<form action="no.html"></form>', "form action", "no such file")

    def test_missing_refresh_target(self):
        self.broken('<meta http-equiv="refresh" content="0; url=urban/t08.html">', "meta refresh", "urban/t08.html")

    def test_good_refresh_target(self):
        self.fine('<meta http-equiv="refresh" content="0; url=urban/t07.html">')

    def test_wrong_case(self):
        self.broken('<a href="Urban/t07.html">x</a>', "the file is called urban/t07.html")

    def test_folder_as_target(self):
        self.broken('<a href="urban/">x</a>', "names a folder")

    def test_folder_as_target_without_slash(self):
        self.broken('<a href="urban">x</a>', "names a folder")

    def test_address_from_the_server_root(self):
        self.broken('<a href="/index.html">x</a>', "server's root")

    def test_address_that_leaves_the_output(self):
        self.broken('<a href="../secret.html">x</a>', "leaves the output folder")

    def test_empty_address(self):
        self.broken('<a href="">x</a>', "empty address")

    def test_backslash(self):
        self.broken('<a href="urban\\t07.html">x</a>', "backslash")

    def test_query_does_not_hide_the_file(self):
        self.fine('<a href="index.html?q=1#top">x</a>')

    def test_percent_escapes_are_read(self):
        self.fine('<h2 id="做">x</h2><a href="#%E5%81%9A">x</a>')

    def test_missing_anchor_in_another_page(self):
        self.broken('<a href="urban/t07.html#who">x</a>', "no id 'who' in urban/t07.html")

    def test_missing_anchor_in_the_same_page(self):
        self.broken('<a href="#x">x</a>', "no id 'x' in bad.html")

    def test_missing_anchor_in_a_picture(self):
        self.broken('<svg><use href="assets/dot.svg#no"></use></svg>', "no id 'no' in assets/dot.svg")

    def test_double_id(self):
        self.broken('<p id="a">x</p><p id="a">y</p>', "id 'a' occurs 2 times")

    def test_id_with_a_blank(self):
        self.broken('<p id="a b">x</p>', "has a blank")

    # -- nothing from outside

    def test_external_script(self):
        self.broken('<script src="https://example.org/x.js" defer></script>', "loads from outside")

    def test_external_style_sheet_without_scheme(self):
        self.broken('<link rel="stylesheet" href="//example.org/x.css">', "loads from outside")

    def test_external_icon(self):
        self.broken('<link rel="icon" href="https://example.org/x.png">', "loads from outside")

    def test_external_picture_in_a_srcset(self):
        self.broken('<img src="assets/dot.svg" srcset="https://example.org/x.png 2x" alt="">', "loads from outside")

    def test_data_address_only_for_pictures(self):
        self.broken('<iframe src="data:text/html,x"></iframe>', "loads from outside")

    def test_external_address_in_a_style_sheet(self):
        self.write("assets/bad.css", "a{background:url('https://example.org/x.png')}")
        self.expect("assets/bad.css", "loads from outside")

    def test_missing_file_in_a_style_sheet(self):
        self.write("assets/bad.css", "a{background:url(no.svg)}")
        self.expect("assets/bad.css", "no such file")

    def test_import_in_a_style_sheet(self):
        self.write("assets/bad.css", '@import "site.1a.css";')
        self.expect("@import")

    def test_external_address_in_a_script(self):
        self.write("assets/bad.js", 'load("https://example.org/x.js")')
        self.expect("assets/bad.js", "external address in a string")

    def test_external_address_without_scheme_in_a_script(self):
        self.write("assets/bad.js", "load('//example.org/x.js')")
        self.expect("external address in a string")

    def test_address_inside_a_sentence_of_a_text_store(self):
        self.write("search/text.js", '_n(1,"来源 https://example.org/x")')
        self.assertEqual(self.findings(), [])

    def test_external_link_with_target_needs_noopener(self):
        self.broken('<a href="https://example.org/" target="_blank">x</a>', "noopener")

    def test_external_link_of_another_kind(self):
        self.broken('<a href="javascript:alert(1)">x</a>', "'javascript' is not allowed")

    def test_absolute_form_action(self):
        self.broken('<form action="https://example.org/s"></form>', "absolute address")

    def test_canonical_address_needs_a_base_address(self):
        link = '<link rel="canonical" href="https://site.example/a/urban/t07.html">'
        self.broken(link, "absolute address")
        (self.root / "bad.html").unlink()
        self.fine(link, base_url="https://site.example/a")

    def test_canonical_address_must_exist(self):
        self.broken('<link rel="canonical" href="https://site.example/a/no.html">', "no such file",
                    base_url="https://site.example/a/")

    def test_absolute_own_addresses_load_only_in_404(self):
        link = '<link rel="stylesheet" href="https://site.example/a/assets/site.1a.css">'
        self.write("404.html", page(link))
        self.assertEqual(self.findings(base_url="https://site.example/a/"), [])
        self.broken(link, "loads from outside", base_url="https://site.example/a/")

    def test_script_in_a_picture(self):
        self.write("assets/bad.svg", "<svg><script>1</script></svg>")
        self.expect("script in a picture")

    def test_event_handler_in_a_picture(self):
        self.write("assets/bad.svg", '<svg onload="x()"></svg>')
        self.expect("event handler in a picture")

    def test_external_address_in_a_picture(self):
        self.write("assets/bad.svg", '<svg><image href="https://example.org/x.png"/></svg>')
        self.expect("loads from outside")

    # -- nothing inline

    def test_inline_style_element(self):
        self.broken("<style>a{}</style>", "inline <style>")

    def test_inline_style_attribute(self):
        self.broken('<p style="color:red">x</p>', "inline style attribute")

    def test_inline_script(self):
        self.broken("<script>1</script>", "inline <script>")

    def test_event_handler(self):
        self.broken('<p onclick="x()">x</p>', "event handler attribute onclick")

    def test_module_script(self):
        self.broken('<script type="module" src="assets/site.2b.js"></script>', "script of type module")

    def test_script_without_defer(self):
        self.broken('<script src="assets/site.2b.js"></script>', "without defer")

    def test_base_element(self):
        self.broken('<base href="urban/t07.html">', "<base>")

    # -- head

    def head(self, text, part):
        self.write("bad.html", text)
        self.expect("bad.html", part)

    def test_no_doctype(self):
        self.head(page(doctype=""), "DOCTYPE")

    def test_no_lang(self):
        self.head(page(lang=""), "no lang")

    def test_no_title(self):
        self.head(page(title=" "), "no title")

    def test_title_of_a_picture_is_no_title(self):
        self.head(page("<svg><title>图</title></svg>", title=""), "no title")

    def test_charset_is_not_first(self):
        self.head(page(charset='<meta name="a" content="b"><meta charset="utf-8">'), "not the first element")

    def test_no_policy(self):
        self.head(page(policy=""), "no CSP <meta>")

    def test_policy_after_a_style_sheet(self):
        sheet = '<link rel="stylesheet" href="assets/site.1a.css">'
        self.head(page(charset='<meta charset="utf-8">' + sheet), "stands before the CSP")

    def test_policy_without_default(self):
        self.head(page(policy="script-src 'self'"), "default-src")

    def test_policy_with_unsafe_inline(self):
        self.head(page(policy=POLICY + "; script-src-elem 'unsafe-inline'"), "'unsafe-inline'")

    def test_policy_with_form_action(self):
        self.head(page(policy=POLICY + "; form-action 'self'"), "form-action")

    def test_byte_order_mark(self):
        self.head(b"\xef\xbb\xbf" + page().encode(), "byte order mark")

    def test_other_encoding(self):
        self.write("bad.html", page().encode("gbk"))
        self.expect("is not UTF-8")

    # -- pages that stand alone

    def alone(self, style="p{color:red}", script="show();", body="", sources=None):
        """A page that holds its style and script; `sources` is what its policy names in place of their hashes."""
        names = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (script, style)]
        own_script, own_style = sources or [f"'sha256-{name}'" for name in names]
        policy = f"default-src 'none'; script-src {own_script}; style-src {own_style}; img-src data:"
        self.write("single.html", page(
            f'<h1 id="top">题</h1><a href="#top">上</a>{body}<script>{script}</script>', policy=policy,
            head=f'<link rel="icon" href="data:image/svg+xml;base64,AA=="><style>{style}</style>'))

    def test_a_page_that_holds_everything_is_fine(self):
        self.alone(body='<a href="https://example.org/">外部</a><img src="data:image/gif;base64,AA==" alt="">')
        self.assertEqual(self.findings(), [])

    def test_a_style_that_the_policy_does_not_name(self):
        self.alone(sources=("'sha256-x'", "'sha256-x'"))
        self.assertEqual([line.split(": ", 2)[2] for line in self.findings()], ["inline <script>", "inline <style>"])

    def test_a_page_that_stands_alone_names_no_other(self):
        self.alone(body='<a href="index.html">首页</a>')
        self.expect("single.html", "index.html is no part of a page that stands alone")

    def test_a_page_that_stands_alone_loads_nothing(self):
        self.alone(style="p{background:url(assets/dot.svg)}")
        self.expect("single.html", "css url", "stands alone")

    def test_a_policy_that_lets_more_in(self):
        name = base64.b64encode(hashlib.sha256(b"p{color:red}").digest()).decode()
        self.alone(script="", sources=("'self'", f"'sha256-{name}'"))
        found = self.findings()
        self.assertTrue(any("lets a page that stands alone load" in line for line in found), found)

    def test_a_page_that_stands_alone_has_its_own_weight(self):
        self.alone(body="x" * 500_000)
        self.assertEqual(self.findings(weigh=["single.html"]), [])
        self.alone(body="x" * 700_000)
        self.expect("single.html", "weighs")

    # -- names and weight

    def test_name_that_is_not_ascii(self):
        self.write("assets/图.svg", "<svg></svg>")
        self.expect("other than ASCII")

    def test_names_that_differ_in_case(self):
        self.write("assets/Dot.svg", "<svg></svg>")
        self.expect("differs from", "in case only")

    def test_name_that_windows_cannot_create(self):
        self.write("terms/con.html", page())
        self.expect("Windows")

    def test_long_path(self):
        self.write("a" * 100 + "/" + "b" * 100 + ".html", page())
        self.expect("the limit is 200")

    def test_heavy_home_page(self):
        self.write("assets/site.1a.css", "a{}" + " " * 61_000)
        self.expect("index.html", "weighs")
        self.assertEqual(self.findings(max_weight=70_000), [])

    def test_heavy_task_page(self):
        self.write("urban/t07.html", page('<h2 id="how">x</h2>' + "字" * 21_000))
        self.assertEqual(self.findings(), [])
        self.expect("urban/t07.html", "weighs", weigh=["urban/t*.html"])

    # -- the content's promises

    def content(self, name):
        path = self.project / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\ntitle: x\n---\n", encoding="utf-8")

    def test_every_item_needs_its_page(self):
        self.content("standards/urban/2022/tasks/t01.md")
        self.expect("urban/2022/t01.html", "this task", project=self.project)

    def test_every_translation_needs_its_page(self):
        self.content("roles/school.md")
        self.content("roles/school.en.md")
        self.write("roles/school.html", page())
        self.expect("roles/school.en.html", "role translation", project=self.project)

    def test_a_dotted_number_is_not_a_translation(self):
        self.content("standards/urban/2022/clauses/5.md")
        self.content("standards/urban/2022/clauses/5.7.md")
        kinds = dict(links.items(self.project))
        self.assertEqual(kinds, {"urban/2022/5.html": "clause", "urban/2022/5.7.html": "clause"})

    def test_task_pages_of_the_content_are_weighed(self):
        self.content("standards/urban/2022/tasks/t01.md")
        self.write("urban/2022/t01.html", page("字" * 21_000))
        self.expect("urban/2022/t01.html", "weighs", project=self.project)

    BASE = "https://example.org/site/"

    def feed(self, entry="", updated="2024-05-02T00:00:00Z", author="<author><name>n</name></author>"):
        base = self.BASE
        return (f'<feed xmlns="http://www.w3.org/2005/Atom"><id>{base}feed.xml</id><title>t</title>'
                f'<updated>{updated}</updated><link rel="self" href="{base}feed.xml"/>{author}'
                f'<entry><id>{base}index.html</id><title>e</title><updated>2024-05-02T00:00:00Z</updated>'
                f'<link rel="alternate" href="{base}index.html"/></entry>{entry}</feed>')

    def entry(self, name="urban/t07.html", updated="2024-05-01T00:00:00Z", title="<title>e</title>"):
        return (f'<entry><id>{self.BASE}{name}</id>{title}<updated>{updated}</updated>'
                f'<link rel="alternate" href="{self.BASE}{name}"/></entry>')

    def test_a_feed_and_a_map_in_order(self):
        self.write("feed.xml", self.feed(self.entry()))
        self.write("sitemap.xml", f"<urlset><url><loc>{self.BASE}index.html</loc></url></urlset>")
        self.assertEqual(self.findings(base_url=self.BASE), [])

    def test_malformed_xml(self):
        self.write("sitemap.xml", "<urlset><url></urlset>")
        self.expect("sitemap.xml", "not well-formed", base_url=self.BASE)

    def test_a_map_that_names_nothing(self):
        self.write("sitemap.xml", f"<urlset><url><loc>{self.BASE}gone.html</loc></url></urlset>")
        self.expect("sitemap.xml", "gone.html: no such file", base_url=self.BASE)

    def test_a_map_of_another_site(self):
        self.write("sitemap.xml", "<urlset><url><loc>https://example.com/index.html</loc></url></urlset>")
        self.expect("sitemap.xml", "own address", base_url=self.BASE)

    def test_feeds_that_atom_refuses(self):
        for wrong, what in [
            (self.feed(self.entry(title="")), "<title> does not stand once"),
            (self.feed(self.entry(updated="2024-05-01")), "RFC 3339"),
            (self.feed(self.entry(updated="2024-05-03T00:00:00Z")), "not in order"),
            (self.feed(self.entry(name="index.html")), "there twice"),
            (self.feed(author=""), "has no author"),
        ]:
            with self.subTest(what):
                self.write("feed.xml", wrong)
                self.expect("feed.xml", what, base_url=self.BASE)


if __name__ == "__main__":
    unittest.main()

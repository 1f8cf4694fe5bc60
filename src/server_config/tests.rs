use super::*;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'";

const FILES: [&str; 12] = [
    "index.html",
    "404.html",
    "roles/index.html",
    "roles/office.html",
    "urban/2022/t01.html",
    "assets/site-4bed9a03.css",
    "assets/icon-dce60049.svg",
    "assets/form-0a1b2c3d.xlsx",
    "search/entry.js",
    "search/files/t-0fbca48z.js",
    "sitemap.xml",
    "data/tasks.csv",
];

fn server_config(files: &[&str], title: &str, base_url: Option<&str>) -> ServerConfig {
    let survey = Survey::default();
    for file in files {
        survey.note(&Address::new(file));
    }
    survey.server_config(&About { title, base_url, policy: POLICY })
}

fn text(server_config: &ServerConfig, path: &str) -> String {
    let file = server_config.pages.iter().chain(&server_config.beside).find(|file| file.path == path);
    String::from_utf8(file.unwrap_or_else(|| panic!("there is no {path}")).bytes.clone()).unwrap()
}

const SERVERS: [&str; 5] =
    ["server/nginx.conf", "server/apache.conf", "server/htaccess", "server/Caddyfile", "server/web.config"];

#[test]
fn settings_are_those_of_the_site() {
    let server_config = server_config(&FILES, "书名", None);
    for path in SERVERS {
        let text = text(&server_config, path);
        for needed in [
            "书名",
            "text/html; charset=utf-8",
            "text/csv; charset=utf-8",
            "spreadsheetml.sheet",
            "frame-ancestors 'self'",
        ] {
            assert!(text.contains(needed), "{path}: no {needed}\n{text}");
        }
        assert!(!text.contains("image/png") && !text.contains("application/pdf"), "{path} names what is not there");
        let places = text.split('@').skip(1).filter(|rest| rest.chars().next().is_some_and(|c| c.is_ascii_uppercase()));
        assert_eq!(places.count(), 0, "{path} has a place that was not filled\n{text}");
    }
}

#[test]
fn the_order_of_files_does_not_matter() {
    let mut turned = FILES;
    turned.reverse();
    let (one, other) = (server_config(&FILES, "书名", None), server_config(&turned, "书名", None));
    assert_eq!((one.pages, one.beside), (other.pages, other.beside));
}

#[test]
fn the_path_of_the_site_is_filled_in_where_it_is_known() {
    let base = |url| server_config(&FILES, "书名", Some(url));
    let known = base("https://example.org/std/v1.0/");
    assert!(text(&known, "server/nginx.conf").contains("\nlocation ~ ^/std/v1\\.0(?<normbook_path>/.*|)$ {\n"));
    assert!(text(&known, "server/apache.conf").contains("\nDefine NORMBOOK_AT \"/std/v1.0/\"\n"));
    assert!(text(&known, "server/htaccess").contains("\nErrorDocument 404 /std/v1.0/404.html\n"));
    assert!(
        text(&known, "server/Caddyfile").contains("\n\tredir /std/v1.0 /std/v1.0/ 301\n\thandle_path /std/v1.0/* {\n")
    );
    for url in ["https://example.org/", "https://example.org/%E6%A0%87/", "https://example.org/a b/"] {
        let root = base(url);
        assert!(text(&root, "server/nginx.conf").contains("\nlocation ~ ^(?<normbook_path>/.*|)$ {\n"), "{url}");
        assert!(text(&root, "server/Caddyfile").contains("\n\thandle_path /* {\n"), "{url}");
    }
}

#[test]
fn folders_are_kept_for_ever_only_where_all_of_their_files_are() {
    let paths = |files: &[&str]| -> Vec<String> {
        let config = text(&server_config(files, "书名", None), "server/web.config");
        config.split("<location path=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    assert_eq!(paths(&FILES), ["assets", "search/files"]);
    let mixed = [&FILES[..], &["assets/plain.txt"]].concat();
    let expected =
        ["assets/form-0a1b2c3d.xlsx", "assets/icon-dce60049.svg", "assets/site-4bed9a03.css", "search/files"];
    assert_eq!(paths(&mixed), expected);
    assert_eq!(paths(&["index.html"]), [""; 0]);
}

#[test]
fn a_title_stays_in_its_place() {
    let server_config = server_config(&FILES, "甲\n} <b>\"--> @POLICY@ </script>", None);
    for path in ["server/nginx.conf", "server/apache.conf", "server/htaccess", "server/Caddyfile"] {
        let text = text(&server_config, path);
        assert!(text.lines().filter(|line| line.contains("<b>")).all(|line| line.starts_with("# 甲 }")), "{path}");
    }
    let config = text(&server_config, "server/web.config");
    assert!(config.contains("甲 } &lt;b&gt;&quot;- -&gt; "), "{config}");
    let page = text(&server_config, "selftest.html");
    assert!(page.contains("&#30002; } &lt;b&gt;&quot;--&gt; &#64;POLICY&#64; &lt;/script&gt;"), "{page}");
}

#[test]
fn the_self_test_can_be_read_in_any_encoding() {
    let server_config = server_config(&FILES, "书名", Some("https://example.org/std/"));
    for path in ["selftest.html", "selftest/selftest.js", "selftest/selftest.css"] {
        assert!(text(&server_config, path).is_ascii(), "{path}");
    }
    // The probes are there to be misread.
    for path in ["selftest/probe.js", "selftest/probe.css", "selftest/probe.txt"] {
        assert!(!text(&server_config, path).is_ascii(), "{path}");
    }
    let page = text(&server_config, "selftest.html");
    assert!(page.contains("href=\"assets/site-4bed9a03.css\"") && page.contains("href=\"assets/icon-dce60049.svg\""));
    let facts = page.split("data-facts=\"").nth(1).unwrap().split('"').next().unwrap();
    let facts: serde_json::Value = serde_json::from_str(&facts.replace("&quot;", "\"")).unwrap();
    assert_eq!(facts["folder"], "roles/");
    assert_eq!(facts["words"]["state"]["wrong"], "&#35201;&#25913;");
    assert_eq!(facts["forever"].as_array().unwrap().len(), 4);
    let endings: Vec<&str> =
        facts["kinds"].as_array().unwrap().iter().map(|kind| kind["ending"].as_str().unwrap()).collect();
    assert_eq!(endings, ["css", "csv", "html", "js", "svg", "txt", "xlsx", "xml"]);
}

#[test]
fn the_readme_is_for_windows() {
    let readme = text(&server_config(&FILES, "书名", None), "server/README.txt");
    let words = readme.strip_prefix('\u{feff}').unwrap();
    assert!(words.starts_with("书名\r\n"));
    assert!(words.split('\n').all(|line| line.is_empty() || line.ends_with('\r')));
    for path in SERVERS {
        assert!(words.contains(path.trim_start_matches("server/")), "{path}");
    }
    assert!(words.contains("selftest.html"));
}

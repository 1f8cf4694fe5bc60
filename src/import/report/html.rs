//! The report as a page: it prints on A4 and has a column to sign. No script, nothing from elsewhere.

use std::collections::BTreeMap;

use super::super::document::{LossKind, is_blank};
use super::super::grade::Grade;
use super::super::structure::Place;
use super::{Line, Preceding, Report, Subject};
use crate::diag::{Locale, Words};
use crate::model::{Kind, keys};
use crate::words;

/// Writes the page.
pub fn html(report: &Report, locale: Locale) -> String {
    let page = Page { report, locale };
    let lang = match locale {
        Locale::Chinese => "zh-CN",
        Locale::English => "en",
    };
    let name = page.name();
    let title = escape(page.say(&words!("导入报告：{name}", "Import report: {name}")));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{}{}{}{}{}</body>\n</html>\n",
        page.facts(),
        page.pending(),
        page.not_continued(),
        page.left_out(),
        page.entries(),
    )
}

const STYLE: &str = "\
body { max-width: 64em; margin: 2em auto; padding: 0 1em; font-family: sans-serif; line-height: 1.6; color: #1b2529; background: #fff; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #8a979b; padding: 0.3em 0.5em; text-align: left; vertical-align: top; }
thead { display: table-header-group; }
tr { break-inside: avoid; page-break-inside: avoid; }
.sure { width: 14em; }
.sign { width: 6em; }
.number { width: 3em; }
.became { width: 9em; }
td { overflow-wrap: anywhere; word-break: break-word; }
.unsure td { border-left-width: 4px; font-weight: 700; }
.gone { color: #5b676b; }
@media screen and (max-width: 40em) {
  body { margin: 1em auto; }
  h1 { font-size: 1.4em; }
  .entries, .entries tbody, .entries tr { display: block; }
  .entries thead { display: none; }
  .entries tr { border-top: 1px solid #8a979b; padding: 0.5em 0; }
  .entries td { display: inline-block; border: 0; padding: 0 0.8em 0 0; }
  .entries td:nth-child(3) { display: block; font-size: 1.1em; padding: 0.2em 0; }
  .entries td:empty { display: none; }
  .entries .unsure { border-left: 4px solid #1b2529; padding-left: 0.6em; }
}
@page { size: A4; margin: 18mm 14mm; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 9.5pt; } a { color: inherit; text-decoration: none; } }
";

struct Page<'r> {
    report: &'r Report,
    locale: Locale,
}

impl Page<'_> {
    fn say<'w>(&self, words: &'w Words) -> &'w str {
        words.say(self.locale)
    }

    fn fixed(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.locale {
            Locale::Chinese => zh,
            Locale::English => en,
        }
    }

    fn name(&self) -> String {
        let Report { edition, title, .. } = self.report;
        if title.is_empty() { edition.to_string() } else { format!("{title} → {edition}") }
    }

    fn facts(&self) -> String {
        let Report { file, sha256, source, written, .. } = self.report;
        let (all, dropped) = (self.report.characters(), self.report.dropped());
        let balanced = if self.report.is_balanced() {
            self.fixed("相符", "they agree")
        } else {
            self.fixed("不相符，请勿使用", "they do not agree; do not use it")
        };
        let source = match source {
            Some(own) => format!("《{}》 {} {} {}", own.title, own.issuer, own.date, own.url.as_deref().unwrap_or("")),
            None => self
                .fixed("没有写明（--source）：不能成为官方正文", "not said (`--source`): nothing becomes official text")
                .to_owned(),
        };
        let items = match self.report.subject {
            Subject::Clauses => "条款",
            Subject::Tasks => "任务",
        };
        let count = words!(
            "文件 {all} 字 = {items} {written} 字 + 未收 {dropped} 字：{balanced}（不计空白）",
            "{all} characters in the file = {written} in items + {dropped} left out: {balanced} (blanks not counted)"
        );
        let mut rows = vec![
            (self.fixed("文件", "File"), escape(file)),
            ("SHA-256", escape(sha256)),
            (self.fixed("出处", "Source"), escape(source.trim())),
            (self.fixed("修订", "Tracked changes"), escape(&self.changes())),
            (self.fixed("字数", "Characters"), escape(self.say(&count))),
        ];
        if self.report.subject == Subject::Tasks {
            // Workbooks have no tracked changes.
            rows.remove(3);
        }
        let rows: String = rows
            .iter()
            .map(|(name, text)| format!("<tr><th scope=\"row\">{name}</th><td>{text}</td></tr>\n"))
            .collect();
        format!("<table>\n{rows}</table>\n")
    }

    fn changes(&self) -> String {
        let words = match self.report.changes.as_str() {
            "accept" => ("全部接受", "all accepted"),
            "reject" => ("全部拒绝", "all rejected"),
            _ => ("没有，或者不允许有", "none, or none allowed"),
        };
        self.fixed(words.0, words.1).to_owned()
    }

    fn pending(&self) -> String {
        let all = self.report.all_pending();
        let count = all.len();
        let heading = words!("待确认：{count} 项", "To be confirmed: {count}");
        let links: String = all.iter().map(|number| format!("<a href=\"#e{number}\">{number}</a> ")).collect();
        let how = match self.report.subject {
            Subject::Clauses => self.fixed(
                "逐项对照原文，确认后运行 normbook import accept 序号 --by 姓名。",
                "Read each against the source; then run `normbook import accept NUMBER --by NAME`.",
            ),
            Subject::Tasks => self.fixed(
                "逐项对照原表，确认后运行 normbook import accept 序号 --tasks --by 姓名。",
                "Read each against the source; then run `normbook import accept NUMBER --tasks --by NAME`.",
            ),
        };
        let how = if count == 0 { String::new() } else { format!("<p>{}</p>\n<p>{links}</p>\n", escape(how)) };
        format!("<h2>{}</h2>\n{how}", escape(self.say(&heading)))
    }

    /// What the edition before has and nobody continues: work to do, which no program does.
    fn not_continued(&self) -> String {
        let Some(Preceding { edition, open }) = &self.report.preceding else { return String::new() };
        let count = open.len();
        let heading = words!(
            "上一版 {edition} 没有条款承接的：{count} 条",
            "Clauses of {edition} that nobody continues: {count}"
        );
        let rows: String = open.iter().map(|(_, name)| format!("<li>{}</li>\n", escape(name))).collect();
        let how = self.fixed(
            "逐条核对：改写、合并到了别的条款的，在那一条的文件头写 continues；确实不再保留的，在本版 index.md 的 withdrawn 里写明日期和理由。",
            "Look at each: where its words went to another clause, name it under `continues` there; where it ended, give day and reason under \
             `withdrawn` in the index of the edition.",
        );
        let body = if open.is_empty() { String::new() } else { format!("<p>{}</p>\n<ul>\n{rows}</ul>\n", escape(how)) };
        format!("<h2>{}</h2>\n{body}", escape(self.say(&heading)))
    }

    /// Counts and places of what is no entry; its words are nobody's business.
    fn left_out(&self) -> String {
        let mut all: BTreeMap<LossKind, (usize, usize, Vec<String>)> = BTreeMap::new();
        for loss in &self.report.losses {
            let own = all.entry(loss.what).or_default();
            own.0 += 1;
            own.1 += loss.characters;
            own.2.extend(loss.after.filter(|_| own.2.len() < 20).map(|after| after.to_string()));
        }
        if all.is_empty() {
            return String::new();
        }
        let rows: String = all
            .into_iter()
            .map(|(kind, (count, characters, places))| {
                let [zh, en] = kind.called();
                let name = self.fixed(zh, en);
                format!("<tr><td>{name}</td><td>{count}</td><td>{characters}</td><td>{}</td></tr>\n", places.join(", "))
            })
            .collect();
        let heads = [
            self.fixed("未收的内容", "Left out"),
            self.fixed("处数", "Places"),
            self.fixed("字数", "Characters"),
            self.fixed("在第几块之后", "Behind block"),
        ];
        let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
        format!(
            "<h2>{}</h2>\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
            self.fixed("没有收进来的其他文字", "Other text that is in no item")
        )
    }

    fn entries(&self) -> String {
        let heads = [
            ("number", self.fixed("序号", "No.")),
            ("place", self.fixed("在文件中", "In the file")),
            ("text", self.fixed("原文", "Text")),
            ("became", self.fixed("成为", "Became")),
            ("sure", self.fixed("把握", "How sure")),
            ("sign", self.fixed("签认", "Signed")),
        ];
        let heads: String =
            heads.iter().map(|(class, head)| format!("<th scope=\"col\" class=\"{class}\">{head}</th>")).collect();
        let rows: String = (1..).zip(&self.report.lines).map(|(number, line)| self.entry(number, line)).collect();
        format!(
            "<h2>{}</h2>\n<table class=\"entries\">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
            self.fixed("逐段对照", "Every paragraph and cell")
        )
    }

    fn entry(&self, number: usize, line: &Line) -> String {
        let class = match (line.is_pending(), &line.item) {
            (true, _) => " class=\"unsure\"",
            (false, None) => " class=\"gone\"",
            (false, Some(_)) => "",
        };
        let words: Vec<String> = line.text.lines().map(|own| escape(own.trim_matches(is_blank))).collect();
        let generated =
            if line.generated.is_empty() { String::new() } else { format!("〔{}〕", escape(&line.generated)) };
        let became = match &line.item {
            Some(item) if line.is_head => format!("{} {}", escape(item), self.fixed("编号、标题", "number, title")),
            Some(item) => format!("{} {}", escape(item), escape(self.part(&line.anchor))),
            None => self.fixed("未收", "left out").to_owned(),
        };
        let became = match &line.continues {
            Some(before) => {
                let before = escape(before);
                format!("{became}<br>{}", self.say(&words!("承接上一版 {before}", "continues {before}")))
            }
            None => became,
        };
        let signed = line.accepted.as_ref().map(|(by, date)| format!("{} {}", escape(by), escape(date)));
        format!(
            "<tr id=\"e{number}\"{class}><td>{number}</td><td>{}</td><td>{generated}{}</td><td>{became}</td><td>{}</td><td>{}</td></tr>\n",
            self.place(line.place),
            words.join("<br>"),
            self.sure(line),
            signed.unwrap_or_default(),
        )
    }

    /// What a place in an item is called: keys by their labels, anchors as they are.
    fn part<'l>(&self, anchor: &'l str) -> &'l str {
        match (self.report.subject, anchor) {
            (Subject::Tasks, "#what") => self.fixed("做什么", "what"),
            (Subject::Tasks, "#how") => self.fixed("怎么做", "how"),
            (Subject::Tasks, name) => {
                let key = keys::of(Kind::Task).chain(keys::of(Kind::Safeguard)).find(|key| key.name == name);
                key.map_or(anchor, |key| key.called(self.locale))
            }
            (Subject::Clauses, _) => anchor,
        }
    }

    fn sure(&self, line: &Line) -> String {
        let join = |words: Vec<Words>| {
            let own: Vec<String> = words.iter().map(|own| escape(self.say(own))).collect();
            own.join(self.fixed("；", "; "))
        };
        match line.grade() {
            Grade::Certain => self.fixed("确定", "certain").to_owned(),
            Grade::By(rules) => join(rules.iter().map(|rule| rule.words()).collect()),
            Grade::Unsure(doubts) => {
                let head = if line.accepted.is_some() {
                    self.fixed("已确认：", "confirmed: ")
                } else {
                    self.fixed("待确认：", "to be confirmed: ")
                };
                format!("{head}{}", join(doubts.iter().map(|doubt| doubt.words()).collect()))
            }
        }
    }

    fn place(&self, place: Place) -> String {
        let words = match place {
            Place::Paragraph(number) => words!("第 {number} 段", "paragraph {number}"),
            Place::Cell(sheet, row, column) if self.report.subject == Subject::Tasks => {
                let column = column_name(column);
                words!("第 {sheet} 张表 {column}{row}", "sheet {sheet}, {column}{row}")
            }
            Place::Cell(table, row, cell) => {
                words!("表 {table} 第 {row} 行第 {cell} 格", "table {table}, row {row}, cell {cell}")
            }
            Place::Note(number) => words!("脚注 {number}", "footnote {number}"),
        };
        self.say(&words).to_owned()
    }
}

/// The name of a column, counted from 1, as workbooks have it: A, B, … Z, AA.
fn column_name(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        let digit = u32::try_from((left - 1) % 26).unwrap_or_default();
        letters.extend(char::from_u32(u32::from('A') + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Writing to a String cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut escaped, text);
    escaped
}

//! The schemas of the JSON files (JSON Schema 2020-12), published beside them and kept true by a test that judges every
//! file of every book by them. `docs/data.md` shows the same fields.

mod forms;

use serde_json::{Map, Value, json};

use super::FORMAT;
use crate::diag::{Locale, Words};
use crate::model::{Alert, Duty, Kind, Lang, Level, Part, Profile, Provenance, Review, Space, Status};
use crate::prose::BlockKind;
use forms::{count, date, list, of, one_of, page, provenance, said, text_form, texts, url};

/// Names of the schemas: `data/schema/index.schema.json`….
pub(super) const NAMES: [&str; 3] = ["index", "edition", "items"];

/// A schema, as it is published.
pub(super) fn text(name: &str) -> Vec<u8> {
    let mut schema = match name {
        "index" => object(index()),
        "edition" => object(edition()),
        _ => object(items()),
    };
    if let Some(map) = schema.as_object_mut() {
        let mut whole = Map::new();
        whole.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        whole.insert("title".to_owned(), json!(format!("normbook data, format {FORMAT}: {name}")));
        whole.append(map);
        whole.insert("$defs".to_owned(), definitions(name));
        *map = whole;
    }
    format!("{schema:#}\n").into_bytes()
}

/// Objects that stand in others.
fn definitions(name: &str) -> Value {
    let all = match name {
        "index" => vec![("file", object(file()))],
        "edition" => vec![
            ("standard", object(standard())),
            ("about", object(about_edition())),
            ("clause", object(clause())),
            ("task", object(work(None))),
            (
                "safeguard",
                object(work(Some(must("category", text_form(), "所列的类别", "Heading it is counted under")))),
            ),
            ("assignment", object(assignment())),
        ],
        _ => vec![
            ("role", object(role())),
            ("term", object(term())),
            ("note", object(note())),
            ("case", object(case())),
            ("page", object(common("page", false))),
        ],
    };
    let texts = [
        ("section", object(section())),
        ("block", object(block())),
        ("deletion", object(deletion())),
        ("source", object(source())),
        ("translation", object(translation())),
    ];
    let texts = texts.into_iter().filter(|_| name != "index");
    Value::Object(all.into_iter().chain(texts).map(|(name, schema)| (name.to_owned(), schema)).collect())
}

/// A key of an object.
struct Field {
    name: &'static str,
    form: Value,
    required: bool,
    about: Words,
}

const fn key(name: &'static str, form: Value, zh: &'static str, en: &'static str) -> Field {
    Field { name, form, required: false, about: Words::fixed(zh, en) }
}

const fn must(name: &'static str, form: Value, zh: &'static str, en: &'static str) -> Field {
    Field { name, form, required: true, about: Words::fixed(zh, en) }
}

fn object(fields: Vec<Field>) -> Value {
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    let properties: Map<String, Value> =
        fields.into_iter().map(|field| (field.name.to_owned(), described(field))).collect();
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties})
}

fn described(field: Field) -> Value {
    let about = format!("{} / {}", field.about.say(Locale::Chinese), field.about.say(Locale::English));
    let mut form = field.form;
    if let Some(form) = form.as_object_mut() {
        form.insert("description".to_owned(), about.into());
    }
    form
}

// -- files ------------------------------------------------------------------------------

fn head() -> Vec<Field> {
    vec![
        must("format", json!({"const": FORMAT}), "格式的版本", "Version of the format"),
        must("$schema", text_form(), "本文件的模式，相对地址", "Schema of this file, relative to it"),
        must("title", text_form(), "网站的名称", "Name of the site"),
    ]
}

fn parts(holds: Value) -> Vec<Field> {
    vec![
        must("holds", holds, "文件的内容", "What the file holds"),
        must("part", json!({"type": "integer", "minimum": 1}), "第几个文件", "Which of the files it is"),
        must("parts", json!({"type": "integer", "minimum": 1}), "共几个文件", "How many files there are"),
    ]
}

fn index() -> Vec<Field> {
    let site = vec![
        must("title", text_form(), "网站的名称", "Name of the site"),
        key("subtitle", text_form(), "副题", "A line below the name"),
        key("description", text_form(), "一句话介绍", "One sentence about it"),
        key("notice", text_form(), "网站对内容性质和使用的说明", "What the site says of its texts and their use"),
        must("languages", list(one_of(&Lang::ALL)), "语言，第一种是原文的", "Languages, that of the originals first"),
        must(
            "publisher",
            object(vec![must("name", text_form(), "名称", "Its name"), key("url", url(), "网址", "Its own site")]),
            "主办单位",
            "Who publishes it",
        ),
        key("base-url", url(), "网站的地址", "Where it is published"),
        must("sample", json!({"type": "boolean"}), "有示例内容", "Some text is a sample"),
        key("as-of", date(), "内容中最晚的日期", "Latest date in the content"),
    ];
    let words = vec![
        must("kind", said(Kind::WORDS), "条目的种类", "Kinds of items"),
        must("provenance", said(Provenance::WORDS), "来源性质", "Provenances"),
        must("duty", said(Duty::WORDS), "职责", "Duties"),
        must("level", said(Level::WORDS), "级别", "Levels"),
    ];
    let mut fields = head();
    fields.push(must("site", object(site), "网站", "The site"));
    fields.push(must("words", object(words), "各词的名称", "What the words mean"));
    fields.push(must("files", list(of("file")), "全部文件", "All files"));
    fields
}

fn file() -> Vec<Field> {
    let holds =
        ["edition", "roles", "terms", "notes", "cases", "pages", "task-table", "duty-table", "workbook", "schema"];
    vec![
        must("path", text_form(), "从网站顶层起的地址", "Address from the top of the site"),
        must("holds", json!({"enum": holds}), "文件的内容", "What the file holds"),
        key("edition", text_form(), "所属的版", "Edition it belongs to"),
        key("part", count(), "第几个文件", "Which of the files it is"),
        key("parts", count(), "共几个文件", "How many files there are"),
        key("count", count(), "条目数；职责表为事项数", "Items in it; of the table of duties, tasks and safeguards"),
    ]
}

fn edition() -> Vec<Field> {
    let mut fields = head();
    fields.extend(parts(json!({"const": "edition"})));
    fields.push(must("edition", of("about"), "版", "The edition"));
    fields.push(must("clauses", list(of("clause")), "条款，按阅读顺序", "Clauses in reading order"));
    fields.push(must("tasks", list(of("task")), "任务", "Tasks"));
    fields.push(must("safeguards", list(of("safeguard")), "保障", "Safeguards"));
    fields
}

fn items() -> Vec<Field> {
    let spaces = [Space::Roles, Space::Terms, Space::Notes, Space::Cases, Space::Pages].map(Space::name);
    let any = ["role", "term", "note", "case", "page"].map(of);
    let mut fields = head();
    fields.extend(parts(json!({"enum": spaces})));
    fields.push(must("items", list(json!({"oneOf": any})), "条目", "Items"));
    fields
}

// -- items ------------------------------------------------------------------------------

/// What every item has.
fn common(kind: &str, has_provenance: bool) -> Vec<Field> {
    let mut fields = named(kind);
    if has_provenance {
        fields.push(must("provenance", provenance(), "来源性质", "Whose words it is"));
    }
    fields.extend([
        key("updated", date(), "内容更新日期", "When it was last changed in substance"),
        key("owner", text_form(), "维护单位", "Unit that keeps it"),
        key("review-by", date(), "复核日期", "When it should be looked at again"),
        key("text", list(of("section")), "正文，按节", "Text by sections"),
        key("translations", list(of("translation")), "译文", "Translations"),
    ]);
    fields
}

fn named(kind: &str) -> Vec<Field> {
    vec![
        must("id", text_form(), "在全站的名称，固定不变", "Its name in the whole site, for ever"),
        must("kind", json!({"const": kind}), "种类", "Its kind"),
        must("title", text_form(), "标题；无标题的条为编号", "Its title; of a clause without one its number"),
        must("lang", one_of(&Lang::ALL), "语言", "Its language"),
        must("page", page(), "网页，从网站顶层起", "Its page, from the top of the site"),
        key("url", url(), "网页的网址，已知时", "Its page on the web, where that is known"),
    ]
}

fn sources() -> Field {
    key("sources", list(of("source")), "出处", "Where it was published")
}

fn about_edition() -> Vec<Field> {
    let mut fields = common("edition", false);
    fields.extend([
        must("short-title", text_form(), "简称", "Its short name"),
        must("status", one_of(Status::WORDS), "状态", "Whether it is in force"),
        must("profile", one_of(Profile::WORDS), "文件性质", "What sort of document it is"),
        must("issued", date(), "印发日期", "When it was issued"),
        key("effective", date(), "实施日期", "When it takes effect"),
        key("successor", text_form(), "代替它的版", "Edition that took its place"),
        key("pairs-with", texts(), "与它配套的版", "Editions that it goes with"),
        sources(),
        must("standard", of("standard"), "所属标准", "Its standard"),
    ]);
    fields
}

fn standard() -> Vec<Field> {
    let mut fields = common("standard", false);
    fields.push(must("short-title", text_form(), "简称", "Its short name"));
    fields.push(must("issuer", text_form(), "印发单位", "Body that issues it"));
    fields
}

fn clause() -> Vec<Field> {
    let mut fields = common("clause", true);
    fields.extend([
        key("number", text_form(), "编号", "Its number"),
        key("place", json!({"enum": ["front", "back"]}), "没有编号时的位置", "Its place, when it has no number"),
        key("continues", texts(), "延续的上一版条款", "Clauses of the preceding edition that it continues"),
        sources(),
    ]);
    fields
}

fn work(category: Option<Field>) -> Vec<Field> {
    let mut fields = common(if category.is_some() { "safeguard" } else { "task" }, true);
    fields.extend(category);
    fields.extend([
        key("what", text_form(), "做什么", "What is done"),
        key("what-provenance", provenance(), "做什么的来源性质，与条目不同时", "Whose words that is, where it differs"),
        key("steps", texts(), "怎么做：步骤", "How: the steps"),
        key("steps-provenance", provenance(), "步骤的来源性质，与条目不同时", "Whose words they are, where it differs"),
        key("who", list(of("assignment")), "谁来做", "Who takes part"),
        key("records", texts(), "留下的记录", "Papers it leaves"),
        key("cadence", text_form(), "多久一次", "How often"),
        key("basis-by", json!({"enum": ["issuer", "editor"]}), "依据由谁归类", "Who assigned the basis"),
        key("basis", texts(), "依据的条款", "Clauses it rests on"),
        key("counterparts", texts(), "其他标准中的同类工作", "The same work in other standards"),
        key("supported-by", texts(), "支持它的保障", "Safeguards that support it"),
    ]);
    fields
}

fn assignment() -> Vec<Field> {
    vec![
        key("role", text_form(), "角色的名称", "Id of the role"),
        must("name", text_form(), "角色的标题", "Title of the role"),
        must("duty", one_of(Duty::WORDS), "职责", "Its duty"),
        key("word", text_form(), "原文用词，不同时", "Wording of the source, where it differs"),
        must("provenance", provenance(), "这一分工的来源性质", "Whose assignment it is"),
    ]
}

fn role() -> Vec<Field> {
    let mut fields = common("role", false);
    fields.push(must("level", one_of(Level::WORDS), "级别", "Its level"));
    fields.push(key("aliases", texts(), "又称", "Its other names"));
    fields
}

fn term() -> Vec<Field> {
    let mut fields = common("term", true);
    fields.push(key("aliases", texts(), "又称", "Its other names"));
    fields.push(sources());
    fields
}

fn note() -> Vec<Field> {
    let mut fields = common("note", true);
    fields.extend([
        must("unit", text_form(), "署名单位", "Unit that signs it"),
        must("date", date(), "日期", "Its date"),
        key("interprets", texts(), "所解读的条目", "What it explains"),
    ]);
    fields
}

fn case() -> Vec<Field> {
    let mut fields = common("case", true);
    fields.extend([
        must("place", text_form(), "地点", "Where it happened"),
        must("unit", text_form(), "实施单位", "Unit that did it"),
        must("date", date(), "报道日期", "When it was reported"),
        must("outcome", text_form(), "成效", "What came of it"),
        key("illustrates", texts(), "所说明的条目", "What it shows"),
        sources(),
    ]);
    fields
}

// -- texts ------------------------------------------------------------------------------

fn section() -> Vec<Field> {
    vec![
        key("heading", text_form(), "节的标题", "Its heading"),
        key("deleted", list(of("deletion")), "标题中删去的文字", "What is struck out of the heading"),
        key("anchor", text_form(), "在网页中的位置", "Its place on the page"),
        key("part", one_of(Part::WORDS), "回答的问题", "The question that it answers"),
        key("provenance", provenance(), "来源性质", "Whose words it is"),
        must("blocks", list(of("block")), "各段", "Its blocks"),
    ]
}

fn block() -> Vec<Field> {
    vec![
        must("type", one_of(BlockKind::WORDS), "段的种类", "What it is"),
        key("mark", text_form(), "前面的记号", "The mark before it"),
        must("text", text_form(), "文字；表格的格以制表符分开", "Its words; cells of a table are parted by a tab"),
        key("deleted", list(of("deletion")), "删去的文字", "What is struck out of it"),
        key("depth", count(), "在列表中的层次", "How deep in lists it stands"),
        key("alert", one_of(Alert::WORDS), "所在的提示框", "The box it stands in"),
        key("anchor", text_form(), "在网页中的位置", "Its place on the page"),
        key("lang", one_of(&Lang::ALL), "语言（与条目不同时）", "Its language, where it differs"),
        key("of", text_form(), "所摘录的条款", "The clause that it quotes"),
        key("provenance", provenance(), "所摘录文字的来源性质", "Whose words the quotation is"),
    ]
}

fn deletion() -> Vec<Field> {
    vec![
        must("at", count(), "在哪里：之前的字数", "Where it stood: characters of the text before it"),
        must("text", text_form(), "删去的文字", "The words"),
    ]
}

fn source() -> Vec<Field> {
    vec![
        must("title", text_form(), "标题", "Its title there"),
        key("outlet", text_form(), "发布者", "Who published it"),
        key("date", date(), "日期", "When"),
        key("url", url(), "网址", "Where it can be read"),
    ]
}

fn translation() -> Vec<Field> {
    vec![
        must("lang", one_of(&Lang::ALL), "语言", "Its language"),
        must("title", text_form(), "标题；无标题的条为编号", "Its title; of a clause without one its number"),
        must("page", page(), "网页，从网站顶层起", "Its page, from the top of the site"),
        key("url", url(), "网页的网址，已知时", "Its page on the web, where that is known"),
        must("review", one_of(Review::WORDS), "审核状态", "Whether it was read against the original"),
        key("text", list(of("section")), "正文，按节", "Text by sections"),
    ]
}

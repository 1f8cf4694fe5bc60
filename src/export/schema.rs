//! The schemas of the JSON files (JSON Schema 2020-12), published beside them and kept true by a test that judges every
//! file of every book by them. `docs/data.md` shows the same fields.

mod forms;

use serde_json::{Map, Value, json};

use super::FORMAT;
use super::json::SOURCES;
use crate::comparison::Change;
use crate::diag::{Locale, Words};
use crate::model::keys::{self, Form, Key, Need, Output};
use crate::model::{Alert, Duty, Every, Kind, Lang, Level, Part, Provenance, Review, Space, Weekday};
use crate::prose::BlockKind;
use crate::site::{DATA_KINDS, What};
use forms::{count, date, list, of, one_of, page, provenance, said, text_form, texts, url};

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
    let items = |is_shared: bool| {
        let kinds = Kind::ALL.iter().filter(|kind| kind.space().is_some() == is_shared);
        kinds.map(|kind| (kind.word(), object(item(*kind)))).collect::<Vec<_>>()
    };
    let mut all = match name {
        "index" => vec![("file", object(file()))],
        "edition" => items(false),
        _ => items(true),
    };
    if name == "edition" {
        all.push(("assignment", object(assignment())));
        all.push(("occasion", object(occasion())));
        all.push(("withdrawal", object(withdrawal())));
        all.push(("correction", object(correction())));
    }
    if name != "index" {
        let texts = [
            ("section", section()),
            ("block", block()),
            ("deletion", deletion()),
            ("source", source()),
            ("translation", translation()),
        ];
        all.extend(texts.map(|(name, fields)| (name, object(fields))));
    }
    Value::Object(all.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect())
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
    let kinds = DATA_KINDS.iter().filter(|kind| !kind.word.is_empty() && kind.word != What::Index.word());
    let holds: Vec<&str> = kinds.map(|kind| kind.word).chain(Space::NAMES.iter().copied()).collect();
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
    fields.push(must("edition", of("edition"), "版", "The edition"));
    fields.push(must("clauses", list(of("clause")), "条款，按阅读顺序", "Clauses in reading order"));
    fields.push(must("tasks", list(of("task")), "任务", "Tasks"));
    fields.push(must("safeguards", list(of("safeguard")), "保障", "Safeguards"));
    fields
}

fn items() -> Vec<Field> {
    let any = Kind::shared().map(|(kind, _)| of(kind.word())).collect::<Vec<_>>();
    let mut fields = head();
    fields.extend(parts(json!({"enum": Space::NAMES})));
    fields.push(must("items", list(json!({"oneOf": any})), "条目", "Items"));
    fields
}

// -- items ------------------------------------------------------------------------------

/// What an item of a kind has: its names, the facts that its rows give to JSON, its text.
fn item(kind: Kind) -> Vec<Field> {
    let mut fields = vec![
        must("id", text_form(), "在全站的名称，固定不变", "Its name in the whole site, for ever"),
        must("kind", json!({"const": kind.word()}), "种类", "Its kind"),
    ];
    fields.extend(named());
    fields.extend(keys::of(kind).filter(|key| key.shows(Output::Json)).map(|key| fact(key, key.is_required(kind))));
    fields.extend(besides(kind));
    fields.push(key("text", list(of("section")), "正文，按节", "Text by sections"));
    fields.push(key("translations", list(of("translation")), "译文", "Translations"));
    fields
}

fn named() -> Vec<Field> {
    vec![
        must("title", text_form(), "标题；无标题的条为编号", "Its title; of a clause without one its number"),
        must("lang", one_of(&Lang::ALL), "语言", "Its language"),
        must("page", page(), "网页，从网站顶层起", "Its page, from the top of the site"),
        key("url", url(), "网页的网址，已知时", "Its page on the web, where that is known"),
    ]
}

/// The field of a key. A list that nothing is in is left out, even where front matter must have it: its refs may be broken.
fn fact(key: &Key, required: bool) -> Field {
    let (name, form, required) = match key.form {
        Form::Text => (key.name, text_form(), required),
        Form::Count => (key.name, count(), required),
        Form::Date => (key.name, date(), required),
        Form::Url => (key.name, url(), required),
        Form::Word(words) => (key.name, json!({"enum": words.names}), required),
        Form::Kind => (key.name, one_of(Kind::WORDS), required),
        Form::Texts | Form::Refs => (key.name, texts(), false),
        Form::Mapping(_) => (SOURCES, list(of("source")), false),
        Form::Mappings(_) if key.is(&keys::WHO) => (key.name, list(of("assignment")), false),
        Form::MappingsOr(..) => (key.name, list(of("occasion")), false),
        Form::Mappings(_) => (SOURCES, list(of("source")), false),
    };
    let about = Words::fixed(key.explained(Locale::Chinese), key.explained(Locale::English));
    Field { name, form, required, about }
}

/// What an item of a kind has that no key says.
fn besides(kind: Kind) -> Vec<Field> {
    if kind == Kind::Edition {
        return vec![
            key("successor", text_form(), "代替它的版", "Edition that took its place"),
            key(
                "withdrawn",
                list(of("withdrawal")),
                "上一版中不再延续的条目",
                "What of the preceding edition is not continued",
            ),
            must("standard", of("standard"), "所属标准", "Its standard"),
        ];
    }
    let mut fields = Vec::new();
    if kind.is_provision() {
        fields.push(key(
            "preceding",
            texts(),
            "上一版中它延续的条目",
            "Items of the preceding edition that it continues",
        ));
        fields.push(key(
            "changes",
            list(one_of(Change::WORDS)),
            "与上一版相比的变化",
            "What changed since the preceding edition",
        ));
        fields.push(key("corrections", list(of("correction")), "勘误", "Corrections of its official words"));
    }
    if keys::WHO.is_of(kind) {
        fields.extend([
            key("what", text_form(), "做什么", "What is done"),
            key(
                "what-provenance",
                provenance(),
                "做什么的来源性质，与条目不同时",
                "Whose words that is, where it differs",
            ),
            key("steps", texts(), "怎么做：步骤", "How: the steps"),
            key(
                "steps-provenance",
                provenance(),
                "步骤的来源性质，与条目不同时",
                "Whose words they are, where it differs",
            ),
            key("basis-by", json!({"enum": ["issuer", "editor"]}), "依据由谁归类", "Who assigned the basis"),
        ]);
    }
    fields
}

fn withdrawal() -> Vec<Field> {
    vec![
        must("id", text_form(), "条目的名称", "Its id"),
        must("date", date(), "日期", "Since when"),
        must("reason", text_form(), "原因", "Why"),
        key("by", text_form(), "由谁", "By whom"),
    ]
}

fn correction() -> Vec<Field> {
    vec![
        must("date", date(), "登记的日期", "When it was locked"),
        must("reason", text_form(), "理由", "Why"),
        key("source", text_form(), "出处", "Where the words are from"),
    ]
}

/// When something is done. Only what is written is there; `text` says it in the language of the originals.
fn occasion() -> Vec<Field> {
    vec![
        key("every", json!({"enum": Every::NAMES}), "隔多久轮到一次", "How often it comes round"),
        key(
            "months",
            list(json!({"type": "integer", "minimum": 1, "maximum": 12})),
            "在哪几个月",
            "In which months alone",
        ),
        key("on", json!({"enum": Weekday::NAMES}), "星期几", "On which day of the week"),
        key("after", text_form(), "遇到什么事以后做", "What happens before it is done"),
        key("within", text_form(), "之后多久以内", "How soon after that"),
        key("always", json!({"const": true}), "随时", "At any time"),
        key("what", text_form(), "做的是哪一件", "Which part of the work"),
        must("text", text_form(), "写成文字", "All of it in words"),
    ]
}

fn assignment() -> Vec<Field> {
    vec![
        key("role", text_form(), "角色的名称", "Id of the role"),
        must("name", text_form(), "角色的标题", "Title of the role"),
        fact(&keys::duty::DUTY, true),
        fact(&keys::duty::WORD, false),
        must("provenance", provenance(), "这一分工的来源性质", "Whose assignment it is"),
    ]
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
    keys::source::ALL.iter().map(|key| fact(key, key.need == Need::Required)).collect()
}

/// What a translation has: names, the state of its review, and what it may say of the facts of any kind.
fn translation() -> Vec<Field> {
    let mut fields = named();
    fields.push(must("review", one_of(Review::WORDS), "审核状态", "Whether it was read against the original"));
    for key in keys::all().filter(|key| key.shows(Output::Json) && key.is_of_translations()) {
        if fields.iter().all(|field| field.name != key.name) {
            fields.push(fact(key, false));
        }
    }
    fields.push(key("text", list(of("section")), "正文，按节", "Text by sections"));
    fields
}

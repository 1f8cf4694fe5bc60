//! A new project: the smallest book that has one of everything.

use super::{NewFile, quoted, schemas};
use crate::config;
use crate::model::{EditionKey, PartialDate};

/// What a new book is to be called.
#[derive(Clone, Debug)]
pub struct Book {
    /// Name of the site.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// The first edition of its first standard.
    pub edition: EditionKey,
    /// When that edition was issued.
    pub issued: PartialDate,
}

/// The files of a new book. Its items are samples, which a release refuses until somebody replaces them.
pub fn book(book: &Book) -> Vec<NewFile> {
    let Book { title, publisher, edition: EditionKey { standard, edition }, issued } = book;
    let edition_title = quoted(&format!("{title}（{edition}年版）"));
    let (title, publisher) = (quoted(title), quoted(publisher));
    let format = config::FORMAT.current();
    let folder = format!("content/standards/{standard}");
    let own = format!("{folder}/{edition}");
    let mut files = vec![
        NewFile::new(
            "content/site.yaml",
            format!("format: {format}\ntitle: {title}\nlanguages: [zh-CN]\npublisher: {{name: {publisher}}}\n"),
        ),
        NewFile::new(
            &format!("{folder}/index.md"),
            format!(
                "---\ntitle: {title}\nshort-title: 本标准\nissuer: {publisher}\ncurrent: \"{edition}\"\n---\n\
                 在这里写：本标准为谁而定，管哪些事。\n"
            ),
        ),
        NewFile::new(
            &format!("{own}/index.md"),
            format!(
                "---\ntitle: {edition_title}\nshort-title: {edition}年版\nissued: {issued}\nstatus: draft\n\
                 profile: department-document\n---\n在这里写：本版何时印发，和上一版有什么不同。\n"
            ),
        ),
        NewFile::new(&format!("{own}/clauses/1.md"), CLAUSE.to_owned()),
        NewFile::new(&format!("{own}/tasks/t01.md"), TASK.to_owned()),
        NewFile::new(&format!("{own}/safeguards/s01.md"), SAFEGUARD.to_owned()),
        NewFile::new("content/roles/office.md", ROLE.to_owned()),
        NewFile::new("content/terms/counter.md", TERM.to_owned()),
        NewFile::new("content/pages/about.md", ABOUT.to_owned()),
        NewFile::new("preview.cmd", LAUNCHER.to_owned()),
        NewFile::new("README.md", README.to_owned()),
        NewFile::new(".gitignore", "/output/\n".to_owned()),
    ];
    files.extend(schemas());
    files
}

const CLAUSE: &str = "---\nnumber: \"1\"\ntitle: 示例条款\nprovenance: sample\n---\n\
    服务窗口应在工作时间有人值守。\n";

const TASK: &str = "---\ntitle: 示例任务\nprovenance: sample\nbasis: [\"1\"]\nwho:\n  - {role: office, duty: lead}\n\
    supported-by: [s01]\ncadence: 每个工作日\nwhen: [{every: workday}]\nrecords: [值守记录]\n---\n\
    ## 做什么 {#what}\n\n工作时间内，服务窗口有人值守。\n\n\
    ## 怎么做 {#how}\n\n1. 上班时打开窗口，摆好指引。\n2. 离开时请同事接替，并写明返回时间。\n3. 下班前写好值守记录。\n\n\
    ## 谁来做 {#who}\n\n办公室排班，当班人员值守。\n";

const SAFEGUARD: &str = "---\ntitle: 示例保障\ncategory: 人员\nprovenance: sample\nwho:\n  - {role: office, duty: lead}\n---\n\
    ## 做什么 {#what}\n\n窗口人员上岗前接受培训。\n\n\
    ## 怎么做 {#how}\n\n1. 每年年初排出培训日程。\n2. 培训后请参加者试办一件事。\n\n\
    ## 谁来做 {#who}\n\n办公室负责。\n";

const ROLE: &str = "---\ntitle: 办公室\nlevel: community\naliases: [综合办公室]\n---\n管排班、培训和记录。\n";

const TERM: &str = "---\ntitle: 服务窗口\nprovenance: sample\n---\n面向来办事的人的固定地点。\n";

const ABOUT: &str = "---\ntitle: 关于本站\n---\n本站的条款、任务和保障都是示例，等待替换。\n";

/// What a double click starts on the PCs of offices. Its words are ASCII: no code page spoils them.
const LAUNCHER: &str = "@echo off\r\ncd /d \"%~dp0\"\r\nnormbook serve --open\r\npause\r\n";

const README: &str = "# 本书\n\n\
    双击 preview.cmd 打开预览（Windows）；关掉它的窗口，预览就结束。\n\n\
    ```sh\nnormbook serve --open    # 边写边看\nnormbook check           # 查错\nnormbook build           # 生成 output/site\n```\n\n\
    新增条目：`normbook new task`、`normbook new note --about …`，见 `normbook new --help`。\n\n\
    `schemas/` 里是各类文件头的 JSON Schema，供编辑器补全和提示；`normbook init --schemas` 重写它们。\n";

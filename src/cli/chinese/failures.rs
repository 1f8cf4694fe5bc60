//! Why a command could not run, in Chinese.
//!
//! Errors of the machine are made far below, in English, each with the one below it as its cause. What they say is known here
//! by its fixed words, as catalogues of messages know it; what is not known stays as it is. A test holds that each of these
//! sentences is said somewhere.

use std::io::{self, ErrorKind};

/// What is said, and how that is said in Chinese. `{}` stands for names, which keep their order.
const FAILURES: &[(&str, &str)] = &[
    // The project.
    (
        "no content folder at `{}`; name the folder that holds `content` with `--project`",
        "“{}”这里没有书（没有 content 文件夹）：用 -C 写明项目的文件夹，或者用 normbook init 新建一本",
    ),
    ("`{}` is a link that leads out of the project", "“{}”是通到项目以外的链接"),
    ("there is no such edition; there are: {}", "没有这一版；有的是：{}"),
    (
        "there is no item `{}`; write it as in `urban@2022/5.7`, `urban/t01` or `notes/hours`",
        "没有“{}”这个条目；写法如 urban@2022/5.7、urban/t01、notes/hours",
    ),
    ("there is no {}; there are: {}", "没有 {}；有的是：{}"),
    ("{} does not come after {}; there are: {}", "{} 不在 {} 之后；前后相继的有：{}"),
    ("`{}` is no item of this project", "“{}”不是这个项目的条目"),
    ("`{}` names no edition; write it as in `urban/2022`", "“{}”不是一版的名字；写法如 urban/2022"),
    ("`{}` names no edition; write it as in urban/2026", "“{}”不是一版的名字；写法如 urban/2026"),
    // What was typed.
    ("coverage is printed as text or json", "--coverage 只能列成 text 或 json"),
    ("there is no rule `{}`; the rules are: {}", "没有“{}”这条规则；有的是：{}"),
    ("`--item` goes with docx", "--item 只用于 docx"),
    (
        "`--edition` goes with xlsx and docx; tables and JSON hold every edition",
        "--edition 只用于 xlsx 和 docx；数据表和 JSON 有全部各版",
    ),
    ("name a file", "要写明文件"),
    ("say which edition with `--into`, as in `--into urban/2022`", "用 --into 写明是哪一版，例如 --into urban/2022"),
    ("`{}` is no date; write it as in `2022-08-01`", "“{}”不是日期；写法如 2022-08-01"),
    ("`{}` is no date such as 2026-05-01", "“{}”不是日期；写法如 2026-05-01"),
    ("`{}` is no number of the report; write `12` or `12-15`", "“{}”不是报告里的序号；写法如 12 或 12-15"),
    ("a day is written as 2023-05-01", "日期写成 2023-05-01 这样"),
    ("a day is written as 2026-05-01", "日期写成 2026-05-01 这样"),
    (
        "say which edition, as in `normbook new edition urban/2026 --from 2022`",
        "写明是哪一版，例如 normbook new 版 urban/2026 --from 2022",
    ),
    ("say with `--from` what each new edition begins as", "每个新的一版都用 --from 写明由哪一版复制"),
    ("a site id has 64 hexadecimal digits; give all of them", "网站标识有 64 位，要写全"),
    ("a reason and a source are one line each, without tabs", "理由和出处各写一行，不带制表符"),
    ("the reason is empty", "理由是空的"),
    ("say in one line which unit signs", "用一行写明由哪个单位签认"),
    ("`{}` was written for no other text: it has nothing to be reviewed for", "“{}”不针对别的文字，没有什么可复核的"),
    ("`{}` of `{}` is not written in one line; write it by hand", "“{}”（{}）不是写在一行里的，请手工改"),
    // New items.
    (
        "`{}` is no id: lower-case letters, digits, `-` and `.`, none of the site's own names",
        "“{}”不能作编号：只能用小写字母、数字、- 和 .，也不能是网站自己的名字",
    ),
    ("ids are parts of addresses", "编号是网址的一部分"),
    ("say which edition with `--in`; there are: {}", "用 --in 写明是哪一版；有的是：{}"),
    (
        "say what it is about with `--about`, as in `--about urban/t07`",
        "用 --about 写明针对什么，例如 --about urban/t07",
    ),
    (
        "there is no role yet that could lead it: `normbook new role ID` first",
        "还没有可以牵头的角色：先用 normbook new 角色 编号 新建一个",
    ),
    ("a clause needs its number, as in `normbook new clause 5.8`", "条款要写条号，例如 normbook new 条款 5.8"),
    ("say its id, as in `normbook new {} library`", "要写编号，例如 normbook new {} library"),
    (
        "{} would be issued before the edition it begins as; say another day with `--issued`",
        "{} 的印发日期早于它所复制的一版；用 --issued 写别的日期",
    ),
    ("`{}` is there already; nothing was written", "“{}”已经有了，什么也没有写"),
    ("`{}` is there already", "“{}”已经有了"),
    ("{} is there already", "{} 已经有了"),
    // Places to write to.
    (
        "`{}` lies in `{}`, from which the site is made; name a folder outside of it",
        "“{}”在“{}”里，网站就是由它生成的；请写它以外的文件夹",
    ),
    (
        "`{}` holds files that normbook did not make (there is no `{}` in it); name another folder, or empty it",
        "“{}”里有不是 normbook 做的文件（里面没有“{}”）；请写别的文件夹，或者把它清空",
    ),
    (
        "`{}` is there, and normbook did not make it; name another file, or remove it",
        "“{}”已经有了，不是 normbook 做的；请写别的文件，或者把它移走",
    ),
    ("`{}` is a link; name the folder it leads to", "“{}”是链接；请写它通向的文件夹"),
    ("`{}` is a link; name the file it leads to", "“{}”是链接；请写它通向的文件"),
    ("`{}` is a folder; name a file in it", "“{}”是文件夹；请写里面的一个文件"),
    ("`{}` is a folder; name a file", "“{}”是文件夹；请写一个文件"),
    ("`{}` is a folder", "“{}”是文件夹"),
    ("`{}` is not a folder", "“{}”不是文件夹"),
    ("`{}` is no folder", "“{}”不是文件夹"),
    ("`{}` does not name a folder", "“{}”不是文件夹的名字"),
    ("another build is writing `{}`; wait for it to end", "另一次生成正在写“{}”，请等它结束"),
    (
        "the delta would replace the package `{}` that it begins from; name another --out",
        "增量包会盖掉它所依据的离线包“{}”；请用 --out 写别的名字",
    ),
    ("`{}` is no site that normbook kept", "“{}”不是 normbook 留着的网站"),
    ("there is no site at `{}`", "“{}”没有网站"),
    ("`{}` has no search index: build it first (`normbook build`)", "“{}”没有搜索索引：先用 normbook build 生成"),
    ("`{}` has more than 128 MiB; that is no document", "“{}”超过 128 MiB，不会是文件"),
    ("`{}` is no zip", "“{}”不是压缩包"),
    ("`{}` is no package", "“{}”不是离线包"),
    ("there is nothing in it to make a file of", "里面没有可以做成文件的内容"),
    ("could not put {} in place", "{} 没有换上"),
    ("could not make {}", "{} 没有做成"),
    (
        "no earlier site of `{}` was kept; build with --keep-previous next time",
        "没有留着“{}”以前的网站；下次生成时加上 --keep-previous",
    ),
    ("there is no folder `{}`", "没有“{}”这个文件夹"),
    (
        "`{}` is a mount point, which no new state can take the place of; name a folder in it, as in `{}/site`, and let the server show that one",
        "“{}”是挂载点，不能整个换新；请写里面的文件夹，例如“{}/site”，并让服务器显示它",
    ),
    (
        "`{}` is there, and normbook did not make it; it is the name of the old site in the meantime, move it away",
        "“{}”已经有了，不是 normbook 做的；换新时旧网站要用这个名字，请把它移走",
    ),
    ("`{}` is no file; it is the name of the lock, remove it", "“{}”不是文件；锁要用这个名字，请把它移走"),
    (
        "`{}` lies on another file system than the site; unmount it, or build elsewhere",
        "“{}”与网站不在同一个文件系统；请卸下它，或者生成到别处",
    ),
    ("`{}` appeared while it was to be written; it was left as it is", "写的时候出现了“{}”，没有动它"),
    ("`{}` appeared while it was made; it was left as it is", "做的时候出现了“{}”，没有动它"),
    ("`{}` does not hold what is to be updated", "“{}”里没有要更新的内容"),
    ("the list `{}` of `{}` is damaged", "清单“{}”（{}）坏了"),
    ("there is no `{}` in it", "里面没有“{}”"),
    ("it lists no file of a site", "里面没有列出网站的文件"),
    ("the edition has no predecessor", "这一版没有上一版"),
    ("`{}` has no front matter that an import wrote", "“{}”的文件头不是导入时写的"),
    ("`{}` has no front matter", "“{}”没有文件头"),
    ("`{}` cannot be written back as it was; save it as UTF-8 first", "“{}”不能按原来的编码写回去；请先存成 UTF-8"),
    ("`{}` is gone", "“{}”不在了"),
    ("the file's name is no text", "文件名读不出来"),
    // What the machine refused.
    ("cannot carry `{}` into the new site", "不能把“{}”带到新网站里"),
    ("cannot exchange `{}` and `{}`", "不能把“{}”和“{}”对换"),
    ("it may not be written", "不许改写"),
    ("cannot read `{}`", "读不了“{}”"),
    ("cannot open `{}`", "打不开“{}”"),
    ("cannot write `{}`", "写不了“{}”"),
    ("cannot make `{}`", "建不了“{}”"),
    ("cannot list `{}`", "列不出“{}”里的文件"),
    ("cannot lock `{}`", "占不住“{}”"),
    ("cannot sync `{}`", "“{}”没有写到磁盘"),
    ("cannot remove `{}`", "删不了“{}”"),
    ("cannot rename `{}` to `{}`", "不能把“{}”改名为“{}”"),
    ("cannot rename `{}`", "不能给“{}”改名"),
    ("cannot copy `{}` to `{}`", "不能把“{}”复制到“{}”"),
    ("cannot copy `{}`", "复制不了“{}”"),
    ("cannot search `{}`", "不能在“{}”里搜索"),
    ("cannot listen on {}", "不能在 {} 上提供网站"),
    ("cannot write to standard output", "写不了标准输出"),
    ("cannot read the key `{}`", "读不了密钥“{}”"),
    ("`{}` is no public key of minisign", "“{}”不是 minisign 的公钥"),
];

/// What the system says, where another sentence holds it.
const SYSTEM: &[(&str, &str)] = &[
    ("No such file or directory (os error 2)", "没有这个文件或文件夹"),
    ("Permission denied (os error 13)", "没有权限"),
    ("Is a directory (os error 21)", "是文件夹"),
    ("No space left on device (os error 28)", "磁盘满了"),
];

/// An error with its causes, the outermost first.
pub(in crate::cli) fn failure(error: &anyhow::Error) -> String {
    let said = error.chain().map(|cause| match cause.downcast_ref::<io::Error>() {
        Some(cause) => machine(cause),
        None => translated(&cause.to_string()),
    });
    let said = said.collect::<Vec<_>>().join("：");
    SYSTEM.iter().fold(said, |said, (english, chinese)| said.replace(english, chinese))
}

/// What the system says of a file or a port; anything else as it says it.
fn machine(error: &io::Error) -> String {
    let said = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::AlreadyExists => "已经有了",
        ErrorKind::StorageFull => "磁盘满了",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::NotADirectory => "不是文件夹",
        ErrorKind::IsADirectory => "是文件夹",
        ErrorKind::AddrInUse => "端口已被占用",
        ErrorKind::AddrNotAvailable => "本机没有这个地址",
        ErrorKind::InvalidData => "不是 UTF-8 文字",
        // The list is open; the system's own words say more than none.
        _ => return translated(&error.to_string()),
    };
    said.to_owned()
}

/// A sentence in Chinese, if it is known.
pub(super) fn translated(text: &str) -> String {
    let known = FAILURES.iter().find_map(|(english, chinese)| Some((names(text, english)?, chinese)));
    let Some((names, chinese)) = known else { return text.to_owned() };
    let mut names = names.into_iter();
    let mut parts = chinese.split("{}");
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        said.push_str(names.next().unwrap_or_default());
        said.push_str(part);
    }
    said
}

/// What stands at the `{}` of a sentence; nothing if the text is another one.
fn names<'t>(text: &'t str, sentence: &str) -> Option<Vec<&'t str>> {
    let mut parts = sentence.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut names = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        // The last piece ends the text; in between, the next words that fit.
        let at = if parts.peek().is_none() { rest.len().checked_sub(part.len())? } else { rest.find(part)? };
        if !rest.is_char_boundary(at) || &rest[at..at + part.len()] != part {
            return None;
        }
        names.push(&rest[..at]);
        rest = &rest[at + part.len()..];
    }
    rest.is_empty().then_some(names)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn sentences_are_known_by_their_fixed_words() {
        assert_eq!(translated("cannot rename `a` to `b`"), "不能把“a”改名为“b”");
        assert_eq!(translated("there is no urban@1999; there are: urban@2022"), "没有 urban@1999；有的是：urban@2022");
        assert_eq!(translated("name a file"), "要写明文件");
        assert_eq!(translated("name a file now"), "name a file now");
        let error = anyhow::Error::new(io::Error::from(ErrorKind::NotFound)).context("cannot read `甲`");
        assert_eq!(failure(&error), "读不了“甲”：没有这个文件或文件夹");
    }

    /// Words that nobody says any more would stand here for nothing.
    #[test]
    fn each_sentence_is_said_somewhere() {
        fn sources(folder: &Path, all: &mut Vec<String>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    sources(&path, all);
                } else if !path.ends_with("chinese/failures.rs") {
                    all.push(fs::read_to_string(path).unwrap().split("\\\n").map(str::trim_start).collect());
                }
            }
        }
        let mut all = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
        for (english, chinese) in FAILURES {
            let parts: Vec<&str> = english.split("{}").filter(|part| part.len() > 2).collect();
            assert!(all.iter().any(|text| parts.iter().all(|part| text.contains(part))), "{english}");
            assert_eq!(english.matches("{}").count(), chinese.matches("{}").count(), "{english}");
        }
    }
}

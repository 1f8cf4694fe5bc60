//! What help says in Chinese: of each command, of each argument, and behind them the examples.
//!
//! The English words stand beside the flags, where the command line is declared; a test holds that none is without Chinese ones.

/// What commands do.
pub(super) const COMMANDS: &[(&str, &str)] = &[
    ("normbook", "把一个文件夹的 Markdown 变成标准的网站：每项任务都说清做什么、怎么做、谁来做。"),
    ("apply", "用增量包更新一份解压好的离线包：要么全部更新，要么一点不动。"),
    ("approve", "记下由谁批准了一份文字；文字一改，批准就不再作数。"),
    ("build", "生成网站：有错误就不发布；新网站完整以前，旧网站原样不动。"),
    ("bundle", "把整个网站打成一个离线用的压缩包，附有逐个文件的校验清单；或者只打自上一份以来的变化。"),
    ("check", "找出每一处错误，什么也不写。"),
    ("diff", "制作两版的新旧条文对照表：一个网页、Word 文档、表格、Markdown 或 JSON。"),
    ("export", "制作可以交给别人的文件：一版一个网页、可打印填写的表格、数据表、JSON。"),
    ("fix", "把检查能算出来的改法改好，并列出来；官方正文从不改动。"),
    ("import", "把 Word 文件、网页或文本读成一版的条款，或者把任务分工表读成任务，附有逐段逐格的报告。"),
    ("import accept", "确认报告里您已对照原文看过的项。"),
    ("init", "新建一本书：一个没有警告就能生成网站的文件夹，里面有一本可以照着改的小书。"),
    ("keys", "制作给离线包签名的密钥。"),
    ("keys new", "制作一对密钥：一个用来签名，一个用来公布。"),
    ("lock", "列出一版的官方正文与登记的有什么不同；写明理由的，予以登记。"),
    ("new", "新建一个条目：放在该放的地方，没有警告，要作者填写的地方写着“待填写”。"),
    ("record", "发布以前记下网站的地址：从此以后，任何一个都不能不作跳转就消失。"),
    ("review", "记下有人对照看过一份文字和它所针对的文字：解读、案例、任务、译文。"),
    ("rollback", "换回 build --keep-previous 换下的网站；再运行一次，就换回来。"),
    ("search", "像网站的搜索框一样搜索生成好的网站：汉字、拼音、首字母、编号、英文，有错字也行。"),
    ("serve", "一边写一边看：每次保存，页面和错误马上显示出来。"),
    ("verify", "验证一份离线包是不是发布者做的：少了、改了、多了的文件都列出来。"),
];

/// What arguments mean, by their command and their name; those of several commands stand under `*`.
pub(super) const ARGUMENTS: &[(&str, &str, &str)] = &[
    ("*", "project", "项目的文件夹：里面有 content/ 的那一个"),
    ("*", "lang", "消息的语言；不写就按环境（LC_ALL、LC_MESSAGES、LANG）"),
    ("*", "threads", "用几个线程；不写就每个核一个"),
    (
        "*",
        "keys",
        "发布者的公钥：以 .pub 结尾的文件，或者它的第二行。可以写几次，例如换密钥的时候。请从离线包以外的途径得到它",
    ),
    ("*", "id", "发布者公布的网站标识：全部 64 位。请从离线包以外的途径得到它"),
    ("*", "passphrase_file", "一个文件，第一行是密钥的口令，供脚本使用；不写就当面询问"),
    ("*", "contacts", "要打给谁：由制作这一份的单位填写，见 docs/publish.zh-CN.md"),
    ("*", "files", "条目的文件，例如 content/notes/jobs.md"),
    ("*", "by", "签认的单位；不写个人"),
    ("*", "date", "哪一天；不写就是今天（UTC）"),
    ("apply", "delta", "normbook bundle --since 做的压缩包"),
    ("apply", "folder", "要更新的离线包的文件夹：里面有 SHA256SUMS 的那一个"),
    (
        "build",
        "out",
        "网站放在哪个文件夹；整个换新，而且只换 normbook 做的。里面不是生成的文件会带到新网站里，并列出来",
    ),
    ("build", "release", "正式发布：拒绝示例、缺少备案、对外请求、过大的页面、没有记下的地址"),
    ("build", "keep_previous", "留着现在的网站，供 normbook rollback 换回"),
    ("build", "prune", "文件夹里不是生成的文件一律去掉，并列出来"),
    ("build", "no_sync", "不等写到磁盘就换上新网站：用于可以重做的草稿"),
    ("build", "open", "做好以后打开网站"),
    (
        "bundle",
        "out",
        "压缩包的名字；不写就是 output/bundle.zip，有 --since 时是 output/delta.zip。整个换新，而且只换 normbook 做的",
    ),
    ("bundle", "since", "只打自这份离线包以来的变化，供已有它的人使用"),
    ("bundle", "release", "拒绝示例：用于正式发布"),
    ("bundle", "sign", "用这个私钥给离线包的清单签名；私钥由 normbook keys new 制作"),
    ("check", "format", "怎样列出"),
    ("check", "all", "逐个文件列出全部，而不是每条规则的前 20 处"),
    ("check", "coverage", "列出网站有什么、缺什么（text 或 json）；错误和警告写到标准错误"),
    ("check", "release", "按正式发布检查，做好的页面也检查"),
    ("check", "explain", "解释一条规则，各举一个错的和对的例子；all 列出全部规则"),
    ("diff", "old", "较早的一版，例如 urban@2022"),
    ("diff", "new", "较晚的一版，例如 urban@2026；中间可以隔着别的版"),
    ("diff", "format", "做成什么"),
    ("diff", "out", "写到哪个文件夹；同名的文件会换新［默认：output/export］"),
    ("export", "format", "做成什么"),
    ("export", "edition", "哪一版，例如 urban@2022 或 urban；不写的话，HTML 是所有各版，表格是每个标准的现行版"),
    ("export", "item", "单独一个条目，做成 Word 文档：urban@2022/5.7、urban/t01、notes/hours"),
    ("export", "out", "写到哪个文件夹；同名的文件会换新［默认：output/export］"),
    ("export", "release", "拒绝示例：用于正式发布。不写的话，有示例的表格每一页都注明"),
    ("fix", "dry_run", "只列出会改什么，什么也不写"),
    ("import", "file", "文件：条款用 .docx、.html、.md、.txt，任务用 .xlsx"),
    ("import", "into", "哪一版，例如 urban/2022；没有的话，新建为草案"),
    ("import", "dry_run", "只报告，什么也不写"),
    ("import", "source", "出处的标题；连同 --issuer 和 --date，没有待确认的条款就成为官方正文"),
    ("import", "issuer", "由谁印发"),
    ("import", "date", "何时印发，例如 2022-08-01"),
    ("import", "url", "在哪里可以读到"),
    ("import", "changes", "文件里有修订的怎么办"),
    ("import", "attachment", "文件的第几个附件，从 1 数起"),
    ("import", "sheet", "工作簿里只取这一张表；不写就取所有有任务的表"),
    ("import", "provenance", "工作簿的任务不是印发单位写的，是什么性质"),
    ("import", "terms", "“术语和定义”下面编号的条目也做成术语，显示条款里的定义"),
    ("import", "replace", "换掉已有的条款和任务，包括手工改过的"),
    ("import accept", "entries", "报告里的序号，一个一个写，或者写成范围：12 15-17"),
    ("import accept", "by", "谁看的"),
    ("import accept", "into", "哪一版；导入过几版的时候要写"),
    ("import accept", "tasks", "任务的报告；条款也导入过的时候要写"),
    ("init", "folder", "书放在哪个文件夹"),
    ("init", "title", "网站的名称，也是第一个标准的名称"),
    ("init", "publisher", "主办单位"),
    ("init", "standard", "第一个标准的编号：永远是网址的一部分"),
    ("init", "edition", "第一版的编号，一般是年份；不写就是今年"),
    ("init", "schemas", "只重写文件头的 JSON Schema"),
    ("keys new", "out", "两个文件的名字：NAME.key 是私钥，NAME.pub 是公钥。两个都不能已经有了"),
    ("lock", "edition", "哪一版，例如 urban@2022；只写 urban 就是现行版"),
    ("lock", "reason", "理由：已与原文核对、勘误……不写理由，什么也不写"),
    ("lock", "source", "文字的出处：通知、文号、网址"),
    ("new", "kind", "是什么：中文、英文都可以"),
    ("new", "id", "编号，永远是网址的一部分；条款写条号，版和标准写成 urban/2026；不写就取下一个"),
    ("new", "title", "标题"),
    ("new", "edition", "属于哪一版，例如 urban@2022 或 urban；有几个标准的时候要写"),
    ("new", "about", "解读针对什么、案例说明什么，例如 urban/t07"),
    ("new", "lead", "任务、保障由谁牵头；不写就是书里的第一个角色"),
    ("new", "from", "新的一版由哪一版复制，例如 2022；每个新版写一次"),
    ("new", "with", "与第一个一起修订的另一版，例如 community/2026"),
    ("new", "issued", "新的一版预计何时印发，知道才写"),
    ("rollback", "out", "网站的文件夹；不写就是项目的 output/site"),
    ("search", "query", "找什么"),
    ("search", "site", "生成好的网站的文件夹"),
    ("search", "limit", "列出几页"),
    ("search", "format", "怎样列出"),
    ("search", "kind", "只找这一类：条款、任务、保障、解读、案例、角色、术语……"),
    ("search", "standard", "只找这个标准，写它的编号"),
    ("search", "role", "只找这个角色有职责的任务和保障，写它的编号"),
    ("search", "provenance", "只找这种来源性质"),
    ("search", "status", "只找这种状态的版"),
    ("search", "page_lang", "只找这种语言的页面，写语言标签"),
    ("serve", "open", "在浏览器里打开"),
    ("serve", "port", "用哪个端口；不写就从 4000 起找第一个空着的"),
    ("serve", "host", "在哪个地址上提供；写本机以外的地址，别人就能看到草稿"),
    ("serve", "poll", "隔一会儿看一次有没有变化：用于不通知变化的网络盘"),
    (
        "serve",
        "editor",
        "源文件的链接用哪个编辑器打开：vscode、vscodium、zed、idea、none，或者带 {path}、{line}、{column} 的链接",
    ),
    ("verify", "package", "normbook bundle 做的文件夹或压缩包"),
    ("verify", "url", "同时比较网站服务器上的网站：写首页的地址，只支持 http"),
    ("verify", "format", "怎样列出"),
];

/// What stands behind the arguments.
pub(super) const EXAMPLES: &[(&str, &str)] = &[
    (
        "normbook",
        "\
例子：
  normbook init my-book          新建一本书
  normbook new 任务              新建一项任务
  normbook build --open          网站生成到 output/site，并打开
  normbook check                 找出每一处错误，什么也不写
  normbook check --explain dangling-ref
  normbook fix --dry-run         看看哪些能自动改好；不加这个开关就改
  normbook lock urban@2022       看看官方正文与登记的有什么不同
  normbook diff urban@2022 urban@2026      两版之间改了什么
  normbook export html           一版一个文件，可以发给别人
  normbook export xlsx           可打印、可填写的表格
  normbook import 标准.docx --into urban/2022 --dry-run    读一个 Word 文件，逐段报告
  normbook search jiuyefuwu      在生成好的网站里搜索
  normbook serve --open          一边写一边看
  normbook record                永久记下今天的地址：正式发布以前
  normbook verify standards.zip  验证离线包是否完整
  normbook bundle                打成一个离线用的压缩包，附校验清单
  normbook apply delta.zip 文件夹   更新解压好的离线包

每个命令都可以加 --help。退出码：0 没有问题，1 内容有错误或有不同，2 无法运行。",
    ),
    (
        "apply",
        "\
例子：
  normbook apply 2026-10-to-11.zip D:\\standards
  normbook apply 2026-10-to-11.zip /srv/standards --key office.pub

先验证增量包。更新好的离线包做在旁边，验证过，一步换上；在此以前，文件夹里什么也不动。
不属于离线包的文件留着，并列出来。

退出码：0 已更新，1 增量包有不同（什么也没有改），2 无法更新。",
    ),
    (
        "approve",
        "\
site.yaml 写明发布以前哪几类要批准：approval: [clause, task, safeguard, note]。

例子：
  normbook approve content/standards/urban/2022/tasks/*.md --by 某局 --date 2026-05-01",
    ),
    (
        "build",
        "\
例子：
  normbook build                          content/ 生成到 output/site/
  normbook build --open                   并打开
  normbook build --release --out /srv/www/site
  normbook build -C my-book --out my-site",
    ),
    (
        "bundle",
        "\
例子：
  normbook bundle                                    content/ 打成 output/bundle.zip
  normbook bundle --release --out standards-2026-11.zip
  normbook bundle --since standards-2026-10.zip      只打以后的变化：output/delta.zip
  normbook bundle --release --sign office.key        签名：见 normbook keys new --help
  normbook bundle -C my-book --lang zh

收到压缩包的人打开里面的 README.txt。请把列出的 SHA-256 用另外的途径公布。
同样的内容做出同样的压缩包，一个字节也不差（签名除外）。

退出码：0 已做好，1 内容有错误（什么也没有写），2 无法运行。",
    ),
    (
        "check",
        "\
例子：
  normbook check                            给人看
  normbook check --all                      逐个文件列出全部
  normbook check --format json              给脚本用
  normbook check --format sarif > findings.sarif
  normbook check --format github            作为合并请求的批注
  normbook check --coverage                 有什么、缺什么
  normbook check --explain dangling-ref     一条规则要什么
  normbook check --explain all              全部规则",
    ),
    (
        "diff",
        "\
例子：
  normbook diff urban@2022 urban@2026                  output/export 里的 urban_2022_2026.html
  normbook diff urban@2022 urban@2026 --format xlsx    可打印的表格
  normbook diff urban@2022 urban@2026 --format docx    可传阅的 Word 文档",
    ),
    (
        "export",
        "\
例子：
  normbook export html                          一版一个文件，在 output/export
  normbook export html --edition urban@2022     只做 urban_2022.html
  normbook export xlsx                          每个现行版的任务分工表和对照检查表
  normbook export xlsx --edition urban@2022 --out /tmp
  normbook export docx --edition urban@2022     条款做成 Word 文档
  normbook export docx --item urban/t07         一项任务、一条条款、一篇解读或案例做成 Word 文档
  normbook export csv                           任务和职责的数据表
  normbook export json --out data               全部内容，连同 JSON Schema",
    ),
    (
        "fix",
        "\
例子：
  normbook fix --dry-run                    看看会改什么
  normbook fix                              改，并写入文件
  normbook fix --dry-run > fixes.patch      先看，再用 patch -p1 改

文件的编码、换行和权限都不变。
退出码：0 没有剩下的事，1 内容里还有错误，2 无法运行。",
    ),
    (
        "import",
        "\
例子：
  normbook import 标准.docx --into urban/2022 --dry-run      先看一看
  normbook import 标准.docx --into urban/2022 --source 关于印发…的通知 --issuer 某委员会 --date 2022-08-01
  normbook import 任务分工表.xlsx --into urban/2022 --provenance local     从表格导入任务
  normbook import accept 12 15-17 --by 张某                  确认对照原文看过的项

报告在 imports/标准/版/report.html 和 report.json（任务的在 tasks/ 里），不在 content 里。
退出码：0 没有问题，1 有待确认的或者有挡着的，2 无法运行。",
    ),
    (
        "init",
        "\
例子：
  normbook init my-book
  normbook init my-book --title 社区服务规范 --standard service --edition 2026
  normbook init --schemas           更新 normbook 以后",
    ),
    (
        "keys new",
        "\
例子：
  normbook keys new --out office           office.key 和 office.pub；口令当面询问
  normbook bundle --release --sign office.key
  normbook verify standards.zip --key office.pub

office.key 放在只有发布者拿得到的地方，另存一份在保险柜里。office.pub 用离线包以外的途径公布。
保管、遗失、更换密钥的办法见 docs/signing.md。",
    ),
    (
        "lock",
        "\
条款，以及有官方文字的任务、保障，登记在各版的 official.lock 里。勘误列在它们的页面上。
文字留在 locks/标准/版.txt，有什么不同都逐字标出。

例子：
  normbook lock urban@2022                                        列出不同，什么也不写
  normbook lock urban@2022 --reason 与印发文本核对                 登记新的
  normbook lock urban@2022 --reason 勘误 --source 某字〔2023〕1号 --date 2023-05-01

退出码：0 没有不同，或者已经登记；1 有不同，或者内容有错误；2 无法运行。",
    ),
    (
        "new",
        "\
例子：
  normbook new 任务 --in urban --title 预约上门服务
  normbook new 解读 --about urban/t07
  normbook new 案例 nanming-2025 --about community/t03
  normbook new 条款 5.8 --in urban@2022
  normbook new 角色 library --title 社区图书馆
  normbook new 版 urban/2026 --from 2022
  normbook new 版 urban/2026 --from 2022 --with community/2026 --from 2022
  normbook new 标准 village/2026 --title 乡村工作标准",
    ),
    (
        "record",
        "\
地址加到 content/published.txt 里，从不去掉。请把这个文件与内容一起保存。

例子：
  normbook record && normbook build --release
  normbook record -C my-book",
    ),
    (
        "review",
        "\
它所针对的文字一变，页面上就写着“待复核”，normbook check --coverage 也列出来。

例子：
  normbook review content/notes/jobs.md --by 某区民政局 --date 2026-05-01",
    ),
    (
        "rollback",
        "\
例子：
  normbook build --release --keep-previous   发布，并留着原来的网站
  normbook rollback                          一步换回原来的网站
  normbook rollback --out /srv/www/site",
    ),
    (
        "search",
        "\
例子：
  normbook search 就业服务               汉字，一句话的任何一段都行
  normbook search jiuyefuwu              拼音；jyfw 也找得到
  normbook search 5.7 --kind 条款
  normbook search 租房 --site /srv/www/site --format json

退出码：0 找到或没有找到，2 无法运行（没有索引，或者索引坏了）。",
    ),
    (
        "serve",
        "\
例子：
  normbook serve --open                     网站开在编辑器旁边
  normbook serve --port 8080
  normbook serve --poll                     内容在网络盘上
  normbook serve --editor zed
  normbook serve --editor 'emacs://open?file={path}&line={line}'

按 Ctrl+C 结束。",
    ),
    (
        "verify",
        "\
例子：
  normbook verify standards.zip                 收到的离线包
  normbook verify D:\\standards                  解压以后的：里面有 SHA256SUMS 的文件夹
  normbook verify standards.zip --key office.pub     并且是发布者做的
  normbook verify standards.zip --id 3f9c…          同上，用公布的网站标识
  normbook verify standards.zip --url http://10.0.0.5/standards/
  normbook verify standards.zip --format json   给脚本用

退出码：0 完整，1 有不同，2 无法验证（没有离线包、压缩包坏了、没有服务器）。",
    ),
];

/// What words of closed lists mean.
pub(super) const VALUES: &[(&str, &str)] = &[
    ("zh", "中文"),
    ("en", "英文"),
    ("html", "一个网页，什么都在里面：可以发送、携带、打印"),
    ("docx", "Word 文档，可以传阅"),
    ("xlsx", "表格，可以打印、填写"),
    ("md", "Markdown，增删用 <ins> 和 <del>"),
    ("csv", "数据表"),
    ("json", "给程序用"),
    ("text", "给人看"),
    ("sarif", "SARIF 2.1.0"),
    ("github", "工作流的批注"),
    ("refuse", "有修订的文件不导入"),
    ("accept", "插入的要，删除的不要"),
    ("reject", "删除的要，插入的不要"),
];

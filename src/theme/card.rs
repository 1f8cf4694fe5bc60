//! What is said on cards of tasks and safeguards beside their own words: in Chinese and in English here, otherwise in the
//! interface texts of a theme under `work`.

/// Words of cards.
pub(super) const WORK: &[(&str, [&str; 2])] = &[
    ("takes", ["哪几步", "Steps"]),
    ("round", ["开始新一轮", "Begin a new round"]),
    ("print", ["打印一张", "Print one sheet"]),
    ("day", ["日期", "Date"]),
    ("hand", ["经办人", "Done by"]),
];

/// Words below every text: what to do when something is wrong with it.
pub(super) const FEEDBACK: &[(&str, [&str; 2])] = &[
    ("title", ["内容有误？", "Something wrong?"]),
    (
        "about",
        [
            "把下面几行复制给编者，写上哪里不对、应当是什么；不写个人信息。",
            "Copy these lines to the editors and say what is wrong and what would be right. Please leave out personal data.",
        ],
    ),
    ("mail", ["写邮件给编者", "Write to the editors"]),
    ("copy", ["复制这几行", "Copy these lines"]),
    ("page", ["页面", "Page"]),
    ("edition", ["版本", "Edition"]),
    ("address", ["地址", "Address"]),
    ("wrong", ["哪里不对", "What is wrong"]),
    ("code", ["扫码看这一页", "This page on your phone"]),
];

/// Words of the home page.
pub(super) const HOME: &[(&str, [&str; 2])] = &[
    ("examples", ["试试：", "Try: "]),
    ("in", ["{title}怎么做", "In {title}"]),
    ("compare", ["对照：{titles}", "Side by side: {titles}"]),
    ("by-topic", ["按主题找", "By topic"]),
];

/// Words of roles.
pub(super) const ROLE: &[(&str, [&str; 2])] = &[
    ("print", ["打印岗位清单", "Print this list"]),
    ("every", ["看全部职责", "All duties"]),
    ("partners", ["常和谁一起做", "With whom"]),
    ("together", ["一起做的事", "Done together"]),
];

/// Words around every page.
pub(super) const FRAME: &[(&str, [&str; 2])] = &[("fold", ["菜单", "Menu"]), ("dark", ["深色", "Dark"])];

/// Words of two editions side by side.
pub(super) const ALIGNMENT: &[(&str, [&str; 2])] = &[
    ("only", ["只在{title}", "Only in {title}"]),
    ("differs", ["{n}处不同", "{n} differences"]),
    ("equal", ["写法相同", "no difference"]),
    ("same", ["相同：", "The same: "]),
    ("field", ["项目", "Field"]),
    ("purpose", ["目的", "Purpose"]),
    ("leads", ["牵头", "Leads"]),
    ("others", ["责任、配合等", "Others"]),
    ("steps", ["步骤数", "Steps"]),
    ("all-topics", ["全部主题", "All topics"]),
    ("nothing", ["没有写", "not stated"]),
];

/// Words in the cells of matrices.
pub(super) const CELLS: &[(&str, [&str; 2])] = &[("no-lead", ["没有牵头", "no lead"])];

/// Words around matrices.
pub(super) const MATRIX: &[(&str, [&str; 2])] = &[
    ("basis", ["依据", "Basis"]),
    ("sum", ["合计", "In all"]),
    ("leads", ["牵头{n}", "leads {n}"]),
    ("most", ["过半", "more than half"]),
    ("by-task", ["按任务", "By task"]),
    ("by-role", ["按单位", "By unit"]),
    ("every", ["全部", "All"]),
];

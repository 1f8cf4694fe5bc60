//! What is said of editions that are not in force: in Chinese and in English here, otherwise in the interface texts of a theme
//! under `standing` and `status`.

/// Words with what they say in Chinese and in English. Values stand in braces.
pub(super) const SAID: &[(&str, [&str; 2])] = &[
    ("for-comment", ["征求意见稿", "Draft for comment"]),
    ("official", ["草案原文", "Text of the draft"]),
    (
        "about-draft",
        [
            "{edition}是草案，还没有印发，不是办事的依据。",
            "{edition} is a draft: it is not issued, and nothing rests on it.",
        ],
    ),
    (
        "about-for-comment",
        [
            "{edition}是征求意见稿，还没有印发，不是办事的依据。",
            "{edition} is a draft for comment: it is not issued, and nothing rests on it.",
        ],
    ),
    ("about-approved", ["{edition}已经印发，尚未施行。", "{edition} is issued, and not yet in force."]),
    ("about-repealed", ["{edition}已经废止。", "{edition} has been repealed."]),
    ("issued", ["{date}印发", "issued {date}"]),
    ("from", ["自{date}起施行", "in force from {date}"]),
    ("until", ["征求意见至{date}", "comments until {date}"]),
    ("ended", ["自{date}起失效", "no longer in force from {date}"]),
    ("sentence", ["{words}。", "Dates: {words}."]),
    ("current", ["现行的是", "In force is"]),
    ("label", ["本版状态", "Status of this edition"]),
    ("marked", ["{name}（{status}）", "{name} ({status})"]),
    ("citation", ["《{title}》（{status}）{number}", "{title} ({status}), {number}"]),
    ("others", ["历次版本", "Other editions"]),
    (
        "others-about",
        [
            "下列各版不是现行版，不计入本页的数目。",
            "These editions are not the current ones, and are not counted on this page.",
        ],
    ),
];

/// Words of statuses that interface texts written before them do not have.
pub(super) const STATUS: &[(&str, [&str; 2])] = &[("approved", ["即将施行", "Not yet in force"])];

/// What search says of hits in such editions.
pub(super) const SEARCH: &[(&str, [&str; 2])] =
    &[("others", ["还有{n}项在历次版本和草案中", "{n} more in other editions and drafts"])];

/// What the group of statuses is called, by which results are narrowed.
pub(super) const FACET: &[(&str, [&str; 2])] = &[("status", ["版次", "Editions"])];

/// What corrections of official words are called.
pub(super) const ARTICLE: &[(&str, [&str; 2])] = &[
    ("corrections", ["勘误", "Corrections"]),
    ("suspect", ["待复核", "To be reviewed"]),
    ("suspect-about", ["所针对的原文已经变了。", "The words it was written for have changed."]),
    ("suspect-last", ["上次由{by}复核，{date}。", "Last reviewed by {by}, {date}."]),
    ("suspect-written", ["写于{date}。", "Written {date}."]),
    ("suspect-owner", ["维护单位：{owner}。", "Kept by {owner}."]),
];

/// What a list of texts to be looked at again is called.
pub(super) const GAP: &[(&str, [&str; 2])] =
    &[("suspect", ["所针对的原文已变、待复核的条目", "Items whose subject has changed, to be reviewed"])];

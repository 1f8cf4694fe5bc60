//! What is said of changes from one edition to the next: in Chinese and in English here, otherwise in the interface texts of a
//! theme under `redline`, `changes` and `withdrawn`.

/// Words of changes, and of redlines beside texts.
pub(super) const REDLINE: &[(&str, [&str; 2])] = &[
    ("new", ["新增", "New"]),
    ("changed", ["修改", "Changed"]),
    ("renamed", ["改名", "Renamed"]),
    ("moved", ["改号", "Renumbered"]),
    ("split", ["拆分", "Split"]),
    ("merged", ["合并", "Merged"]),
    ("mark_deleted", ["【删】", "[deleted] "]),
    ("deleted", ["删去", "Deleted"]),
    ("unchanged", ["不变", "Unchanged"]),
    ("against", ["与{edition}相比", "Compared with {edition}"]),
    ("mark_inserted", ["【增】", "[inserted] "]),
    ("moved_away", ["移往别处：", "Moved elsewhere:"]),
    ("moved_here", ["由别处移来：", "Moved here:"]),
];

/// Words of the pages of changes.
pub(super) const CHANGES: &[(&str, [&str; 2])] = &[
    ("heading", ["{new}与{old}相比", "{new} compared with {old}"]),
    (
        "about",
        [
            "加下划线的是新增的文字，加删除线的是删去的文字；没有列出的段落没有变化。",
            "Inserted words are underlined, deleted words are struck out. Paragraphs that are not listed are unchanged.",
        ],
    ),
    (
        "planned",
        [
            "新版还不是现行版，这里列的是拟作的修改。",
            "The later edition is not the current one yet. These are the changes that it plans.",
        ],
    ),
    ("filter", ["只看", "Show only"]),
    ("all", ["全部", "Everything"]),
    ("roles", ["对我有什么变化", "What changes for me"]),
    ("caption", ["{old}与{new}的{kind}", "{kind} of {old} and {new}"]),
    ("change", ["变化", "Change"]),
    ("detail", ["逐字对照", "Word by word"]),
    ("title", ["标题", "Title"]),
    ("translation", ["译文", "Translation"]),
    ("before", ["原为", "Before"]),
    ("old", ["原文", "Old text"]),
    ("new", ["新文", "New text"]),
    ("all_of", ["本版的全部变化", "All changes of this edition"]),
    ("for_role", ["{role}：{new}与{old}相比", "{role}: {new} compared with {old}"]),
    ("nothing", ["没有变化。", "Nothing has changed."]),
];

/// What changes for a role in its work.
pub(super) const GROUPS: &[(&str, [&str; 2])] = &[
    ("gained", ["新增的职责", "New duties"]),
    ("lost", ["不再承担的职责", "Duties that ended"]),
    ("shifted", ["有变化的职责", "Duties that changed"]),
    ("reworded", ["职责不变，事项有变化", "The duty is the same, the work has changed"]),
    ("same", ["没有变化", "Unchanged"]),
];

/// What is said of items that ended.
pub(super) const WITHDRAWN: &[(&str, [&str; 2])] = &[
    ("planned", ["拟不再保留", "Not to be kept"]),
    ("about", ["{date}，{by}。{reason}", "{date}, {by}. {reason}"]),
    ("former", ["原来的内容仍可查阅：", "Its former text can still be read:"]),
];

/// What they are called, by their kinds.
pub(super) const ENDED: &[(&str, [&str; 2])] =
    &[("clause", ["已废止", "Repealed"]), ("task", ["已撤销", "Withdrawn"]), ("safeguard", ["已撤销", "Withdrawn"])];

//! What is said around calendars: in Chinese and in English here, otherwise in the interface texts of a theme under `calendar`.

/// Words of calendars, and of steps that name who takes them.
pub(super) const CALENDAR: &[(&str, [&str; 2])] = &[
    ("title", ["什么时候做", "When"]),
    ("caption", ["一年十二个月里定了月份的事", "What is set to certain months of the year"]),
    ("dated", ["定了月份的事", "Set to certain months"]),
    ("work", ["事项", "Work"]),
    ("step", ["第{n}步", "Step {n}"]),
    ("due", ["做", "due"]),
    ("now", ["这个月", "This month"]),
    (
        "nothing",
        ["没有定在这个月的事；经常要做的列在下面。", "Nothing is set to this month; what comes round is listed below."],
    ),
    ("recurring", ["经常要做的", "What comes round"]),
    ("after", ["遇到就做", "When it happens"]),
    ("always", ["随时", "At any time"]),
    ("more", ["另有 {n} 项，见下面的全部职责。", "{n} more: see all duties below."]),
    ("months", ["按月份看", "Month by month"]),
    (
        "months-about",
        [
            "两个标准里定了月份的事；选了岗位，就只列它要做的。",
            "What the standards set to months; once you have chosen a post, only what it has to do.",
        ],
    ),
    ("none", ["无", "none"]),
    ("situations", ["居民来问什么", "What residents ask"]),
    ("departments", ["部门和其他单位", "Departments and others"]),
    ("mine", ["我的岗位", "My post"]),
    ("steps", ["只看这个岗位的步骤", "Only the steps of"]),
    ("steps-all", ["全部步骤", "All steps"]),
];

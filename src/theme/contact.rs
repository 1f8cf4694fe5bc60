//! What is said around telephones: in Chinese and in English here, otherwise in the interface texts of a theme under `contact`.

/// Words of whom to call.
pub(super) const CONTACT: &[(&str, [&str; 2])] = &[
    ("title", ["联系方式", "Contact"]),
    ("phone", ["电话", "Telephone"]),
    ("duty", ["值班", "on duty"]),
    ("signed", ["本单位填写：{unit}（{date}）", "Filled in by {unit} ({date})"]),
    (
        "copy",
        [
            "本副本由{unit}制作，电话等联系方式由它在{date}填写，不是标准的内容。",
            "This copy was made by {unit}, which filled in the telephones on {date}; they are no part of the standards.",
        ],
    ),
];

//! Words that put a question and say nothing of what it is about: they go with the index, so that every reader of it has the
//! same (`docs/search-format.md`, 3 and 9.1).

use serde_json::{Value, json};

/// Questions and requests, longest first.
const WORDS: &str = "\
怎么办 怎么样才能 怎么才能 怎样才能 如何才能 怎么样 怎么 怎样 如何 什么时候 是什么意思 什么意思 什么样的 什么样 什么叫 是什么 什么 为什么 是怎么回事 怎么回事 有没有 能不能 可不可以 是不是 \
干嘛 咋办 咋个 咋 在哪里看 在哪里 在哪儿 在哪 去哪里 去哪儿 到哪里 哪里 哪儿 哪些 哪个 哪种 找谁管 谁管 谁来 谁能 谁负责 谁牵头 找谁 谁 多久一次 \
多久 多长时间 几点 几次 请问一下 请问 请告诉我 告诉我 请帮我 帮我 想问问 想问一下 想问 问一下 问问 我想了解一下 想了解 了解一下 查一下 找一下 \
查找 我想 我要 我是 你好 您好 一下 关于 的规定有哪些 的规定 规定有哪些 的要求 的内容 的标准是 的事情 的办法 的区别 有什么区别 指的是 是指 \
具体怎么 应该怎么做 应该怎么 应该如何 需要什么 都有 有哪些 主要做什么 负责什么 负责哪些 做什么 做哪些事 做哪些 管什么 干什么的 干什么 能做 要做 的职责 职责 的任务有哪些 \
的工作有哪些 的工作";

/// What nothing of the content begins or ends with beside such a word, and what says nothing at the end of anything.
const BEGINS: &str = "的是了都要会请把被在";
const ENDS: &str = "的是了吗呢吧啊呀么嘛哦";
const PARTICLES: &str = "吗呢吧啊呀";
const SIGNS: &str = ",.!?;:、。~";

/// What a question leaves behind that says nothing by itself.
const BARE: &str = "事人有能会用办看做来去写找给让说问带叫";

/// By what a question asks who, when, and what a role does.
const WHO: &str = "谁 哪个单位 哪个部门 牵头单位";
const WHEN: &str = "多久 几点 几次 什么时候 多长时间 多少时间";
const ROLE: &str = "职责 做什么 做哪些 负责什么 负责哪些 管什么 干什么 干嘛 能做 要做 的工作 的任务 我是";

/// Characters of pairs that only join two words.
const JOINING: &str = "的和与跟及或";

/// What may stand within readers' words: 找一份工作, 看个病.
const FILLING: &str = "的了个一份些点门下次位着过到去来上不我他她你家里人把给";

/// What is counted by an id, and what kind that is.
const COUNTED: [(&str, &str); 2] = [("任务", "task"), ("保障", "safeguard")];

/// What of it the core holds.
pub(super) fn core() -> Value {
    let mut words: Vec<&str> = WORDS.split(' ').collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.chars().count()), *word));
    json!({
        "words": words.join(" "), "begins": BEGINS, "ends": ENDS, "particles": PARTICLES, "signs": SIGNS, "bare": BARE,
        "who": WHO, "when": WHEN, "role": ROLE, "joining": JOINING, "filling": FILLING, "counted": COUNTED,
    })
}

/// The same, read.
pub(super) struct Asking {
    /// Longest first.
    pub(super) words: Vec<Vec<char>>,
    pub(super) begins: String,
    pub(super) ends: String,
    pub(super) particles: String,
    pub(super) signs: String,
    pub(super) bare: String,
    pub(super) who: Vec<Vec<char>>,
    pub(super) when: Vec<Vec<char>>,
    pub(super) role: Vec<Vec<char>>,
    pub(super) joining: String,
    pub(super) filling: String,
    pub(super) counted: Vec<(Vec<char>, String)>,
}

impl Asking {
    /// Reads it from the core; `None` if it is damaged.
    pub(super) fn read(value: &Value) -> Option<Self> {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let words = |key: &str| -> Option<Vec<Vec<char>>> {
            Some(value[key].as_str()?.split(' ').map(|word| word.chars().collect()).collect())
        };
        let counted = value["counted"].as_array()?.iter();
        Some(Self {
            words: words("words")?,
            begins: text("begins")?,
            ends: text("ends")?,
            particles: text("particles")?,
            signs: text("signs")?,
            bare: text("bare")?,
            who: words("who")?,
            when: words("when")?,
            role: words("role")?,
            joining: text("joining")?,
            filling: text("filling")?,
            counted: counted
                .map(|own| Some((own[0].as_str()?.chars().collect(), own[1].as_str()?.to_owned())))
                .collect::<Option<_>>()?,
        })
    }
}

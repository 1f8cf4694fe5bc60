//! How sure it is what a paragraph became: certain, by a rule that has a name, or 待确认, to be confirmed by a person.

use crate::diag::Words;

/// Makes a closed list of words, each with what it says in Chinese and English.
macro_rules! said {
    ($(#[$doc:meta])* pub enum $name:ident { $($value:ident = $word:literal, $zh:literal, $en:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $(#[doc = $en] $value,)+
        }

        impl $name {
            /// Every value with its word.
            pub const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$value),)+];

            /// Its word in the report.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)+
                }
            }

            /// What it says.
            pub fn words(self) -> Words {
                match self {
                    $(Self::$value => Words::fixed($zh, $en),)+
                }
            }
        }
    };
}

said! {
    /// Rules by which something is recognised that the file does not say.
    pub enum Rule {
        TypedNumber = "typed-number", "编号是手打的", "Its number is typed";
        ShortTitle = "short-title", "编号后面一行短、没有句末标点，是标题", "A short line behind a number, without a stop, is a title";
        SpacedTitle = "spaced-title", "标题里为排版加的空白去掉了", "Blanks that spread a title over its line were taken out";
        NextLineTitle = "next-line-title", "编号单独成行，下一行是标题", "The line behind a number that stands alone is its title";
        KnownName = "known-name", "前言、引言、参考文献等按名称认出", "Foreword, introduction and bibliography are known by name";
        Annex = "annex", "附录按“附录A”认出", "An annex is known by its number";
        Contents = "contents", "目次：与后文的标题相同，或者带页码", "Contents: the line repeats a heading, or ends with the number of a page";
        Cover = "cover", "封面：在前言、目次和第一章之前", "Cover: it stands before contents, foreword and first chapter";
        DocumentTitle = "document-title", "文件的标题", "The title of the document";
        Navigation = "navigation", "网页的导航、来源、按钮等", "Navigation, dates and buttons of a web page";
        Notice = "notice", "通知的正文，另存为来源", "The notice, kept as a source";
        Attachment = "attachment", "附件的编号", "The number of an attachment";
        OtherAttachment = "other-attachment", "另一个附件", "Another attachment";
        Opening = "opening", "在第一个编号之前", "It stands before the first number";
        LineBreak = "line-break", "手动换行处分段", "A line break ends a paragraph";
        HeadRow = "head-row", "表的第一行作表头", "The first row of a table is its head";
        TitleRow = "title-row", "列名以上的标题、说明", "A title or remark above the heads";
        ColumnHead = "column-head", "列名", "The head of a column";
        GroupRow = "group-row", "分组的名称", "The name of a group";
        FootRow = "foot-row", "表下面的说明、填表人", "A remark below the table";
        SerialNumber = "serial-number", "序号", "The number of a row";
        PersonColumn = "person-column", "人名、电话不收", "Names and numbers of persons are not taken over";
        RemarkColumn = "remark-column", "备注、完成情况不收", "Remarks and states are not taken over";
        UnknownColumn = "unknown-column", "列名不认识，没有收", "Its column has a head that is not known, and was left out";
        MergedCell = "merged-cell", "合并的单元格，用于它盖住的各行", "A merged cell counts for every row it covers";
        JoinedCells = "joined-cells", "同一任务的几格合为一项，用分号隔开", "Several cells of one task were joined";
        DayCell = "day-cell", "日期单元格，写成年-月-日", "A cell with a day, written year-month-day";
        OnlyUnit = "only-unit", "没有牵头一列，只有一个责任单位，按牵头处理", "No column says who leads; the only unit that is responsible does";
    }
}

said! {
    /// Reasons why something is 待确认.
    pub enum Doubt {
        NumberGap = "number-gap", "编号不连续", "The number does not follow the one before it";
        NumberRepeated = "number-repeated", "编号已经用过，按正文处理", "The number was used before; taken as text";
        HeadingWithoutNumber = "heading-without-number", "样式说是标题，却没有编号，按正文处理", "Its style says heading, but it has no number; taken as text";
        NumberOrText = "number-or-text", "行首的数字可能是编号，按正文处理", "The line may begin with a number; taken as text";
        LongTitle = "long-title", "样式说是标题，但很长或者有句末标点", "Its style says heading, but it is long or ends with a stop";
        NotInContents = "not-in-contents", "目次里没有这个标题", "The contents page does not have this heading";
        NumberFormat = "number-format", "自动编号的格式不认识，按阿拉伯数字处理", "The format of the automatic number is unknown; decimal was used";
        Formula = "formula", "公式只取了文字，请对照原文补写", "Only the text of a formula was taken; complete it from the original";
        Symbol = "symbol", "字体里的符号没有对应的字符", "A symbol of a font has no character";
        Field = "field", "域没有结果，或者结果看不出来", "A field without a result";
        PictureWords = "picture-words", "图片没有文字说明，请补写", "A picture has no words for those who do not see it; write them";
        PictureKept = "picture-left", "图片的格式不能在网页上显示，或者图片不在文件里，没有取出", "A picture that no web page shows, or that is not in the file, was left out";
        NestedTable = "nested-table", "表里套着表，里面的表只取了文字", "A table in a table: only its text was taken";
        CellShape = "cell-shape", "合并的单元格不成矩形", "Merged cells make no rectangle";
        Raised = "raised", "上标或下标不能照写，按普通文字处理", "Raised or lowered words that cannot be written so were taken as text";
        StruckOut = "struck-out", "原文有删除线", "The text is struck out in the file";
        OddCharacter = "odd-character", "有不可见或者私用区的字符", "It holds characters that are invisible or private to a font";
        Continues = "continues", "编号变了，按文字看承接上一版的条款，请核对", "Its number is another one; by its words it continues a clause of the edition before";
        ContinuesOther = "continues-other", "按编号承接上一版同号的条款，按文字更像另一条，请核对，写明 continues", "By its number it continues the clause of that number; its words are more like another one: say which under `continues`";
        ReadBack = "read-back", "写出后读回的文字与原文不同", "What was written reads back otherwise";
        UnknownUnit = "unknown-unit", "单位没有对应的角色：给角色文件加上这个别名，或者新建角色", "A unit that is no role: add its name to the aliases of a role, or make a new role";
        UnknownTarget = "unknown-target", "依据或对应的条目认不出来，没有收", "A ref that leads nowhere was left out";
        UnknownColumn = "unknown-column", "列名不认识，整列没有收", "The head is not known; its column was left out";
        BlankTitle = "blank-title", "任务一格空着，按上面一行的任务处理", "No task is named; taken for the one above";
        TitleCut = "title-cut", "没有任务名称一列，取工作内容的开头作标题", "No column of titles; the title is how the content begins";
        NoLead = "no-lead", "没有写明谁牵头", "Nobody leads";
        SeveralLeads = "several-leads", "牵头的不止一个，第一个按牵头，其余按责任处理", "Several lead; the first was taken, the others are responsible";
        LeadUnsaid = "lead-unsaid", "没有牵头一列，第一个责任单位按牵头处理", "No column says who leads; the first unit that is responsible was taken";
        NoDuty = "no-duty", "没有写明职责，或者不认识这个词", "No duty is said, or the word for it is not known";
        SheetsDiffer = "sheets-differ", "两张表说的不一样，取了前一张", "Two sheets differ; the first was taken";
        NotTaken = "not-taken", "这一格的改动不能从表格导入", "What changed in this cell cannot be taken from a sheet";
        CellFormat = "cell-format", "数字或时间，显示的样子不在单元格里，请核对", "A number or a time, whose look is kept apart; compare it";
        FormulaValue = "formula-value", "公式的结果，请核对", "The outcome of a formula; compare it";
        NoteInTitle = "note-in-title", "标题里的脚注移到了正文", "A footnote of a title was moved to the text";
    }
}

/// How sure it is what an entry became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grade {
    /// The file itself says it.
    Certain,
    /// It follows from a rule.
    By(Vec<Rule>),
    /// A person has to look.
    Unsure(Vec<Doubt>),
}

impl Grade {
    /// From the rules that were used and what is unsure.
    pub fn of(mut rules: Vec<Rule>, mut doubts: Vec<Doubt>) -> Self {
        rules.sort_unstable();
        rules.dedup();
        doubts.sort_unstable();
        doubts.dedup();
        match (rules.is_empty(), doubts.is_empty()) {
            (true, true) => Self::Certain,
            (false, true) => Self::By(rules),
            (_, false) => Self::Unsure(doubts),
        }
    }
}

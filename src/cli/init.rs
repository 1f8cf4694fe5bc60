//! `normbook init`.

use std::path::PathBuf;

use clap::Args;

use super::{MessageLang, Outcome, speech_of, today};
use crate::commands::{self, id};
use crate::diag::Locale;
use crate::model::{EditionKey, PartialDate};
use crate::scaffold::Book;

/// Begin a new book: a folder that builds without a warning, with a small book to write over.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Init {
    /// Folder to make the book in
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// Name of the site and of its first standard
    #[arg(long, default_value = "我的标准")]
    title: String,
    /// Who publishes it
    #[arg(long, default_value = PENDING)]
    publisher: String,
    /// Id of the first standard: a part of its addresses for ever
    #[arg(long, value_name = "ID", default_value = "main")]
    standard: String,
    /// Id of its first edition, as a rule its year; without it, this year
    #[arg(long, value_name = "ID")]
    edition: Option<String>,
    /// Write only the JSON Schemas of front matter anew
    #[arg(long)]
    schemas: bool,
    /// Language of messages
    #[arg(long, value_enum)]
    lang: Option<MessageLang>,
}

/// What stands where its author is to write.
const PENDING: &str = "待填写";

const EXAMPLES: &str = "\
Examples:
  normbook init my-book
  normbook init my-book --title 社区服务规范 --standard service --edition 2026
  normbook init --schemas           after an update of normbook";

impl Init {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let locale = speech_of(self.lang);
        if self.schemas {
            commands::renew_schemas(&self.folder)?;
            return Ok(Outcome::Clean);
        }
        let today = today()?;
        let year = self.edition.clone().unwrap_or_else(|| today.first_day().year().to_string());
        let edition = EditionKey { standard: id(&self.standard)?, edition: id(&year)? };
        let is_unnamed = self.publisher == PENDING;
        let book = Book {
            title: self.title,
            publisher: self.publisher,
            edition,
            issued: PartialDate::Year(today.first_day().year()),
        };
        commands::init(&self.folder, &book)?;
        let shown = self.folder.display();
        match locale {
            Locale::Chinese => tell!("新书在 {shown}。接着运行：normbook serve -C {shown} --open"),
            Locale::English => tell!("the new book is in {shown}; go on with: normbook serve -C {shown} --open"),
        }
        match locale {
            Locale::Chinese => {
                tell!("里面的条款、任务都是示例，改成自己的；再加一项：normbook new 任务 -C {shown}");
            }
            Locale::English => {
                tell!("its items are samples, to be written over; for another one: normbook new task -C {shown}");
            }
        }
        match locale {
            _ if !is_unnamed => {}
            Locale::Chinese => tell!("主办单位还是“{PENDING}”：写在 {shown}/content/site.yaml 的 publisher 里"),
            Locale::English => tell!("nobody publishes it yet: say who, as `publisher` in {shown}/content/site.yaml"),
        }
        Ok(Outcome::Clean)
    }
}

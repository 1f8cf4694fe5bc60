//! `normbook keys`.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::{Args, Subcommand};

use super::{MessageLang, Outcome, speech_of};
use crate::bundle::{self, Keys as Pair, Signer};
use crate::diag::Locale;
use crate::emit;
use crate::words;

/// Make the keys that packages are signed with.
#[derive(Args)]
pub(super) struct Keys {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    New(New),
}

/// Make a pair of keys: one to sign packages with, one to make known.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
struct New {
    /// Name of both files: NAME.key is the secret key, NAME.pub the public one. Neither may be there already
    #[arg(short, long, value_name = "NAME", default_value = "normbook")]
    out: PathBuf,
    #[command(flatten)]
    passphrase: PassphraseFlag,
    /// Language of messages; without it, that of the environment (LC_ALL, LC_MESSAGES, LANG)
    #[arg(long, value_enum)]
    lang: Option<MessageLang>,
}

const EXAMPLES: &str = "\
Examples:
  normbook keys new --out office           office.key and office.pub; the passphrase is asked for
  normbook bundle --release --sign office.key
  normbook verify standards.zip --key office.pub

Keep office.key where only the publisher gets at it, with a copy in a safe. Make office.pub known on another way than
the packages. docs/signing.md tells about keeping, losing and replacing keys.";

/// Where the passphrase of a secret key comes from.
#[derive(Args)]
pub(super) struct PassphraseFlag {
    /// File whose first line is the passphrase of the key, for scripts; without it, the passphrase is asked for
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl PassphraseFlag {
    /// The passphrase of a key that is there.
    fn of_key(&self, locale: Locale) -> anyhow::Result<String> {
        match &self.passphrase_file {
            Some(file) => bundle::passphrase_in(file, locale),
            None => {
                let prompt = match locale {
                    Locale::Chinese => "密钥的口令：",
                    Locale::English => "Passphrase of the key: ",
                };
                ask(prompt, locale)
            }
        }
    }

    /// The passphrase of a new key.
    fn of_new_key(&self, locale: Locale) -> anyhow::Result<String> {
        if let Some(file) = &self.passphrase_file {
            return bundle::passphrase_in(file, locale);
        }
        let (first, again) = match locale {
            Locale::Chinese => ("给新密钥定一个口令：", "再输入一遍："),
            Locale::English => ("Passphrase for the new key: ", "Once more: "),
        };
        let passphrase = ask(first, locale)?;
        let open =
            words!("没有口令的密钥，谁复制了谁就能用", "a key without a passphrase can be used by whoever copies it");
        ensure!(!passphrase.is_empty(), "{}", open.say(locale));
        let differs = words!("两次输入的口令不同；什么也没有写", "the two passphrases differ; nothing was written");
        ensure!(passphrase == ask(again, locale)?, "{}", differs.say(locale));
        Ok(passphrase)
    }

    /// The key in a file, ready to sign.
    pub(super) fn open(&self, key: &Path, locale: Locale) -> anyhow::Result<Signer> {
        Signer::open(key, locale, || self.of_key(locale))
    }
}

impl Keys {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        match self.what {
            What::New(new) => new.run(),
        }
    }
}

impl New {
    fn run(self) -> anyhow::Result<Outcome> {
        let locale = speech_of(self.lang);
        let [secret, public] = ["key", "pub"].map(|ending| with_ending(&self.out, ending));
        for path in [&secret, &public] {
            let shown = path.display();
            let taken = words!("`{shown}` 已经有了；什么也没有写", "`{shown}` is there already; nothing was written");
            ensure!(!path.try_exists().unwrap_or(true), "{}", taken.say(locale));
        }
        let pair = Pair::new(self.passphrase.of_new_key(locale)?)?;
        emit::plant_secret(&secret, &pair.secret)?;
        let folder = public.parent().unwrap_or(Path::new(""));
        let no_text = words!("密钥的名字要是文字", "the name of a key must be text");
        let name = public.file_name().and_then(|name| name.to_str()).context(no_text.say(locale).to_owned())?;
        emit::plant(folder, [(name, pair.public.as_str())].into_iter())?;
        let (secret, public, line) = (secret.display(), public.display(), pair.line);
        match locale {
            Locale::Chinese => {
                tell!("私钥：{secret}（只有发布单位能拿到；另存一份，锁好）\n公钥：{public}（公布出去）\n{line}");
            }
            Locale::English => {
                tell!(
                    "secret key: {secret} (for the publisher alone; lock a copy away)\npublic key: {public} (to be made known)\n{line}"
                );
            }
        }
        Ok(Outcome::Clean)
    }
}

fn with_ending(name: &Path, ending: &str) -> PathBuf {
    let mut name = name.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

fn ask(prompt: &str, locale: Locale) -> anyhow::Result<String> {
    let mute = words!(
        "这里没法输入口令；请用 --passphrase-file",
        "the passphrase cannot be asked for here; give --passphrase-file"
    );
    rpassword::prompt_password(prompt).with_context(|| mute.say(locale).to_owned())
}

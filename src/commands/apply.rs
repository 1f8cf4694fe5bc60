//! Brings the folder of a package up to date with a delta: all of it or nothing.
//!
//! The delta is verified first, with the publisher's key if one is given. The next state is made beside the folder from
//! the delta's files and those of the folder, each compared with the new list; it is verified as a package, and takes the
//! folder's place in one step.

use std::path::Path;

use anyhow::{Context, ensure};

use crate::diag::{Locale, Words};
use crate::emit::Update;
use crate::verify::{self, Expected, Finding, LARGEST, Offer, Refusal, Unpacked, Verdict, What};
use crate::words;

/// What came of it.
#[derive(Debug)]
pub enum Applied {
    /// Something about the delta differs, as the verdict says; nothing was written.
    Differs(Verdict),
    /// The folder is the new package now.
    Updated(AppliedReport),
}

/// What a delta did to a folder.
#[derive(Debug)]
pub struct AppliedReport {
    /// Files that it brought.
    pub brought: usize,
    /// Files that it deleted.
    pub deleted: usize,
    /// Files that are no part of the package, and were kept.
    pub others: Vec<String>,
    /// What was verified in the end.
    pub verdict: Verdict,
}

/// Applies the delta `zip` to the package unpacked in `folder`.
///
/// # Errors
///
/// If there is no delta at `zip` or no package in `folder`; if the folder is not the package that the delta begins from;
/// if anything cannot be read or written. The folder is then as it was.
pub fn apply(zip: &Path, folder: &Path, expected: &Expected, locale: Locale) -> anyhow::Result<Applied> {
    let said = |refusal: Refusal| anyhow::anyhow!("{}", refusal.say(locale));
    let (verdict, offer) = Offer::open(zip, expected).map_err(said)?;
    let Some(offer) = offer else { return Ok(Applied::Differs(verdict)) };
    let shown = folder.display();
    let is_link = folder.is_symlink();
    if is_link || folder.exists() {
        // Said in the reader's language; `Update` would refuse these, too. A folder that is not there may be that of an update
        // which was interrupted.
        refuse(
            is_link,
            words!("`{shown}` 是链接；请指明它通向的文件夹", "`{shown}` is a link; name the folder it leads to"),
            locale,
        )?;
        Unpacked::open(folder).map_err(said)?;
    }
    let update = Update::begin(folder, Unpacked::is_package).with_context(|| failed(folder, locale));
    let is_absent = update.is_err() && !folder.exists();
    refuse(is_absent, words!("没有文件夹 `{shown}`", "there is no folder `{shown}`"), locale)?;
    let update = update?;
    let present = Unpacked::open(folder).map_err(said)?;
    for path in offer.needs() {
        let is_same = present.read(path, LARGEST).is_some_and(|bytes| offer.fits(path, &bytes));
        let other = || {
            words!(
                "`{shown}` 不是这个增量包的旧版：缺少“{path}”，或者不一样；请索取完整包",
                "`{shown}` is not the package that this delta begins from: `{path}` is missing or another one; ask for a whole package"
            )
        };
        refuse(!is_same, other(), locale)?;
        update.keep(path)?;
    }
    let mut brought = 0;
    for path in offer.brings() {
        update.put(path, &offer.take(path).map_err(said)?)?;
        brought += 1;
    }
    for path in offer.makes() {
        update.put(path, &offer.make(path).map_err(said)?)?;
        brought += 1;
    }
    // What somebody else put there is neither the old package's nor the new one's to delete.
    let is_other = |path: &&str| !offer.has(path) && !present.lists(path) && !is_of_delta(path);
    let others: Vec<String> = present.files().filter(is_other).map(str::to_owned).collect();
    others.iter().try_for_each(|path| update.keep(path))?;
    let after = verify::verify(update.staging(), &Expected::default()).map_err(said)?;
    let wrong = after.findings.iter().find(|finding| finding.what != What::Added || !others.contains(&finding.path));
    if let Some(Finding { path, .. }) = wrong {
        let words = words!(
            "更新后的包会与清单不符（“{path}”）；什么也没有改",
            "the updated package would differ from its lists at `{path}`; nothing was changed"
        );
        refuse(true, words, locale)?;
    }
    update.publish().with_context(|| failed(folder, locale))?;
    let deleted = offer.deletes().len();
    Ok(Applied::Updated(AppliedReport { brought, deleted, others, verdict }))
}

/// Ends with a sentence if something is so.
fn refuse(is_so: bool, words: Words, locale: Locale) -> anyhow::Result<()> {
    ensure!(!is_so, "{}", words.say(locale));
    Ok(())
}

/// What an error of the machine kept from happening.
fn failed(folder: &Path, locale: Locale) -> String {
    let shown = folder.display();
    words!("无法更新 `{shown}`", "cannot update `{shown}`").say(locale).to_owned()
}

/// What a delta leaves in a folder that it was unpacked over by hand.
fn is_of_delta(path: &str) -> bool {
    matches!(path, "DELTA.txt" | "DELETE.txt" | "GZIP.txt" | "DELTA.sums" | "DELTA.sums.minisig")
}

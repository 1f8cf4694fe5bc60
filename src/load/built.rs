//! Single files: of a site that was built before, of a project before it is written to, and one that a person names on the
//! command line to be imported.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;

use anyhow::{Context, anyhow, ensure};

use crate::source::{Source, SourcePath, encoding};

/// The largest file that is imported, in bytes.
const LARGEST_HANDED: u64 = 128 << 20;

/// Reads a text of a built site; `None` if it is not there or is no text.
pub fn built_text(file: &Path) -> Option<String> {
    fs::read_to_string(file).ok()
}

/// The bytes of a file of a project as they lie there now.
///
/// # Errors
///
/// If it cannot be read.
pub fn original(project: &Path, path: &SourcePath) -> anyhow::Result<Vec<u8>> {
    let file = project.join(path.as_str());
    fs::read(&file).with_context(|| format!("cannot read `{}`", file.display()))
}

/// The bytes of a file that a person named, to be imported.
///
/// # Errors
///
/// If it is no file, cannot be read, or has more than 128 MiB.
pub fn handed(file: &Path) -> anyhow::Result<Vec<u8>> {
    let shown = file.display();
    let failed = || format!("cannot read `{shown}`");
    ensure!(!file.is_dir(), "`{shown}` is a folder; name a file");
    let mut bytes = Vec::new();
    File::open(file).with_context(failed)?.take(LARGEST_HANDED + 1).read_to_end(&mut bytes).with_context(failed)?;
    ensure!(bytes.len() as u64 <= LARGEST_HANDED, "`{shown}` has more than 128 MiB; that is no document");
    Ok(bytes)
}

/// The file of an office that says whom to call.
///
/// # Errors
///
/// If it is no file, cannot be read, is no text, or has more than 128 MiB.
pub fn contacts(file: &Path) -> anyhow::Result<Source> {
    let shown = file.display().to_string();
    match encoding::decode(handed(file)?) {
        Ok(text) => Ok(Source::new(SourcePath::new(&shown), &text)),
        Err(_) => Err(anyhow!("`{shown}` is no text in UTF-8, UTF-16 or GB18030")),
    }
}

/// A text that normbook keeps beside the content, such as the report of an import; `None` if it is not there.
///
/// # Errors
///
/// If it is there and cannot be read.
pub fn beside(project: &Path, path: &str) -> anyhow::Result<Option<String>> {
    let file = project.join(path);
    match fs::read_to_string(&file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(anyhow::Error::new(error).context(format!("cannot read `{}`", file.display()))),
    }
}

/// The reports of imports that are there: standard, edition, and whether it is of tasks; sorted.
///
/// # Errors
///
/// If a folder cannot be listed.
pub fn imports(project: &Path) -> anyhow::Result<Vec<(String, String, bool)>> {
    let mut all = Vec::new();
    for standard in folders(&project.join("imports"))? {
        for edition in folders(&project.join("imports").join(&standard))? {
            let folder = project.join("imports").join(&standard).join(&edition);
            let reports = [("report.json", false), ("tasks/report.json", true)];
            for (_, is_tasks) in reports.iter().filter(|(report, _)| folder.join(report).is_file()) {
                all.push((standard.clone(), edition.clone(), *is_tasks));
            }
        }
    }
    Ok(all)
}

/// The names of the folders in a folder, sorted; none if it is not there.
fn folders(folder: &Path) -> anyhow::Result<Vec<String>> {
    let failed = || format!("cannot list `{}`", folder.display());
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(failed)? {
        let entry = entry.with_context(failed)?;
        if let (true, Some(name)) = (entry.path().is_dir(), entry.file_name().to_str()) {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

//! The site of a project in a folder.

use std::path::Path;

use anyhow::Context;

use super::{Ready, Tell};
use crate::check::Purpose;
use crate::emit::{Old, Staging};

/// Makes the site of a project in the folder `out`, in the place of the one that `old` says what becomes of. `None` when
/// errors keep it from being published: the old site then stands untouched.
///
/// # Errors
/// If the project cannot be read, or `out` is no folder that normbook may replace or write.
pub fn build(project: &Path, out: &Path, purpose: Purpose, old: Old, tell: Tell<'_>) -> anyhow::Result<Option<Ready>> {
    let Some(ready) = Ready::read(project, purpose, tell)? else { return Ok(None) };
    let staging = Staging::begin(out)?;
    if !ready.publish(tell, &|address, bytes| staging.put(address.as_str(), bytes))? {
        return Ok(None);
    }
    staging.publish(old).with_context(|| format!("could not put {} in place", out.display()))?;
    Ok(Some(ready))
}

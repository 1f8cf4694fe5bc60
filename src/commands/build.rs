//! The site of a project in a folder.

use std::path::Path;

use anyhow::Context;

use super::place::refuse_sources;
use super::{Origin, Ready, Tell};
use crate::check::Purpose;
use crate::emit::{Manner, Staging};

/// A site that was made.
pub struct Built {
    /// The site.
    pub ready: Ready,
    /// What was found in the folder that no build put there, by path from its top; folders end in `/`.
    pub others: Vec<String>,
}

/// Makes the site of a project in the folder `out`, in the place of the one that is there. `None` when errors keep it from
/// being published: the old site then stands untouched.
///
/// # Errors
/// If the project cannot be read, or `out` is no folder that normbook may replace or write.
pub fn build(
    origin: Origin<'_>,
    out: &Path,
    purpose: Purpose,
    manner: Manner,
    tell: Tell<'_>,
) -> anyhow::Result<Option<Built>> {
    // What can be said before any work is said then.
    refuse_sources(origin.project, out)?;
    Staging::admit(out)?;
    let Some(ready) = Ready::read(origin, purpose, tell)? else { return Ok(None) };
    let staging = Staging::begin(out)?;
    if !ready.publish(tell, &|address, bytes| staging.put(address.as_str(), bytes))? {
        return Ok(None);
    }
    let others = staging.publish(manner).with_context(|| format!("could not put {} in place", out.display()))?;
    Ok(Some(Built { ready, others }))
}

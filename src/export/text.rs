//! Answers to the three questions as text in cells, and whose words they are.

use super::words;
use crate::model::{Heading, Part, Provenance};
use crate::naming;
use crate::prose::{self, Block, BlockKind, Mark};
use crate::site::{Entry, EntryIx, Site};

/// A step of how.
pub(super) struct Step {
    /// The number that its page shows, or its place among all steps. What is struck out keeps its own.
    pub(super) number: u64,
    /// Its words, with what stands below it, a line for each block.
    pub(super) text: String,
}

/// The words of the section that answers a question, a line for each block; empty without one.
pub(super) fn answer(site: &Site, index: EntryIx, part: Part) -> String {
    lines(site, &section(site, index, part))
}

/// The steps of how that hold.
pub(super) fn steps(site: &Site, index: EntryIx) -> Vec<Step> {
    let mut steps: Vec<(u64, Vec<Block>)> = Vec::new();
    let mut within = false;
    for block in section(site, index, Part::How) {
        if block.depth == 0 {
            within = false;
        } else if block.depth == 1 && block.kind == BlockKind::Item {
            within = block.ordered;
            if within {
                let number = block.mark.as_ref().and_then(number).unwrap_or(steps.len() as u64 + 1);
                steps.push((number, vec![Block { mark: None, ..block }]));
            }
        } else if let Some((_, step)) = steps.last_mut().filter(|_| within) {
            step.push(block);
        }
    }
    let steps = steps.iter().map(|(number, step)| Step { number: *number, text: lines(site, step) });
    steps.filter(|step| !step.text.is_empty()).collect()
}

/// The number that a mark is, or shows as it is written: `4.`, `4)`.
fn number(mark: &Mark) -> Option<u64> {
    match mark {
        Mark::Number(number) => Some(*number),
        Mark::Written(written) => written.trim_end_matches(['.', ')']).parse().ok(),
        Mark::Checkbox(_) | Mark::Footnote(_) => None,
    }
}

fn section(site: &Site, index: EntryIx, part: Part) -> Vec<Block> {
    let own = site.entry(index).item.body.part(part);
    own.map(|own| prose::blocks(site, index, &own.nodes)).unwrap_or_default()
}

/// Blocks as lines. What is quoted begins with a mark, which keeps the issuer's words apart.
fn lines(site: &Site, blocks: &[Block]) -> String {
    let (text, _) =
        prose::lines(blocks, |block| quotation_mark(site, block).map(|mark| mark + " ").or_else(|| block.before()));
    text
}

/// The mark of a quotation: whose words it is, and the name of the clause.
pub(super) fn quotation_mark(site: &Site, block: &Block) -> Option<String> {
    let (clause, _) = block.of.as_ref()?;
    let provenance = site.entry(*clause).item.provenance().map(words::provenance);
    let said = provenance.map(|own| own.say(words::locale(site)).to_owned()).unwrap_or_default();
    Some(format!("[{said} {}]", naming::full_name(site, *clause)))
}

/// The provenance of a section: its own, or that of its item.
pub(super) fn provenance(heading: Option<&Heading>, item: Option<Provenance>) -> Option<Provenance> {
    heading.and_then(|heading| heading.provenance.as_ref()).map(|own| own.value).or(item)
}

/// The provenance of the section that answers a question, or that of the item.
pub(super) fn provenance_of(entry: &Entry, part: Part) -> Option<Provenance> {
    let body = &entry.item.body;
    provenance(body.part(part).and_then(|section| body.heading_of(section)), entry.item.provenance())
}

//! What stands in a line and is no text: pictures, who takes a step.

use super::Writer;
use crate::export::docx::pictures;
use crate::export::words;
use crate::naming;

impl Writer<'_> {
    pub(super) fn picture(&mut self, asset: u32, words: &str) {
        let outgoing = self.site.outgoing(self.entry);
        let asset = outgoing.file(asset).and_then(|address| self.site.assets.get(address));
        let number = self.written.pictures.len() + 1;
        match asset.and_then(|asset| pictures::place(number, &asset.bytes, words)) {
            Some((placed, drawing)) => {
                self.runs.push_str(&drawing);
                self.written.pictures.push(placed);
            }
            // What Word cannot show is named.
            None => self.words(&format!("〔{words}〕")),
        }
    }

    /// Who takes a step, behind it.
    pub(super) fn actor(&mut self, actor: u32) {
        let (site, entry) = (self.site, self.entry);
        if let Some(holder) = site.outgoing(entry).actors.get(actor as usize) {
            let [open, close] = words::book(words::locale(site)).brackets;
            self.words(&format!("{open}{}{close}", naming::holder(site, holder, site.lang(entry))));
        }
    }
}

//! The text as it was meant, and where its places are in the text as it was typed.

use super::Edit;

/// A text with edits made.
pub(in crate::yaml) struct Mended {
    /// The text.
    pub(in crate::yaml) text: String,
    /// For each edit: where what it wrote begins and ends, and where what it replaced did.
    places: Vec<[usize; 4]>,
}

/// Makes those of the edits that say what should stand there. `with_doubtful` makes the doubtful ones, too.
pub(in crate::yaml) fn mend(yaml: &str, edits: &[Edit], with_doubtful: bool) -> Mended {
    let mut mended = Mended { text: String::with_capacity(yaml.len()), places: Vec::new() };
    let mut at = 0;
    for edit in edits.iter().filter(|edit| with_doubtful || !edit.is_doubtful) {
        let Some(text) = &edit.text else { continue };
        mended.text.push_str(&yaml[at..edit.place.start]);
        let start = mended.text.len();
        mended.text.push_str(text);
        mended.places.push([start, mended.text.len(), edit.place.start, edit.place.end]);
        at = edit.place.end;
    }
    mended.text.push_str(&yaml[at..]);
    mended
}

impl Mended {
    /// Where what begins at a place of the mended text begins in the typed one.
    pub(in crate::yaml) fn typed_start(&self, place: usize) -> usize {
        match self.places.iter().rev().find(|[start, ..]| *start <= place) {
            Some([_, end, from, _]) if place < *end => *from,
            Some([_, end, _, to]) => to + (place - end),
            None => place,
        }
    }

    /// Where what ends at a place of the mended text ends in the typed one.
    pub(in crate::yaml) fn typed_end(&self, place: usize) -> usize {
        match self.places.iter().rev().find(|[start, ..]| *start < place) {
            Some([_, end, _, to]) => to + place.saturating_sub(*end),
            None => place,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Fault;
    use super::*;

    fn edit(place: std::ops::Range<usize>, text: &str) -> Edit {
        let (text, fault) = (Some(text.to_owned()), Fault::Indentation);
        Edit { place, text, fault, is_doubtful: false, related: None }
    }

    #[test]
    fn places_lead_back() {
        let typed = "title：甲\n  x";
        let mended = mend(typed, &[edit(5..8, ": "), edit(12..14, "")], false);
        assert_eq!(mended.text, "title: 甲\nx");
        for word in ["title", "甲", "x"] {
            let (start, own) = (mended.text.find(word).unwrap(), typed.find(word).unwrap());
            assert_eq!(mended.typed_start(start), own, "{word}");
            assert_eq!(mended.typed_end(start + word.len()), own + word.len(), "{word}");
        }
    }
}

//! Where files are. The address of a kind of page stands with its description in `site/page/`.

use std::fmt;
use std::sync::Arc;

use crate::model::EditionKey;

/// The address of an output file inside the site: `urban/2022/t07.html`. Relative, ASCII, `/` between parts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Arc<str>);

impl Address {
    /// An address from its text.
    pub fn new(text: &str) -> Self {
        Self(Arc::from(text))
    }

    /// The address from the top of the site.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a further part of this page: `index.html`, `index.p2.html`….
    #[must_use]
    pub fn part(&self, part: usize) -> Self {
        if part == 0 {
            return self.clone();
        }
        Self::new(&format!("{}.p{}.html", self.stem(), part + 1))
    }

    /// The folder it lies in, with a `/` at its end; nothing for the top of the site.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |end| &self.0[..=end])
    }

    /// The address of what one facet leaves of a matrix. `_` is in no id, so that no item can have it.
    #[must_use]
    pub fn facet(&self, facet: &str, value: &str) -> Self {
        Self::new(&format!("{}_{facet}_{value}.html", self.stem()))
    }

    /// An address as people write it: parts of letters, digits, `-`, `_` and `.` between slashes, `.html` at its end, and
    /// under 200 characters. `None` for what no page of a site could have.
    pub fn of_page(text: &str) -> Option<Self> {
        const LONGEST: usize = 199;
        let fits = |part: &str| {
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
            !part.starts_with('.') && !part.is_empty() && part.chars().all(plain)
        };
        let is_page = text.ends_with(".html") && text.len() <= LONGEST && text.split('/').all(fits);
        is_page.then(|| Self::new(text))
    }

    /// The address of a file of open data.
    pub fn data(name: &str) -> Self {
        Self::new(&format!("data/{name}"))
    }

    /// The address of the data of an edition, or of its workbook, by the ending of the file's name.
    pub fn data_of(edition: &EditionKey, ending: &str) -> Self {
        Self::data(&format!("editions/{}_{}.{ending}", edition.standard, edition.edition))
    }

    /// The address of a schema of open data.
    pub fn schema(name: &str) -> Self {
        Self::data(&format!("schema/{name}.schema.json"))
    }

    /// The address of a further file of the same data: `roles.json`, `roles_p2.json`….
    #[must_use]
    pub fn data_part(&self, part: usize) -> Self {
        match self.0.rsplit_once('.') {
            Some((stem, ending)) if part > 0 => Self::new(&format!("{stem}_p{}.{ending}", part + 1)),
            _ => self.clone(),
        }
    }

    /// The address without the ending of a page.
    pub(crate) fn stem(&self) -> &str {
        self.0.strip_suffix(".html").unwrap_or(&self.0)
    }

    /// How a page at `from` writes a link to this address. It always ends in a file name, so that it works by double
    /// click too.
    pub fn relative_to(&self, from: &Self) -> String {
        // Pages write very many links, and their addresses are short: bytes are compared, not searched for. The folders that
        // both lie in are the longest common beginning that ends in `/`.
        let (mut shared, mut ups, mut is_common) = (0, 0, true);
        for (at, &byte) in from.0.as_bytes().iter().enumerate() {
            is_common = is_common && self.0.as_bytes().get(at) == Some(&byte);
            if byte == b'/' {
                if is_common {
                    shared = at + 1;
                } else {
                    ups += 1;
                }
            }
        }
        let mut link = String::with_capacity(ups * 3 + self.0.len() - shared);
        link.extend(std::iter::repeat_n("../", ups));
        link.push_str(&self.0[shared..]);
        link
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn links_are_relative_and_end_in_a_file() {
        let link = |to: &str, from: &str| Address::new(to).relative_to(&Address::new(from));
        assert_eq!(link("index.html", "index.html"), "index.html");
        assert_eq!(link("urban/2022/t01.html", "index.html"), "urban/2022/t01.html");
        assert_eq!(link("urban/2022/t01.html", "urban/2022/t02.html"), "t01.html");
        assert_eq!(link("index.html", "urban/2022/t02.html"), "../../index.html");
        assert_eq!(link("community/2022/t01.html", "urban/2022/t02.html"), "../../community/2022/t01.html");
        assert_eq!(link("urban/index.html", "urban/2022/t02.html"), "../index.html");
        assert_eq!(link("urban/2022/index.html", "urban/index.html"), "2022/index.html");
    }
}

//! Front matter as text: its keys with their lines, so that some can be changed and all others stay as they were written.

/// A file taken apart.
pub struct FrontMatter<'a> {
    /// Each top-level key with its lines; what stands before the first key has none.
    keys: Vec<(&'a str, String)>,
    /// Everything below.
    pub body: &'a str,
}

impl<'a> FrontMatter<'a> {
    /// Takes a file apart. `None` for one without front matter.
    pub fn of(text: &'a str) -> Option<Self> {
        let rest = text.strip_prefix("---\n")?;
        let end =
            rest.find("\n---\n").map(|end| end + 1).or_else(|| rest.ends_with("\n---").then(|| rest.len() - 3))?;
        let (head, body) = rest.split_at(end);
        let body = body.strip_prefix("---\n").unwrap_or_default();
        let mut keys: Vec<(&str, String)> = Vec::new();
        for line in head.split_inclusive('\n') {
            match key_of(line) {
                Some(key) => keys.push((key, line.to_owned())),
                None => match keys.last_mut() {
                    Some((_, lines)) => lines.push_str(line),
                    None => keys.push(("", line.to_owned())),
                },
            }
        }
        Some(Self { keys, body })
    }

    /// Leaves keys out.
    pub fn drop(&mut self, dropped: &[&str]) {
        self.keys.retain(|(key, _)| !dropped.contains(key));
    }

    /// Writes a key anew where it stands, else at the end. A value that begins with a line break stands below its key.
    pub fn set(&mut self, key: &'a str, value: &str) {
        let gap = if value.starts_with('\n') { "" } else { " " };
        let line = format!("{key}:{gap}{value}\n");
        match self.keys.iter_mut().find(|(own, _)| *own == key) {
            Some((_, lines)) => *lines = line,
            None => self.keys.push((key, line)),
        }
    }

    /// The lines of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.keys.iter().find(|(own, _)| *own == key).map(|(_, lines)| lines.as_str())
    }

    /// Changes the lines of a key, if it is there.
    pub fn change(&mut self, key: &str, change: impl Fn(&str) -> String) {
        for (_, lines) in self.keys.iter_mut().filter(|(own, _)| *own == key) {
            *lines = change(lines);
        }
    }

    /// The file again, above another text.
    pub fn above(&self, body: &str) -> String {
        let head: String = self.keys.iter().map(|(_, lines)| lines.as_str()).collect();
        format!("---\n{head}---\n{body}")
    }
}

/// The key that a line begins with, if it begins one at the top level.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(':')?;
    let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_key.then_some(key)
}

//! The lines `key: value` between two lines `---` at the head of `lesson.md`.

/// Keys and values in the order of the file; a key may come more than once.
pub struct FrontMatter<'a> {
    lines: Vec<(&'a str, &'a str)>,
}

impl<'a> FrontMatter<'a> {
    /// The front matter and the prose after it, or what is wrong.
    pub fn split(text: &'a str) -> Result<(Self, &'a str), String> {
        let rest = text
            .strip_prefix("---\n")
            .ok_or("it must begin with a line `---` and front matter".to_owned())?;
        let (head, body) = rest
            .split_once("\n---\n")
            .ok_or("the front matter must end with a line `---`".to_owned())?;
        let mut lines = Vec::new();
        for (index, line) in head.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let (key, value) = line
                .split_once(": ")
                .ok_or_else(|| format!("line {}: expected `key: value`", index + 2))?;
            lines.push((key.trim(), value.trim()));
        }
        Ok((FrontMatter { lines }, body))
    }

    /// The value of a key that must be there exactly once.
    pub fn one(&self, key: &str) -> Result<String, String> {
        let mut values = self.list(key);
        match (values.next(), values.next()) {
            (Some(value), None) => Ok(value.to_owned()),
            (None, _) => Err(format!("`{key}: …` is missing from the front matter")),
            (Some(_), Some(_)) => Err(format!("`{key}: …` is given twice")),
        }
    }

    /// All values of a key, in order.
    pub fn list(&self, key: &str) -> impl Iterator<Item = &'a str> {
        self.lines
            .iter()
            .filter(move |(name, _)| *name == key)
            .map(|(_, value)| *value)
    }

    pub fn unknown(&self, known: &[&str]) -> Vec<&'a str> {
        self.lines
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| !known.contains(name))
            .collect()
    }
}

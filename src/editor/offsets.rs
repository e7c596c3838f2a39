//! Places in a text: the compiler counts bytes, the editor UTF-16 units, people lines and columns.

/// The line and column, from 1, columns in characters, of a byte offset.
pub fn line_and_column(text: &str, byte: u32) -> (u32, u32) {
    let before = &text[..floor(text, byte)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() as u32 + 1;
    (line, before[line_start..].chars().count() as u32 + 1)
}

/// The offset in UTF-16 units of a byte offset.
pub fn utf16(text: &str, byte: u32) -> u32 {
    text[..floor(text, byte)].encode_utf16().count() as u32
}

/// The nearest character boundary at or before; the text may have changed since the offset was made.
fn floor(text: &str, byte: u32) -> usize {
    text.floor_char_boundary(byte as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_ways_of_counting() {
        let text = "a\nbé😀c";
        let c = text.find('c').unwrap() as u32;
        assert_eq!(line_and_column(text, c), (2, 4));
        assert_eq!(utf16(text, c), 6);
        assert_eq!(line_and_column(text, 0), (1, 1));
    }

    #[test]
    fn offsets_off_the_text_or_inside_a_character_are_harmless() {
        assert_eq!(line_and_column("é", 1), (1, 1));
        assert_eq!(utf16("ab", 99), 2);
    }
}

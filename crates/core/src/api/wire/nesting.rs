//! How deep inside of a JSON value its bytes are.

/// Follows the bytes of JSON one by one: inside of which texts, lists and objects they stand.
#[derive(Debug, Default)]
pub struct Nesting {
    depth: u32,
    in_text: bool,
    escaped: bool,
}

/// What a byte is to the values that are inside of nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A part of one, or the beginning of a text.
    Within,
    /// It begins a list or an object.
    Begins,
    /// It ends a text, a list or an object.
    Ends,
    /// It stands outside of texts, lists and objects: a letter of a number, `true`, `false` or `null`, a space, a comma, or a
    /// bracket that closes something else.
    Outside,
}

impl Nesting {
    /// Goes on by a byte.
    pub fn step(&mut self, byte: u8) -> Role {
        match (byte, self.in_text) {
            _ if self.escaped => self.escaped = false,
            (b'\\', true) => self.escaped = true,
            (b'"', is_end) => {
                self.in_text = !is_end;
                if is_end && self.depth == 0 {
                    return Role::Ends;
                }
            }
            (b'{' | b'[', false) => {
                self.depth += 1;
                if self.depth == 1 {
                    return Role::Begins;
                }
            }
            (b'}' | b']', false) if self.depth > 0 => {
                self.depth -= 1;
                if self.depth == 0 {
                    return Role::Ends;
                }
            }
            (_, false) if self.depth == 0 => return Role::Outside,
            _ => {}
        }
        Role::Within
    }
}

#[cfg(test)]
mod tests {
    use super::{Nesting, Role};

    #[test]
    fn each_value_begins_and_ends_once() {
        let steps = |json: &str| {
            let mut nesting = Nesting::default();
            let letter = |byte| match nesting.step(byte) {
                Role::Within => '.',
                Role::Begins => 'B',
                Role::Ends => 'E',
                Role::Outside => 'o',
            };
            json.bytes().map(letter).collect::<String>()
        };
        assert_eq!(steps(r#"{"a":[1,{}]} , "\"]" 1]"#), "B..........Eooo....Eooo");
        assert_eq!(steps(r#""\\""{""#), "...E..E");
    }
}

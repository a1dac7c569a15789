//! How wide a column is where nobody has chosen a width.

/// What stands beside the text in a cell, in CSS pixels: its padding, and a pixel for what is rounded.
const BESIDE: u32 = 17;

/// The width of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Width {
    /// The least, in CSS pixels.
    pub least: u32,
    /// The share of what room is left; none where the column is just that wide.
    pub share: Option<f32>,
}

impl Width {
    /// Just so many CSS pixels.
    pub const fn fixed(least: u32) -> Self {
        Self { least, share: None }
    }

    /// So many CSS pixels at least, and a share of what room is left.
    pub const fn shared(least: u32, share: f32) -> Self {
        Self { least, share: Some(share) }
    }

    /// The same, but no narrower than a text needs: so many letters, each no wider than so many CSS pixels.
    #[must_use]
    pub fn with_room_for(self, letters: usize, letter: u32) -> Self {
        let needed = u32::try_from(letters).unwrap_or(u32::MAX).saturating_mul(letter).saturating_add(BESIDE);
        Self { least: self.least.max(needed), ..self }
    }

    /// In the words of a CSS grid.
    pub fn track(&self) -> String {
        match self.share {
            Some(share) => format!("minmax({}px,{share}fr)", self.least),
            None => format!("{}px", self.least),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Width;

    #[test]
    fn tracks_are_words_of_a_css_grid() {
        assert_eq!(Width::fixed(84).track(), "84px");
        assert_eq!(Width::shared(280, 3.0).track(), "minmax(280px,3fr)");
        assert_eq!(Width::shared(130, 1.4).track(), "minmax(130px,1.4fr)");
    }

    #[test]
    fn there_is_room_for_what_is_longer() {
        assert_eq!(Width::fixed(64).with_room_for(5, 9), Width::fixed(64));
        assert_eq!(Width::fixed(64).with_room_for(6, 9), Width::fixed(71));
        assert_eq!(Width::shared(64, 1.0).with_room_for(usize::MAX, 9), Width::shared(u32::MAX, 1.0));
    }
}

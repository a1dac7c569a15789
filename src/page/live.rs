//! Following signals where no element does.

use leptos::prelude::Effect;

/// Does something in a moment and whenever a signal that it has read changes.
pub fn follow(act: impl FnMut() + 'static) {
    // In a box, all effects are of one type and share their code.
    let act: Box<dyn FnMut()> = Box::new(act);
    Effect::new(act);
}

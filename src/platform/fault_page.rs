//! What `boot.js` saves after a fault of the page: the answers of the appliance as they came.

use js_sys::{Array, Reflect};

/// Hands the bodies of a dataset to `boot.js`, which rows are in those that have come whole, and the name under which they are
/// saved. Of rows that are in several, `boot.js` saves one.
pub fn keep(bodies: &Array, pages: &Array, label: &str) {
    if let Some(kept) = super::kept() {
        // An object takes any value.
        let _ = Reflect::set(&kept, &"bodies".into(), bodies);
        let _ = Reflect::set(&kept, &"pages".into(), pages);
        let _ = Reflect::set(&kept, &"sample".into(), &label.into());
    }
}

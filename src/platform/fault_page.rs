//! What `boot.js` saves after a fault of the page: the answers of the appliance as they came.

use js_sys::{Array, Reflect};

/// Hands the bodies of a dataset to `boot.js`, with the name under which they are saved.
pub fn keep(bodies: &Array, label: &str) {
    if let Some(kept) = super::kept() {
        // An object takes any value.
        let _ = Reflect::set(&kept, &"bodies".into(), bodies);
        let _ = Reflect::set(&kept, &"sample".into(), &label.into());
    }
}

//! Waiting for a state, never for a time.

use std::panic::Location;
use std::time::{Duration, Instant};

/// How long a state may take to come, unless a test says otherwise: much longer than it ever should, since a machine may be busy
/// with something else.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Between two looks, at first.
pub const PAUSE: Duration = Duration::from_millis(25);

/// Between two looks at what takes long: looking takes the browser time that the page could use.
const LONG_PAUSE: Duration = Duration::from_millis(100);

/// Looks until `look` finds what it wants.
pub async fn until<T>(
    what: &str,
    at: &Location<'_>,
    patience: Duration,
    look: impl AsyncFn() -> Result<T, String>,
) -> T {
    let start = Instant::now();
    let mut pause = PAUSE;
    loop {
        match look().await {
            Ok(found) => return found,
            Err(seen) if start.elapsed() >= patience => {
                panic!("{at}: waited {} s for: {what}\nlast seen: {seen}", patience.as_secs())
            }
            Err(_) => {
                tokio::time::sleep(pause).await;
                pause = LONG_PAUSE.min(pause * 3 / 2);
            }
        }
    }
}

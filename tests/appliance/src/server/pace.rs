//! A slow network: bodies that come no faster than so many bytes a second.

use std::time::Duration;

use axum::body::Body;
use futures_util::StreamExt;

/// Bytes between two pauses at most.
const STEP: usize = 16 * 1024;

/// `body`, at `pace` bytes per second at most.
pub fn slowed(body: Body, pace: Option<u64>) -> Body {
    let Some(pace) = pace.filter(|&pace| pace > 0) else { return body };
    let mut chunks = body.into_data_stream();
    Body::from_stream(async_stream::stream! {
        while let Some(chunk) = chunks.next().await {
            let Ok(mut chunk) = chunk else {
                yield chunk;
                break;
            };
            while !chunk.is_empty() {
                let step = chunk.split_to(chunk.len().min(STEP));
                let pause = Duration::from_secs_f64(step.len() as f64 / pace as f64);
                yield Ok(step);
                tokio::time::sleep(pause).await;
            }
        }
    })
}

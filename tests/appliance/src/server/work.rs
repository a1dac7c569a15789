//! A slow appliance: a few workers, each of which takes its time for a request and for every row in the answer.

use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, ensure};
use tokio::sync::Semaphore;

/// How many rows an answer has, noted in its extensions.
#[derive(Debug, Clone, Copy, Default)]
pub struct RowCount(pub usize);

/// What answers take: `300,1.5,8` for 300 ms a request, 1.5 ms a row, and eight requests at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Work {
    /// Milliseconds for any request.
    pub request: f64,
    /// Milliseconds for a row.
    pub row: f64,
    /// How many requests are answered at once; others wait.
    pub workers: u32,
}

/// Workers where their number is not said.
const WORKERS: u32 = 8;

/// Longest time that any part may take, in milliseconds.
const LONGEST: f64 = 600_000.0;

impl FromStr for Work {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let mut parts = text.split(',');
        let mut time = |what: &'static str| -> anyhow::Result<f64> {
            let part = parts.next().with_context(|| format!("milliseconds a {what} are missing"))?;
            let time: f64 = part.trim().parse().with_context(|| format!("“{part}” is no number of milliseconds"))?;
            ensure!((0.0..=LONGEST).contains(&time), "{time} ms a {what} are out of range");
            Ok(time)
        };
        let (request, row) = (time("request")?, time("row")?);
        let workers = match parts.next() {
            Some(part) => part.trim().parse().with_context(|| format!("“{part}” is no number of workers"))?,
            None => WORKERS,
        };
        ensure!((1..=1_000).contains(&workers), "{workers} workers are out of range");
        ensure!(parts.next().is_none(), "more than a request, a row and the workers");
        Ok(Self { request, row, workers })
    }
}

/// Those who do the work.
#[derive(Debug)]
pub struct Workers {
    work: Work,
    free: Semaphore,
}

impl Workers {
    /// None of them has anything to do.
    pub fn new(work: Work) -> Self {
        Self { work, free: Semaphore::new(work.workers as usize) }
    }

    /// Takes as long as the answer does, once a worker is free.
    pub async fn take_time(&self, RowCount(rows): RowCount) {
        let time = (self.work.request + self.work.row * rows as f64).min(LONGEST);
        // It is never closed.
        let _worker = self.free.acquire().await;
        tokio::time::sleep(Duration::from_secs_f64(time / 1_000.0)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_answers_take_is_read() {
        assert_eq!("300,1.5".parse::<Work>().ok(), Some(Work { request: 300.0, row: 1.5, workers: WORKERS }));
        assert_eq!("0, 0,1".parse::<Work>().ok(), Some(Work { request: 0.0, row: 0.0, workers: 1 }));
        for wrong in ["", "300", "x,1", "300,-1", "300,1,0", "300,1,2,3", "NaN,1", "1e9,1"] {
            assert!(wrong.parse::<Work>().is_err(), "{wrong}");
        }
    }
}

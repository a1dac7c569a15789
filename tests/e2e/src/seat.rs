//! Places to run a browser at. Driver and browser stay for the next test: a start takes longer than many a test.

use std::sync::{Mutex, PoisonError};

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::browser::{Browser, Wanted};
use crate::driver::Driver;
use crate::engine::Engine;

/// More at once only makes each of them slower.
static SEATS: Semaphore = Semaphore::const_new(2);

/// What stands at the seats that nobody has now. Some drivers have one browser at a time.
static FREE: Mutex<Vec<(Driver, Option<Browser>)>> = Mutex::new(Vec::new());

/// A place to run a browser at, which one test has.
pub struct Seat {
    driver: Driver,
    _permit: SemaphorePermit<'static>,
}

impl Seat {
    /// Waits for a seat, and for a browser there as good as new.
    ///
    /// # Errors
    ///
    /// Driver or browser can't be started.
    pub async fn take(wanted: Wanted<'_>) -> anyhow::Result<(Self, Browser)> {
        let permit = SEATS.acquire().await?;
        let free = FREE.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let (mut driver, browser) = match free {
            Some(free) => free,
            None => (Driver::start(Engine::here())?, None),
        };
        let mut kept = None;
        if let Some(mut browser) = browser {
            if browser.suits(wanted) && browser.renew(wanted).await.is_ok() {
                kept = Some(browser);
            } else if browser.driver.quit().await.is_err() {
                // A browser that does not end goes with its driver.
                driver = Driver::start(Engine::here())?;
            }
        }
        let browser = match kept {
            Some(browser) => browser,
            None => match Browser::start(&driver.address, wanted).await {
                Ok(browser) => browser,
                // A driver may have ended, by itself or with the browser before.
                Err(_) => {
                    driver = Driver::start(Engine::here())?;
                    Browser::start(&driver.address, wanted).await?
                }
            },
        };
        Ok((Self { driver, _permit: permit }, browser))
    }

    /// Leaves the browser to the next test.
    pub fn leave(self, browser: Browser) {
        FREE.lock().unwrap_or_else(PoisonError::into_inner).push((self.driver, Some(browser)));
    }

    /// Ends the browser, of which nobody knows what state it is in.
    pub async fn leave_without(self, browser: Browser) {
        // A browser that does not end goes with its driver.
        if browser.driver.quit().await.is_ok() {
            FREE.lock().unwrap_or_else(PoisonError::into_inner).push((self.driver, None));
        }
    }
}

//! The whole page in a real browser against the demo appliance. Each test says what the user sees.
//!
//! One binary, so that there is one thing to link and one `ChromeDriver` to start.

mod harness;

//! How a page is taken in.

use crate::platform::scheduler::Gate;

/// How rows are taken in.
#[derive(Clone, Copy, Debug, Default)]
pub struct FetchOptions<'a> {
    /// When all bytes of the page have come: where they come fast that is faster still, since bytes that are kept need not
    /// pass through the page to get there, but of a page that comes slowly nothing would be seen meanwhile.
    pub whole: bool,
    /// Not before this is over: until the first answer of its size has come, nobody knows where the rows of the others belong.
    pub after: Option<&'a Gate>,
}

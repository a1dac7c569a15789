//! Which rows, in which order: filter, search, sort, facets.

pub mod ast;
pub mod complete;
pub mod edit;
pub mod eval;
pub mod facets;
pub mod field;
pub mod filter;
pub mod glob;
pub mod hash_lists;
pub mod highlight;
pub mod lexer;
pub mod own_words;
pub mod parser;
pub mod predicate;
pub mod radix;
pub mod search;
pub mod simd;
pub mod sort;
pub mod span;

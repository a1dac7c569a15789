//! Matryoshka.

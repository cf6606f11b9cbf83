//! The proof of the rules, sentence by sentence, through the whole pipeline.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod behaviour;
mod harness;
mod proof;

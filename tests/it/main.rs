//! What the program does, seen from outside: one binary, a module per theme.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

mod cases;
mod commands;
mod events;
mod forgiving;
mod fuzz;
mod golden_rules;
mod golden_seeds;
mod lists;
mod parse;
mod run;
mod support;
mod tables;
mod times;

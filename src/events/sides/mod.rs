//! Who did an act and to whom, beyond the slots of its predicate, and between whom it is an act of politics.
//!
//! ```text
//! able        which parties may stand in the slots of an act
//! pairs       which two parties make a political event
//! countrymen  of which country an unnamed group is
//! nearby      parties outside the slots that the clause names
//! addressees  to whom words are said that name nobody
//! doers       who did a deed that no subject is told of
//! bystanders  whom and what a violent act names beside its slots
//! opponents   against whom a protest, strike or denial is
//! pairing     an act and its parties → events
//! ```

pub(super) mod able;
mod addressees;
mod bystanders;
pub(super) mod countrymen;
mod doers;
pub(super) mod nearby;
mod opponents;
mod pairing;
pub(super) mod pairs;

//! When and where an act was, and of which country that makes its unnamed parties.
//!
//! ```text
//! when          the day: the time expression that governs the clause, else the day of the news
//! background    acts that are told only as what was before
//! perfect       what the tense and the place of a clause tell of its day
//! headings      days that head the items of a chronicle
//! era           the time that an undated document tells of
//! whereabouts   the place, as the clause says
//! sites         the place that a noun phrase names
//! surroundings  the one place that the sentence sets as its scene
//! seats         where the doers of the act are at home
//! dateline      whether it may have been at the place of the dateline
//! home          the countries that complete parties without one
//! ```

mod background;
pub(super) mod dateline;
pub(super) mod era;
mod headings;
pub(super) mod home;
mod perfect;
mod seats;
mod sites;
mod surroundings;
pub(super) mod when;
pub(super) mod whereabouts;

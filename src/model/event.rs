//! Events and time expressions as found in one document.

use std::sync::Arc;

use super::{EntityRef, PartialDate, Span};

/// What a document or event is about: the name of a theme.
pub type Theme = Arc<str>;

/// One report of an event in a sentence.
#[derive(Clone, Debug, Default)]
pub struct EventMention {
    /// Index of the sentence.
    pub sentence: u32,
    /// Bytes of the clean text: from the first to the last word that was used (actors, trigger).
    pub span: Span,
    /// The words that name the act.
    pub trigger: Span,
    /// Id of the rule that coded it.
    pub rule: String,
    /// CAMEO code, 2 to 4 digits.
    pub cameo: String,
    /// Whether it happened, as far as the sentence says.
    pub status: Status,
    /// Who did it.
    pub source: Actor,
    /// To or with whom.
    pub target: Actor,
    /// When.
    pub date: Option<PartialDate>,
    /// Where.
    pub place: Option<PlaceRef>,
    /// Who says so, when it is reported speech; the canonical name or the words used.
    pub attribution: String,
    /// 0 to 1.
    pub confidence: f32,
    /// What the confidence was made of.
    pub signals: Signals,
    /// Its themes, in order; filled when all events of the document are known.
    pub themes: Vec<Theme>,
}

/// What is known of how an event was found, a bit each; `events::signals` names them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signals(pub u128);

/// Who acts or is acted upon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actor {
    /// The entity, when the actor is a named one (or a nameable one: `Russian troops` has Russia).
    pub entity: Option<EntityRef>,
    /// Entity's name, or the words used (`protesters in Athens`).
    pub name: String,
    /// CAMEO actor code, country first.
    pub code: String,
    /// Bytes of the clean text of the words used.
    pub span: Span,
}

/// Where an event took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceRef {
    /// The place.
    pub entity: EntityRef,
    /// Bytes of the clean text that name it.
    pub span: Span,
}

/// Whether a reported event happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Told as a fact.
    #[default]
    Asserted,
    /// Told not to have happened.
    Negated,
    /// Possible, conditional or alleged only.
    Hypothetical,
    /// To come.
    Future,
}

impl Status {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Negated => "negated",
            Self::Hypothetical => "hypothetical",
            Self::Future => "future",
        }
    }
}

/// A time expression in a text (TIMEX3, ISO 24617-1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Index of the sentence.
    pub sentence: u32,
    /// Bytes of the clean text.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimeType,
    /// TIMEX3 value (`2016-09-13`, `P3D`).
    pub value: String,
    /// The calendar date, when the value is one.
    pub date: Option<PartialDate>,
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeType {
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

impl TimeType {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

//! Mentions: names in a text, and what they mean.

use super::Span;

/// A name in a text, resolved to an entity.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Bytes of the clean text.
    pub span: Span,
    /// Index of the sentence.
    pub sentence: u32,
    /// First token of the document's tokens.
    pub first_token: u32,
    /// One past the last token.
    pub end_token: u32,
    /// What the name means.
    pub entity: EntityRef,
    /// The rule that found and resolved it.
    pub rule: Rule,
    /// 0 to 1: how sure the resolution is.
    pub confidence: f32,
}

/// Which entity: one of the gazetteer, or one found in this document only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityRef {
    /// Index into the gazetteer's entities.
    Listed(u32),
    /// Index into [`super::Annotated::found`].
    Found(u32),
}

/// How a mention was found and resolved, as `mentions.csv` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The canonical name or a strong alias of one entity.
    Name,
    /// A name of several entities, decided by what stands around it.
    Context,
    /// A surname (or other part) of a person named in full in the same document.
    Surname,
    /// A title and a surname (`Secretary Kerry`) of a person who held it.
    TitleSurname,
    /// A bare surname of somebody every reader knows (`Netanyahu rejected`).
    Prominence,
    /// An acronym, either listed or defined in the document (`Free Syrian Army (FSA)`).
    Acronym,
    /// An adjective or noun of nationality (`Syrian`, `the Russians`).
    Demonym,
    /// A building that stands for a government.
    Landmark,
    /// A capital that stands for its government (`Moscow denied`).
    Metonym,
    /// Another romanization of a name (`Moammar Gadhafi`).
    Variant,
    /// One letter off a name (`Vladmir Putin`).
    Fuzzy,
    /// A name that no list has.
    Found,
}

impl Rule {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Context => "context",
            Self::Surname => "surname",
            Self::TitleSurname => "title",
            Self::Prominence => "prominence",
            Self::Acronym => "acronym",
            Self::Demonym => "demonym",
            Self::Landmark => "landmark",
            Self::Metonym => "metonym",
            Self::Variant => "variant",
            Self::Fuzzy => "fuzzy",
            Self::Found => "found",
        }
    }
}

/// Which meaning of a name of several was taken, and what decided: shown by `explain`.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Bytes of the clean text.
    pub span: Span,
    /// Ids of the other entities that it could have meant.
    pub over: Vec<String>,
    /// What decided, in words for a person.
    pub reason: String,
}

/// A name that was seen and not taken, with the reason: shown by `explain`.
#[derive(Clone, Debug)]
pub struct RejectedName {
    /// Bytes of the clean text.
    pub span: Span,
    /// Ids of the entities that it could have meant, the likeliest first.
    pub candidates: Vec<String>,
    /// Why none was taken, in words for a person.
    pub reason: String,
}

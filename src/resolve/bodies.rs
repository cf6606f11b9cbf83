//! Whose body it is that no list has, by its name: `the Dutch Refugee Council`, `the United Nations Water Agency`.
//!
//! A name opens with a nationality, a country or an international body, and its last noun before `of` or `for` says what it is
//! (an agent noun). Both must be known: a `Dutch Flower Show` acts for nobody.

use crate::gazetteer::{Meaning, NameKind, PhraseMatch};
use crate::model::EntityType;
use crate::spot::found::FoundName;

use super::Reading;

/// What a body may be for a state to act through it: firms, parties and unions act for themselves. Whatever is of the United Nations acts for
/// them.
const OF_STATES: [&str; 6] = ["GOV", "LEG", "JUD", "MIL", "COP", "SPY"];

/// Nouns for bodies of trades as often as of states: the `Australian Meat Industry Council`.
const OF_TRADES: [&str; 2] = ["congress", "council"];

/// Country (ISO 3166 alpha-3, empty for an international body) and CAMEO code of a found organization, if its name tells.
pub fn home(reading: &Reading, name: &FoundName) -> Option<(String, String)> {
    if name.kind != EntityType::Organization || name.end_token - name.first_token < 3 {
        return None;
    }
    let (gazetteer, tokens) = (reading.gazetteer, &reading.segmented.tokens);
    let article = reading.surface(name.first_token as usize).eq_ignore_ascii_case("the");
    let first = name.first_token as usize + usize::from(article);
    let owner = gazetteer.names().longest(tokens, first, name.end_token as usize, |_, _| true)?;
    let joint = |&at: &usize| matches!(reading.surface(at), "of" | "for" | "on" | "against");
    let end = (owner.end..name.end_token as usize).find(joint).unwrap_or(name.end_token as usize);
    let (_, body) = gazetteer.agents.ending_at(tokens, owner.end, end).filter(|(_, body)| body.kind == "body")?;
    let meanings = gazetteer.names().meanings(owner.group).iter().filter(|meaning| !meaning.weak);
    meanings.map(|meaning| of_owner(reading, meaning, &body)).find(Option::is_some).flatten()
}

fn of_owner(reading: &Reading, owner: &Meaning, body: &PhraseMatch) -> Option<(String, String)> {
    let entity = reading.gazetteer.entity(owner.entity);
    if entity.code.starts_with("IGO") {
        return Some((String::new(), entity.code.clone()));
    }
    let nation = owner.kind == NameKind::Demonym || entity.subtype == "country";
    let state =
        entity.kind == EntityType::Place && nation && !entity.country.is_empty() && OF_STATES.contains(&body.code);
    let state = state && !OF_TRADES.contains(&body.text);
    state.then(|| (entity.country.clone(), format!("{}{}", entity.country, body.code)))
}

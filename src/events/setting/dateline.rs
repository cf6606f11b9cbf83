//! Whether an act whose place the sentence does not tell may have been at the place of the dateline.

use super::whereabouts::Whereabouts;
use crate::events::actors::codes;
use crate::events::clauses;
use crate::events::context::DocumentContext;
use crate::events::draft::Draft;
use crate::events::sides::able::is_violent;
use crate::events::view::{At, View};
use crate::events::words;
use crate::model::{Actor, EntityRef, EntityType, Mention, PartialDate, PlaceRef, Relation, TimeExpression, Upos};

/// The place of the dateline over what stands at a byte of the text: of the item of a digest, else of the document.
pub(in crate::events) fn place_over(document: &DocumentContext, at: u32) -> Option<PlaceRef> {
    let span = document.clean.dateline.as_ref()?.place?;
    let is_place = |mention: &&Mention| document.entity(mention.entity).kind == EntityType::Place;
    let before = document.mentions.partition_point(|mention| mention.span.end <= at);
    let item = document.mentions[..before].iter().rev().filter(is_place).find(|mention| opens_item(document, mention));
    let mention = item.or_else(|| document.mentions.iter().find(|mention| span.contains(mention.span)))?;
    if is_place(&mention) {
        return Some(PlaceRef { entity: mention.entity, span: mention.span });
    }
    // "UNITED NATIONS (Reuters) -": what is done there is done in New York.
    let united_nations = document.entity(mention.entity).id == "organization:united-nations";
    let seat = document.gazetteer.index_of("place:new-york-5128581").filter(|_| united_nations)?;
    Some(PlaceRef { entity: EntityRef::Listed(seat), span: mention.span })
}

/// "BEIRUT - ", at the beginning of a paragraph further down.
fn opens_item(document: &DocumentContext, mention: &Mention) -> bool {
    let text = &document.clean.text;
    let before = text[..mention.span.start as usize].trim_end_matches([' ', '\t']);
    let behind = text[mention.span.end as usize..].trim_start_matches([' ', '\t']);
    // "U.S.-Japan talks" is none.
    let dash = behind.starts_with(['-', '–', '—'])
        && behind.trim_start_matches(['-', '–', '—']).starts_with(char::is_whitespace);
    let capitals = !mention.span.of(text).contains(|letter: char| letter.is_lowercase());
    dash && capitals && (before.is_empty() || before.ends_with('\n'))
}

impl Whereabouts<'_, '_> {
    /// The place of the dateline over the sentence.
    pub(in crate::events) fn dateline(&self) -> Option<PlaceRef> {
        place_over(self.view.document, self.view.sentence.span.start)
    }

    /// Whether an act whose place the sentence does not tell may have been at the place of the dateline: one of its sides is at
    /// home there, or the sentence tells of the act itself and of nobody's country.
    pub(super) fn may_be_at(
        &self,
        draft: &Draft,
        place: &PlaceRef,
        actors: (&Actor, &Actor),
        date: Option<PartialDate>,
    ) -> bool {
        let here = codes::country_of(self.view.document.entity(place.entity));
        let [source, target] = [actors.0, actors.1].map(country);
        let is_here = |side: Option<&str>| side.is_some_and(|side| codes::lies_in(&here, side));
        let abroad = |side: Option<&str>| side.is_some() && !is_here(side);
        if self.is_elsewhere(draft, &here) {
            return false;
        }
        // Who comes from abroad to fight does so at a front, and speaks of those here anywhere.
        let against = matches!(draft.code.get(..2), Some("11" | "12" | "13" | "19"));
        if against && abroad(source) && is_here(target) {
            return false;
        }
        // A visit is where it leads, force is used where it strikes.
        let by_nobody = is_violent(&draft.code) && actors.0.code.is_empty() && self.is_told_itself(draft);
        if (is_violent(&draft.code) || is_visit(draft)) && abroad(target) && !by_nobody {
            return false;
        }
        // Who is abroad expels diplomats from there.
        if draft.code.starts_with("16") && abroad(source) {
            return false;
        }
        // "KABUL - Venezuelan police arrested an opposition leader": what is of one land and abroad is no matter of this place; and whoever
        // holds power over people holds it at home.
        let theirs = abroad(source) && (source == target || target.is_none() && draft.code.starts_with("17"));
        let deeds = is_physical(&draft.code) || draft.code.starts_with("08");
        if theirs && deeds {
            return false;
        }
        // States and their governments act from their capitals: "NEW YORK - The administration imposed tariffs".
        let terms =
            draft.code.starts_with("04") || (matches!(draft.code.get(..2), Some("03" | "05")) && self.is_joint(draft));
        let in_town = (is_here(source) || is_here(target)) && self.view.document.entity(place.entity).subtype == "city";
        if in_town
            && self.is_of_capital(actors.0)
            && !is_violent(&draft.code)
            && !(terms && draft.fit.mutual && !draft.fit.noun && self.is_told_itself(draft))
        {
            return false;
        }
        // "talks between them have gone on for years": what is named only, and of no day, is no matter of this place.
        let of_day = date.is_some_and(|date| date.precision() == "day");
        let between = draft.code.starts_with("04") && draft.fit.noun && (abroad(source) || abroad(target));
        if between && !is_visit(draft) && !of_day && !self.is_told_itself(draft) {
            return false;
        }
        // What two sides did long before the news was not done at the place of the news.
        if !is_here(source) || (draft.fit.mutual && abroad(target)) {
            let long_ago =
                date.zip(self.view.document.date()).is_some_and(|(date, written)| is_long_before(date, written));
            if long_ago {
                return false;
            }
        }
        // What was done in another year is told for itself, and not from where it was.
        let of_year =
            |(date, written): (PartialDate, PartialDate)| date.year() < written.year() && date.precision() == "year";
        if date.zip(self.view.document.date()).is_some_and(of_year) {
            return false;
        }
        // Rebels and bandits speak from where they hide.
        let spoken = matches!(draft.code.get(..2), Some("01" | "02" | "10" | "11" | "12" | "13"));
        let hidden = spoken && codes::is_band(&actors.0.code);
        if hidden || is_older(self.view, draft) {
            return false;
        }
        // "Italy has criticized West Germany": told of abroad, and not of today.
        if abroad(source) && self.is_perfect(draft) {
            return false;
        }
        // "Trump gave a speech, chastising Pakistan": words about those here may be said anywhere.
        let words = !is_physical(&draft.code) && !draft.code.starts_with("04") && draft.code != "057";
        let told_here = || actors.0.code.is_empty() || (source.is_none() && self.is_told_itself(draft));
        if is_here(source) || (is_here(target) && (!words || terms || told_here())) {
            return true;
        }
        // States act from their capitals, and come to terms with one another elsewhere.
        let state = actors.0.code.len() == 3 && source.is_some() && !terms;
        self.is_told_itself(draft) && !state && !(is_violent(&draft.code) && abroad(source))
    }

    /// Whether the doer is a state or a body of its government.
    fn is_of_capital(&self, source: &Actor) -> bool {
        let Some(entity) = source.entity.map(|entity| self.view.document.entity(entity)) else { return false };
        match entity.kind {
            EntityType::Place => codes::is_state(entity) && (source.code.len() == 3 || source.code.ends_with("GOV")),
            EntityType::Organization => source.code.ends_with("GOV") && entity.subtype == "government",
            _ => false,
        }
    }

    /// Whether both sides are the subject: "Russia and the United States agreed".
    fn is_joint(&self, draft: &Draft) -> bool {
        let Some(subject) = draft.fit.source else { return false };
        let joined = self.view.coordinated(subject.word);
        joined.len() > 1 && draft.targets.iter().any(|target| joined.contains(&target.head))
    }

    /// Whether the act is told in the present perfect.
    fn is_perfect(&self, draft: &Draft) -> bool {
        let view = self.view;
        let verb = if draft.composed { draft.top } else { draft.fit.word };
        let has = |at: At| {
            view.relation(at) == Relation::Aux && view.lemma(at) == "have" && !view.form(at).eq_ignore_ascii_case("had")
        };
        matches!(view.xpos(verb), "VBN" | "VBD") && view.children(verb).any(has)
    }

    /// Whether a phrase of the clause names where the act was, though as no known place: "at the United Nations", "in Knokke".
    fn is_elsewhere(&self, draft: &Draft, here: &str) -> bool {
        let (view, word) = (self.view, draft.fit.word);
        let unknown = |at: At| {
            let agents = &view.document.gazetteer.agents;
            view.upos(at) == Upos::Propn
                && !words::is_time(view, at)
                && !view.has_child(at, &[Relation::Det])
                && agents.ending_at(view.tokens, at.saturating_sub(5), at + 1).is_none()
        };
        // "demonstrated at airports": at several places.
        let several = |at: At| view.xpos(at) == "NNS" && self.lists.sites.contains(&view.lemmas[at]);
        let elsewhere = |at: At| match view.mention(at).map(|mention| view.document.entity(mention.entity)) {
            Some(entity) => entity.kind != EntityType::Person && !codes::lies_in(here, &entity.country),
            None => unknown(at) || several(at),
        };
        // "Workers in eight cities were detained for stoning police"
        let counted = |at: At| several(at) && view.has_child(at, &[Relation::Nummod]) && self.is_locative(at);
        if !draft.code.starts_with("04") && is_physical(&draft.code) && (0..view.len()).any(counted) {
            return true;
        }
        let shared = view.head(word).filter(|&head| self.shares_place(word, head));
        let mut own = draft.fit.used.iter().copied().chain([word]).chain(shared);
        own.any(|word| view.children(word).any(|at| self.is_locative(at) && elsewhere(at)))
    }

    /// Whether the act is what the sentence reports: the verb of its main clause, or a noun that such a verb lends its subject.
    fn is_told_itself(&self, draft: &Draft) -> bool {
        use Relation as R;
        let (view, word) = (self.view, if draft.composed { draft.top } else { draft.fit.word });
        let carried = |at: At| {
            let head = view.head(at).filter(|_| !view.is_verb(at));
            head.filter(|&head| {
                view.is_verb(head)
                    && self.lists.light.contains(&view.lemmas[head])
                    && match view.relation(at) {
                        R::Nsubj => view.lemma(head) != "lead" && !view.has_child(head, &[R::Obj]),
                        other => matches!(other, R::NsubjPass | R::Obj),
                    }
            })
        };
        let mut at = carried(word).unwrap_or(word);
        for _ in 0..6 {
            let Some(head) = view.head(at) else { return true };
            // "Kerry met Lavrov, officials said": the words before the verb of saying are the report.
            let quoted = view.relation(at) == R::Ccomp && at < head;
            // "Officials said ten were killed": what force did is told by somebody mostly. "The bank said it has lent": by itself.
            let reported = view.relation(at) == R::Ccomp && self.lists.speech.contains(&view.lemmas[head]);
            let by_itself = || view.child(at, &[R::Nsubj]).is_some_and(|subject| view.upos(subject) == Upos::Pron);
            let quoted = quoted || (reported && (is_violent(&draft.code) || by_itself()));
            // "said he was concerned and urged Brazil to act"
            let predicate = view.is_verb(head) || (view.upos(head) == Upos::Adj && clauses::has_copula(view, head));
            let joined = matches!(view.relation(at), R::Conj | R::Xcomp) && predicate;
            if !(quoted || joined || view.relation(at) == R::Parataxis) {
                return false;
            }
            at = head;
        }
        false
    }
}

/// Whether an undated report tells of an act as of a month or year before: "In March, rebels freed 12 nuns".
fn is_older(view: &View, draft: &Draft) -> bool {
    let verbs = [draft.fit.word, draft.top];
    let older = |time: &TimeExpression| {
        let month = time.value.starts_with("XXXX-") && !time.value.starts_with("XXXX-W") && time.value.len() == 7;
        let text = time.span.of(&view.document.clean.text);
        let long = ["week", "month", "year", "decade"].iter().any(|unit| text.contains(unit));
        time.date.is_none() && (month || (time.value == "PAST_REF" && long))
    };
    let said = |at: At, time: &TimeExpression| {
        view.tokens[at].span.overlaps(time.span) && view.head(at).is_some_and(|head| verbs.contains(&head))
    };
    let mut times = view.document.times_in(view.index).iter();
    times.any(|time| older(time) && (0..view.len()).any(|at| said(at, time)))
}

/// The country of an actor, as its code tells.
fn country(actor: &Actor) -> Option<&str> {
    actor.code.get(..3).filter(|code| !codes::has_no_country(code) && !codes::is_of_body(code))
}

/// Whether a date lies weeks before the day of writing.
fn is_long_before(date: PartialDate, written: PartialDate) -> bool {
    const WEEKS: i64 = 2;
    let after = date.last_day().checked_add(jiff::Span::new().weeks(WEEKS));
    after.is_ok_and(|after| after < written.first_day())
}

/// Whether acts of this code are done with the body or with things.
pub(super) fn is_physical(code: &str) -> bool {
    matches!(code.get(..2), Some("06" | "07" | "14" | "15" | "17" | "18" | "19" | "20"))
}

/// Whether the act is a visit, done or to come: it is where it leads.
pub(super) fn is_visit(draft: &Draft) -> bool {
    draft.code.starts_with("042") || (draft.code.starts_with("03") && draft.rule.ends_with("(visit)"))
}

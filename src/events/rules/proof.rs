//! Whether the rules do what their own sentences say: every `yes` sentence is coded as its class promises, no `no`
//! sentence as its class.

use crate::events::rules::Rules;
use crate::model::{EventMention, Status};

/// How many sentences hold, and which do not.
#[derive(Clone, Debug, Default)]
pub struct ProofReport {
    /// `yes` sentences that are coded as they should, and all of them.
    pub yes: (usize, usize),
    /// `no` sentences that are not coded, and all of them.
    pub no: (usize, usize),
    /// For each sentence that fails: class or operator, the line, and what was coded.
    pub failures: Vec<String>,
}

impl ProofReport {
    /// Percent of the `yes` sentences that hold.
    pub fn yes_percent(&self) -> f32 {
        percent(self.yes)
    }

    /// Percent of the `no` sentences that hold.
    pub fn no_percent(&self) -> f32 {
        percent(self.no)
    }

    fn note(&mut self, holds: bool, is_yes: bool, id: &str, line: &str, events: &[EventMention]) {
        let (right, all) = if is_yes { &mut self.yes } else { &mut self.no };
        *right += usize::from(holds);
        *all += 1;
        if !holds {
            let told = |event: &EventMention| {
                format!("{} > {} {} {}", event.source.code, event.target.code, event.cameo, event.rule)
            };
            let coded = events.iter().map(told).collect::<Vec<_>>().join("; ");
            self.failures.push(format!("{} {id} | {line}\n      {coded}", if is_yes { "yes" } else { "no " }));
        }
    }
}

/// Codes the sentences of all classes and operators with `code`, and compares.
pub fn prove(rules: &Rules, code: impl Fn(&str) -> Vec<EventMention>) -> ProofReport {
    let mut report = ProofReport::default();
    for class in &rules.classes {
        for line in &class.proof.yes {
            let (sentence, source, target) = actors_of(line);
            let events = code(sentence);
            let holds = events.iter().any(|event| agrees(event, &class.code, source, target));
            report.note(holds, true, &class.id, line, &events);
        }
        for line in &class.proof.no {
            let events = code(line);
            let coded = events.iter().any(|event| event.rule == class.id && event.status == Status::Asserted);
            report.note(!coded, false, &class.id, line, &events);
        }
    }
    for operator in &rules.operators {
        for line in &operator.yes {
            let (actors, cameo) = line.rsplit_once('|').unwrap_or((line, ""));
            let (sentence, source, target) = actors_of(actors);
            let events = code(sentence);
            let holds = events.iter().any(|event| agrees(event, cameo.trim(), source, target));
            report.note(holds, true, &operator.id, line, &events);
        }
        for line in &operator.no {
            let events = code(line);
            let coded = events.iter().any(|event| event.rule.contains(&operator.id));
            report.note(!coded, false, &operator.id, line, &events);
        }
    }
    report
}

/// `sentence | source > target`; a line without actors promises none.
fn actors_of(line: &str) -> (&str, &str, &str) {
    let parts = line.rsplit_once('|').and_then(|(sentence, actors)| Some((sentence, actors.split_once('>')?)));
    parts.map_or((line, "?", "?"), |(sentence, (source, target))| (sentence.trim(), source.trim(), target.trim()))
}

/// Whether an event is what a line promises: code by prefix, actors by prefix, `---` any.
fn agrees(event: &EventMention, code: &str, source: &str, target: &str) -> bool {
    let by_prefix = |found: &str, wanted: &str| {
        wanted == "---" || found.starts_with(wanted) || (found.len() > 3 && wanted.starts_with(found))
    };
    let code_fits = event.cameo.starts_with(code)
        || (code.len() == 3 && code.ends_with('0') && event.cameo.starts_with(&code[..2]));
    code_fits && by_prefix(&event.source.code, source) && by_prefix(&event.target.code, target)
}

fn percent((part, all): (usize, usize)) -> f32 {
    100.0 * part as f32 / all.max(1) as f32
}

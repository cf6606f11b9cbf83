//! The rules prove themselves.

use super::harness::Machine;
use crate::events::prove;

/// What the rules prove at this moment, in percent. A change may only raise these.
const YES_FLOOR: f32 = 75.0;
const NO_FLOOR: f32 = 97.0;

/// `dateline-training proof --errors` lists the sentences that fail.
#[test]
fn rules_prove_themselves() {
    let machine = Machine::load();
    let report = prove(machine.coder.rules(), |sentence| machine.annotate(sentence).events);
    let (yes, no) = (report.yes_percent(), report.no_percent());
    println!("yes {yes:.1} %, no {no:.1} %");
    assert!(yes >= YES_FLOOR && no >= NO_FLOOR, "yes {yes:.1} %, no {no:.1} %");
}

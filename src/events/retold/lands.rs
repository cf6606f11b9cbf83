//! Where an act of force was of which no sentence tells the place: what people of one land did to each other, in that land.
//!
//! "Mexican police took the students away": in Mexico, wherever that was.

use crate::events::actors::codes;
use crate::events::context::DocumentContext;
use crate::model::{EntityRef, EventMention, PlaceRef, Status};

/// Gives acts of force without a place the land that both sides are of.
pub fn take_lands(events: &mut [EventMention], context: &DocumentContext) {
    for event in events.iter_mut().filter(|event| event.place.is_none() && event.status != Status::Future) {
        let Some(land) = land(event) else { continue };
        let country = context.gazetteer.country(land);
        event.place = country.map(|country| PlaceRef { entity: EntityRef::Listed(country), span: event.trigger });
    }
}

/// The country of both sides of an act of force.
fn land(event: &EventMention) -> Option<&str> {
    let of_force = matches!(event.cameo.get(..2), Some("17" | "18" | "19" | "20"));
    let [source, target] = [&event.source, &event.target].map(|side| side.code.get(..3));
    // "Turkish planes bombed Kurdish rebels": maybe behind the border.
    let abroad = ["REB", "SEP", "INS"].iter().any(|role| event.target.code.get(3..6) == Some(role));
    let land = source.filter(|_| of_force && !abroad && source == target)?;
    (!codes::has_no_country(land) && !codes::is_of_body(land)).then_some(land)
}

//! Ctrl-C: no half-written table stays behind.

use crate::error::{Error, Result};
use crate::write::Staging;

use super::paint;

/// What shells expect of a program that an interrupt ended.
const INTERRUPTED: i32 = 130;

/// From here on an interrupt removes the unfinished files and ends the program.
pub fn clean_up_on_interrupt(staging: Staging) -> Result<()> {
    let stop = move || {
        staging.abandon();
        paint::error("\nStopped. No table was changed.");
        std::process::exit(INTERRUPTED);
    };
    match ctrlc::set_handler(stop) {
        Ok(()) | Err(ctrlc::Error::MultipleHandlers) => Ok(()),
        Err(cause) => Err(Error::new(format!("cannot listen for Ctrl-C: {cause}"))),
    }
}

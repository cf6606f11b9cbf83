//! The progress bar: documents, speed, time left, rejects. Only on a terminal, on standard error.

use std::io::IsTerminal;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::paint::thousands;
use super::run::Tally;
use crate::read;

/// Times a second that the bar is drawn.
const DRAWS: u8 = 8;

/// A progress bar; invisible when nobody would see it.
pub struct Progress {
    bar: ProgressBar,
    read: read::Progress,
    taken: u64,
    begin: Instant,
}

impl Progress {
    /// A bar for inputs that `read` counts.
    pub fn new(read: read::Progress, quiet: bool) -> Self {
        let visible = !quiet && std::io::stderr().is_terminal();
        let target = if visible { ProgressDrawTarget::stderr_with_hz(DRAWS) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(read.total).filter(|total| *total > 0), target);
        let template = match read.total {
            0 => "{spinner} {msg}",
            _ => "{bar:30} {percent:>3} %  {msg}, {eta} left",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message("starting");
        if visible {
            bar.enable_steady_tick(Duration::from_millis(250));
        }
        Self { bar, read, taken: 0, begin: Instant::now() }
    }

    /// Shows that an item of `weight` bytes is done, of `weighed` bytes of items read, and the counts so far.
    pub fn show(&mut self, weight: u64, weighed: u64, tally: &Tally) {
        self.taken += weight;
        if self.bar.is_hidden() {
            return;
        }
        let speed = tally.text_bytes as f64 / 1e6 / self.begin.elapsed().as_secs_f64().max(1e-3);
        let rejects = match tally.rejected {
            0 => String::new(),
            rejected => format!(", {} rejected", thousands(rejected)),
        };
        self.bar.set_message(format!("{} documents, {speed:.1} MB/s{rejects}", thousands(tally.documents)));
        // Reading runs ahead of the work, so only the share of it that is done counts.
        let share = self.taken as f64 / weighed.max(1) as f64;
        self.bar.set_position((self.read.done.load(Ordering::Relaxed) as f64 * share.min(1.0)) as u64);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

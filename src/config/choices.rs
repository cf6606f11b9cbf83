//! Values of settings: words of which one is chosen, and numbers as typed.

use serde::{Deserialize, Serialize};

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How the article is found in a web page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Html {
    /// The more exact extractor, about 20 ms a page.
    #[default]
    Accurate,
    /// A faster one, about 5 ms a page.
    Fast,
}

/// In which order a date of digits alone names day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// Day first: 10/02/2016 is in February.
    Dmy,
    /// Month first: 10/02/2016 is in October.
    Mdy,
}

/// Numbers as typed on the command line; what is no such number is told in words.
pub mod typed {
    use std::str::FromStr;

    /// A whole number that is not negative.
    pub fn whole<T: FromStr>(text: &str) -> Result<T, String> {
        text.parse().map_err(|_| "a whole number that is not negative is right, as in 3".to_string())
    }

    /// A number between 0 and 1.
    pub fn share(text: &str) -> Result<f32, String> {
        let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
        number.ok_or_else(|| "a number between 0 and 1 is right, as in 0.5".to_string())
    }
}

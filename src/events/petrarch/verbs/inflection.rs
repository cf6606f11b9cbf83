//! Regular forms of a verb, as PETRARCH makes them where the dictionary lists none.

/// Third person, past and participle of a verb in small letters. A final consonant is not doubled: such verbs list their
/// forms.
pub fn regular(verb: &str) -> Vec<String> {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let before = verb.chars().rev().nth(1).unwrap_or('a');
    let cut = &verb[..verb.len() - verb.chars().last().map_or(0, char::len_utf8)];
    match verb.chars().last() {
        Some('e') => vec![format!("{verb}s"), format!("{verb}d"), format!("{cut}ing")],
        Some('y') if !vowel(before) => vec![format!("{cut}ies"), format!("{cut}ied"), format!("{verb}ing")],
        Some('s' | 'x' | 'z' | 'o') => vec![format!("{verb}es"), format!("{verb}ed"), format!("{verb}ing")],
        Some('h') if matches!(before, 'c' | 's') => {
            vec![format!("{verb}es"), format!("{verb}ed"), format!("{verb}ing")]
        }
        None => Vec::new(),
        _ => vec![format!("{verb}s"), format!("{verb}ed"), format!("{verb}ing")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms() {
        for (verb, forms) in [
            ("seize", "seizes seized seizing"),
            ("deny", "denies denied denying"),
            ("delay", "delays delayed delaying"),
            ("clash", "clashes clashed clashing"),
            ("bomb", "bombs bombed bombing"),
        ] {
            assert_eq!(regular(verb).join(" "), forms);
        }
    }
}

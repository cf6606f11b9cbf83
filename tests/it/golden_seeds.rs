//! The tables of the sample documents, compared with those kept in `tests/golden/`.
//!
//! A change that is meant to change them says `UPDATE_GOLDEN=1 cargo test golden_seeds` and shows the difference in its commit.

use std::path::Path;
use std::process::Command;

#[test]
fn the_sample_documents_give_the_tables_that_are_kept() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = tempfile::tempdir().unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(root)
        .args(["run", "seeds", "--csv-profile", "data", "--quiet", "--output"])
        .arg(output.path())
        .status()
        .unwrap();
    assert_eq!(run.code(), Some(0));
    for table in ["documents.csv", "mentions.csv", "events.csv", "dates.csv"] {
        let made = std::fs::read_to_string(output.path().join(table)).unwrap();
        let kept = root.join("tests/golden").join(table);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&kept, &made).unwrap();
        }
        let kept = std::fs::read_to_string(&kept).unwrap();
        let difference = made.lines().zip(kept.lines()).find(|(made, kept)| made != kept);
        assert_eq!(difference, None, "{table} (made, kept)");
        assert_eq!(made.lines().count(), kept.lines().count(), "{table}");
    }
}

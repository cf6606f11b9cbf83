//! A folder of files that appear whole and together, or not at all.
//!
//! Files are written in a hidden folder inside the output folder (so that a rename never crosses disks) and moved to
//! their names at the end. Until then, and when anything fails, the files of an earlier run stay as they are.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::TempDir;

use crate::error::{Error, Result};

/// Where finished files go, and where unfinished ones wait.
pub struct Folder {
    output: PathBuf,
    staged: PathBuf,
    staging: Staging,
    is_new: bool,
}

/// The unfinished files: what an interrupt must remove. Cheap to clone.
#[derive(Clone)]
pub struct Staging(Arc<Mutex<Option<TempDir>>>);

impl Staging {
    /// Removes all unfinished files. Waits while finished ones are being moved to their names.
    pub fn abandon(&self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

impl Folder {
    /// Prepares `output`, creating it if needed.
    pub fn open(output: &Path) -> Result<Self> {
        let cannot = |cause: std::io::Error| {
            Error::new(format!(
                "{}: cannot write here ({cause}); choose another folder with --output",
                output.display()
            ))
        };
        if output.is_file() {
            return Err(Error::new(format!("{}: is a file; choose a folder with --output", output.display())));
        }
        let is_new = !output.exists();
        fs::create_dir_all(output).map_err(cannot)?;
        let staging = tempfile::Builder::new().prefix(".dateline-").tempdir_in(output).map_err(cannot)?;
        Ok(Self {
            output: output.to_path_buf(),
            staged: staging.path().to_path_buf(),
            staging: Staging(Arc::new(Mutex::new(Some(staging)))),
            is_new,
        })
    }

    /// Whether an earlier run has left its tables in a folder.
    pub fn holds_tables(output: &Path) -> bool {
        output.join(super::tables::RUN_RECORD).is_file()
    }

    /// Whether an earlier run has left its tables here.
    pub fn is_of_a_run(&self) -> bool {
        Self::holds_tables(&self.output)
    }

    /// A handle for removing unfinished files from elsewhere.
    pub fn staging(&self) -> Staging {
        self.staging.clone()
    }

    /// Where the file `name` is while it is unfinished.
    pub fn staged(&self, name: &str) -> PathBuf {
        self.staged.join(name)
    }

    /// Begins a file.
    pub fn create(&self, name: &str) -> Result<File> {
        File::create(self.staged(name)).map_err(|cause| Error::new(format!("{}: {cause}", self.staged(name).display())))
    }

    /// Moves the finished files `names` to their names, all or none, replacing those of an earlier run; takes away its files
    /// `stale`, which this one does not write.
    pub fn commit(self, names: &[&str], stale: &[&str]) -> Result<()> {
        let guard = self.staging.0.lock().unwrap_or_else(PoisonError::into_inner);
        if guard.is_none() {
            return Err(Error::new("stopped before the tables were complete"));
        }
        let earlier = self.staged.join("earlier");
        fs::create_dir(&earlier).map_err(|cause| Error::new(format!("{}: {cause}", earlier.display())))?;
        for (index, name) in names.iter().enumerate() {
            if let Err(cause) = self.replace(name, &earlier.join(name)) {
                self.put_back(&earlier, &names[..=index]);
                return Err(self.not_replaced(name, &cause));
            }
        }
        for name in stale {
            // One that another program holds open stays; nothing new depends on it.
            let _ = fs::remove_file(self.output.join(name));
        }
        Ok(())
    }

    /// Moves one file to its name; the file that was there stays at `earlier`.
    fn replace(&self, name: &str, earlier: &Path) -> std::io::Result<()> {
        let target = self.output.join(name);
        // A second name costs nothing and leaves no moment without the file; not every disk has them.
        if target.is_file() && fs::hard_link(&target, earlier).is_err() {
            fs::rename(&target, earlier)?;
        }
        fs::rename(self.staged(name), &target)
    }

    fn put_back(&self, earlier: &Path, moved: &[&str]) {
        for name in moved {
            // Without an earlier file there is nothing to put back, only the new one to take away.
            let target = self.output.join(name);
            if fs::rename(earlier.join(name), &target).is_err() {
                let _ = fs::remove_file(&target);
            }
        }
    }

    fn not_replaced(&self, name: &str, cause: &std::io::Error) -> Error {
        let path = self.output.join(name);
        Error::new(format!(
            "{}: cannot be replaced ({cause}); close it if another program has it open and run again. Nothing was changed",
            path.display()
        ))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        self.staging.abandon();
        if self.is_new {
            // Succeeds only when nothing was put there.
            let _ = fs::remove_dir(&self.output);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn write(folder: &Folder, name: &str, text: &str) {
        use std::io::Write;
        folder.create(name).unwrap().write_all(text.as_bytes()).unwrap();
    }

    fn names(path: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn files_appear_together_at_the_end() {
        let root = tempfile::tempdir().unwrap();
        let output = root.path().join("deep/output");
        let folder = Folder::open(&output).unwrap();
        write(&folder, "a.csv", "new");
        write(&folder, "b.csv", "new");
        assert!(!output.join("a.csv").exists());
        folder.commit(&["a.csv", "b.csv"], &[]).unwrap();
        assert_eq!(names(&output), ["a.csv", "b.csv"]);
        let folder = Folder::open(&output).unwrap();
        write(&folder, "a.csv", "newer");
        folder.commit(&["a.csv"], &["b.csv", "c.csv"]).unwrap();
        assert_eq!(names(&output), ["a.csv"], "what the earlier run alone wrote is gone");
    }

    #[test]
    fn an_abandoned_run_leaves_the_earlier_files_and_nothing_else() {
        let output = tempfile::tempdir().unwrap();
        fs::write(output.path().join("a.csv"), "earlier").unwrap();
        let folder = Folder::open(output.path()).unwrap();
        write(&folder, "a.csv", "half");
        folder.staging().abandon();
        assert!(folder.commit(&["a.csv"], &[]).is_err());
        assert_eq!(names(output.path()), ["a.csv"]);
        assert_eq!(fs::read_to_string(output.path().join("a.csv")).unwrap(), "earlier");
    }

    #[test]
    fn a_failed_move_puts_the_earlier_files_back() {
        let output = tempfile::tempdir().unwrap();
        fs::write(output.path().join("a.csv"), "earlier").unwrap();
        fs::create_dir_all(output.path().join("b.csv/in the way")).unwrap();
        let folder = Folder::open(output.path()).unwrap();
        write(&folder, "a.csv", "new");
        write(&folder, "b.csv", "new");
        let error = folder.commit(&["a.csv", "b.csv"], &[]).unwrap_err().to_string();
        assert!(error.contains("b.csv") && error.contains("Nothing was changed"), "{error}");
        assert_eq!(fs::read_to_string(output.path().join("a.csv")).unwrap(), "earlier");
    }

    #[test]
    fn a_folder_made_for_nothing_is_removed() {
        let root = tempfile::tempdir().unwrap();
        let output = root.path().join("output");
        drop(Folder::open(&output).unwrap());
        assert!(!output.exists());
    }
}

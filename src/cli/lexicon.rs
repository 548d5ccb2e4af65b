//! Tables of the user's own.

use crate::lexicon::{Lexicon, Table};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// Adds the tables of a folder to the lexicon, before anything is read.
pub fn install(folder: &Path) -> Result<()> {
    let advice = "--lexicon takes a folder of tables, as titles.tsv";
    let entries = fs::read_dir(folder)
        .with_context(|| format!("cannot read the folder {}: {advice}", folder.display()))?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .filter(|path| {
            path.as_ref().map_or(true, |path| path.extension().is_some_and(|e| e == "tsv"))
        })
        .collect::<std::io::Result<Vec<PathBuf>>>()
        .with_context(|| format!("cannot read the folder {}", folder.display()))?;
    paths.sort();
    if paths.is_empty() {
        bail!("there is no table in {}: {advice}", folder.display());
    }
    let tables = paths.iter().map(|path| table(path)).collect::<Result<Vec<_>>>()?;
    Ok(Lexicon::install(&tables)?)
}

fn table(path: &Path) -> Result<Table> {
    let shown = path.display().to_string();
    let bytes = fs::read(path).with_context(|| format!("cannot read {shown}"))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = 1 + memchr::memchr_iter(b'\n', &error.as_bytes()[..valid]).count();
        anyhow::anyhow!("{shown}:{line}: this is not UTF-8; save the table as UTF-8")
    })?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned();
    Ok(Table { path: shown, name, text })
}

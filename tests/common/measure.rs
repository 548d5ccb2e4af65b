//! What a measurement needs to know of the system.
#![allow(dead_code)] // each program uses its own part of this

use std::fmt;
use std::fs;
use std::path::Path;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

/// The length of all files in a folder.
pub fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    entries
        .map(|entry| match entry.path() {
            path if path.is_dir() => size(&path),
            path => fs::metadata(path).expect("metadata").len(),
        })
        .sum()
}

/// Reads all files in a folder.
pub fn read(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    entries
        .map(|entry| match entry.path() {
            path if path.is_dir() => read(&path),
            path => fs::read(path).expect("a file").len(),
        })
        .sum()
}

/// The seconds that the cores have worked for this process, and for those of its children that have
/// ended: what other programs do at the same time counts for nothing. 0 where the system does not tell.
pub fn worked() -> (f64, f64) {
    const TICKS_A_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name before them may have blanks in it.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: Vec<f64> = fields.skip(11).take(4).filter_map(|n| n.parse().ok()).collect();
    match ticks[..] {
        [user, system, of_children, system_of_children] => {
            ((user + system) / TICKS_A_SECOND, (of_children + system_of_children) / TICKS_A_SECOND)
        }
        _ => (0.0, 0.0),
    }
}

/// A line of a process's status (`VmRSS:`, its memory now, `VmHWM:`, the most that it had), in MiB; 0
/// where the system does not tell.
pub fn memory(status: &Path, line: &str) -> u64 {
    let status = fs::read_to_string(status).unwrap_or_default();
    let line = status.lines().find_map(|found| found.strip_prefix(line));
    line.and_then(|kib| kib.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// What a program took: the time, that of the cores, and its most memory in MiB.
#[derive(Clone, Copy)]
pub struct Cost {
    pub seconds: f64,
    pub worked: f64,
    pub peak: u64,
}

/// For one article, in microseconds.
pub struct Each {
    pub time: f64,
    pub work: f64,
}

impl Cost {
    /// Its time shared among so many articles.
    pub fn an_article(self, articles: u64) -> Each {
        let per = |seconds: f64| seconds * 1e6 / articles as f64;
        Each { time: per(self.seconds), work: per(self.worked) }
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Cost { seconds, worked, peak } = self;
        write!(out, "{seconds:.1} s ({worked:.1} s); at most {peak} MiB")
    }
}

impl fmt::Display for Each {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:.0} µs an article ({:.0} µs)", self.time, self.work)
    }
}

/// Waits for a program to end well.
pub fn watch(mut program: Child) -> Cost {
    let (begun, before) = (Instant::now(), worked().1);
    let status = Path::new("/proc").join(program.id().to_string()).join("status");
    let mut peak = 0;
    loop {
        if let Some(code) = program.try_wait().expect("wait") {
            assert!(code.success());
            let worked = worked().1 - before;
            return Cost { seconds: begun.elapsed().as_secs_f64(), worked, peak };
        }
        peak = peak.max(memory(&status, "VmHWM:"));
        thread::sleep(Duration::from_millis(10));
    }
}

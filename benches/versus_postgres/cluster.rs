//! A PostgreSQL of our own: made in a temporary folder, reached by a socket in it, gone when dropped.

use postgres::{Client, NoTls};
use std::error::Error;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{fs, thread};
use tempfile::TempDir;

/// What the server is told beyond its defaults: all data in memory, nothing that makes short questions
/// slow, no waiting for the disk.
const SETTINGS: [&str; 7] = [
    "listen_addresses=",
    "shared_buffers=1GB",
    "effective_cache_size=2GB",
    "work_mem=256MB",
    "random_page_cost=1.1",
    "jit=off",
    "fsync=off",
];

/// A server that runs until it is dropped.
pub struct Cluster {
    server: Child,
    folder: TempDir,
}

/// The folder with `initdb` and `postgres`, of the newest version that is installed.
pub fn programs() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = debian.map(|version| version.path().join("bin")).collect();
    folders.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let known = std::env::split_paths(&path).chain(folders.into_iter().rev());
    known
        .into_iter()
        .find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
}

impl Cluster {
    /// Makes a cluster and starts its server.
    pub fn start(programs: &Path) -> Result<Cluster, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let user = user(folder.path())?;
        let data = folder.path().join("data");
        if let Some((uid, gid)) = user {
            chown(folder.path(), Some(uid), Some(gid))?;
        }
        let command = |name: &str| {
            let mut command = Command::new(programs.join(name));
            command.current_dir(folder.path()).stdout(Stdio::null());
            if let Some((uid, gid)) = user {
                command.uid(uid).gid(gid);
            }
            command
        };
        let made = command("initdb")
            .args(["--auth=trust", "--username=chuxi", "--encoding=UTF8", "--locale=C"])
            .args(["--no-sync", "--pgdata"])
            .arg(&data)
            .status()?;
        if !made.success() {
            return Err("initdb failed".into());
        }
        let server = command("postgres")
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(folder.path())
            .args(SETTINGS.iter().flat_map(|setting| ["-c", setting]))
            .stderr(fs::File::create(folder.path().join("log"))?)
            .spawn()?;
        Ok(Cluster { server, folder })
    }

    /// A connection; waits for the server to come up.
    pub fn connect(&self) -> Result<Client, Box<dyn Error>> {
        let mut config = postgres::Config::new();
        config.host_path(self.folder.path()).user("chuxi").dbname("postgres");
        let mut tries = 100;
        loop {
            match config.connect(NoTls) {
                Ok(client) => return Ok(client),
                Err(_) if tries > 0 => tries -= 1,
                Err(error) => {
                    let log = fs::read_to_string(self.folder.path().join("log"));
                    return Err(format!("{error}\n{}", log.unwrap_or_default()).into());
                }
            }
            thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Interrupted, it closes all connections and stops; killed, it would leave its memory behind.
        let pid = self.server.id().to_string();
        let _ = Command::new("kill").args(["-INT", &pid]).status();
        let _ = self.server.wait();
    }
}

/// Whom the server runs as, where that is not who we are: it refuses to run as root.
fn user(own: &Path) -> Result<Option<(u32, u32)>, Box<dyn Error>> {
    if fs::metadata(own)?.uid() != 0 {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd")?;
    let ids = users.lines().find_map(|line| {
        let mut fields = line.strip_prefix("postgres:")?.split(':').skip(1);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    });
    ids.map(Some).ok_or_else(|| "it cannot run as root, and there is no user postgres".into())
}

//! An ingest that is killed at any moment and started again ends as one that was left alone.

#[path = "common/invented.rs"]
mod invented;
#[path = "common/kill.rs"]
mod kill;
#[path = "common/process.rs"]
mod process;

#[test]
fn killed_at_random_moments_it_ends_as_if_undisturbed() {
    kill::kill(30, 1);
}

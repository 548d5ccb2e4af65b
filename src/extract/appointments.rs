use super::reading::Reading;
use super::sentence::Sentence;
pub fn read(_: &mut Reading<'_>, _: &Sentence<'_>) {}

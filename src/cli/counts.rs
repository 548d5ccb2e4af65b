//! Numbers in words.

/// `1 document, 3 meetings`: each number with what it counts, as one and as many.
pub fn counted<const N: usize>(all: [(usize, &str, &str); N]) -> String {
    all.map(|(n, one, many)| format!("{n} {}", if n == 1 { one } else { many })).join(", ")
}

use super::Span;

/// Text made from a source by leaving out, joining or replacing pieces, which knows for each of its
/// bytes where in the source it came from.
///
/// It is what lets the grammar read clean text while every quote is shown where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapped {
    text: String,
    /// Runs in ascending order of `at`.
    runs: Vec<Run>,
}

/// From byte `at` of the clean text on stand `len` bytes that were `source_len` bytes at `source`.
/// Where the lengths differ the run is one replacement, which is never cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    at: usize,
    len: usize,
    source: usize,
    source_len: usize,
}

impl Mapped {
    /// The whole of `text`, unchanged, which stands in the source from byte `source` on.
    pub fn verbatim(text: &str, source: usize) -> Self {
        let mut builder = MappedBuilder::default();
        builder.copy(text, source);
        builder.finish()
    }

    /// The clean text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where a span of the clean text stands in the source: from its first byte to its last.
    pub fn source(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.start_of(span.start);
            return Span::new(at, at);
        }
        let start = self.start_of(span.start);
        Span::new(start, self.end_of(span.end).max(start))
    }

    /// The place of the whole text in the source.
    pub fn whole(&self) -> Span {
        self.source(Span::new(0, self.text.len()))
    }

    /// The part of this text that `span` covers, as a mapped text of its own.
    pub fn slice(&self, span: Span) -> Mapped {
        let mut builder = MappedBuilder::default();
        for run in &self.runs {
            let from = run.at.max(span.start);
            let to = (run.at + run.len).min(span.end);
            if from >= to {
                continue;
            }
            let Some(piece) = self.text.get(from..to) else { continue };
            if run.len == run.source_len {
                builder.copy(piece, run.source + (from - run.at));
            } else {
                builder.replace(piece, Span::new(run.source, run.source + run.source_len));
            }
        }
        builder.finish()
    }

    fn run_at(&self, at: usize) -> Option<&Run> {
        let next = self.runs.partition_point(|run| run.at <= at);
        self.runs.get(next.checked_sub(1)?)
    }

    fn start_of(&self, at: usize) -> usize {
        match self.run_at(at) {
            Some(run) if run.len == run.source_len => run.source + (at - run.at).min(run.len),
            Some(run) if at >= run.at + run.len => run.source + run.source_len,
            Some(run) => run.source,
            None => 0,
        }
    }

    fn end_of(&self, end: usize) -> usize {
        match self.run_at(end.saturating_sub(1)) {
            Some(run) if run.len == run.source_len => run.source + (end - run.at).min(run.len),
            Some(run) => run.source + run.source_len,
            None => 0,
        }
    }
}

/// Builds a [`Mapped`] from left to right.
#[derive(Debug, Default)]
pub struct MappedBuilder {
    built: Mapped,
}

impl MappedBuilder {
    /// A builder with room for `len` bytes.
    pub fn with_capacity(len: usize) -> Self {
        MappedBuilder { built: Mapped { text: String::with_capacity(len), runs: Vec::new() } }
    }

    /// Takes over `piece`, which stands at byte `source` of the source.
    pub fn copy(&mut self, piece: &str, source: usize) {
        if piece.is_empty() {
            return;
        }
        let at = self.built.text.len();
        self.built.text.push_str(piece);
        if let Some(last) = self.built.runs.last_mut()
            && last.len == last.source_len
            && last.source + last.source_len == source
        {
            last.len += piece.len();
            last.source_len += piece.len();
            return;
        }
        self.built.runs.push(Run { at, len: piece.len(), source, source_len: piece.len() });
    }

    /// Puts `piece` where the source has other words at `span` (full width for half, an entity).
    pub fn replace(&mut self, piece: &str, span: Span) {
        if piece.is_empty() {
            return;
        }
        if piece.len() == span.len() {
            return self.copy(piece, span.start);
        }
        let at = self.built.text.len();
        self.built.text.push_str(piece);
        self.built.runs.push(Run {
            at,
            len: piece.len(),
            source: span.start,
            source_len: span.len(),
        });
    }

    /// Takes over a part of another mapped text.
    pub fn append(&mut self, other: &Mapped) {
        for run in &other.runs {
            let piece = &other.text[run.at..run.at + run.len];
            if run.len == run.source_len {
                self.copy(piece, run.source);
            } else {
                self.replace(piece, Span::new(run.source, run.source + run.source_len));
            }
        }
    }

    /// What has been built so far.
    pub fn text(&self) -> &str {
        &self.built.text
    }

    /// The finished text.
    pub fn finish(self) -> Mapped {
        self.built
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_across_a_line_break_stands_where_the_source_has_it() {
        let source = "  省委\n书记陈　";
        let mut builder = MappedBuilder::default();
        builder.copy("省委", 2);
        builder.copy("书记陈", 9);
        let clean = builder.finish();
        assert_eq!(clean.text(), "省委书记陈");
        let span = clean.source(Span::new(3, 12));
        assert_eq!(span.of(source), "委\n书记");
        assert_eq!(clean.slice(Span::new(3, 12)).text(), "委书记");
        assert_eq!(clean.slice(Span::new(3, 12)).whole(), span);
    }

    #[test]
    fn a_replacement_is_never_cut() {
        let source = "a&amp;b";
        let mut builder = MappedBuilder::default();
        builder.copy("a", 0);
        builder.replace("&", Span::new(1, 6));
        builder.copy("b", 6);
        let clean = builder.finish();
        assert_eq!(clean.source(Span::new(1, 2)).of(source), "&amp;");
        assert_eq!(clean.source(Span::new(0, 3)).of(source), source);
        assert_eq!(clean.source(Span::new(2, 3)).of(source), "b");
    }
}

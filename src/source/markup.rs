//! HTML to text: tags and entities removed, a paragraph a line.

use super::records;
use crate::model::Metadata;

/// Elements before and after which a line ends.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "tr",
    "ul",
];

/// Elements whose content is not read.
const SKIPPED: &[&str] = &[
    "script", "style", "template", "noscript", "svg", "iframe", "select", "nav", "footer", "title",
];

/// The text without markup; a text that has none stays as it is.
pub(super) fn plain(text: &str) -> String {
    let tags = has_tags(text);
    if !tags && !has_entities(text) {
        return text.to_owned();
    }
    let mut page = Page::new(text, tags && has_blocks(text));
    page.read();
    page.text
}

/// A page's text and what its head says of it.
pub(super) fn page(html: &str) -> (String, Metadata) {
    let mut page = Page::new(html, true);
    page.read();
    (page.text, page.head.metadata())
}

/// The head's fields, those of government sites (ArticleTitle, PubDate) and the common ones.
#[derive(Default)]
struct Head {
    article_title: Option<String>,
    shared_title: Option<String>,
    title: Option<String>,
    date: Option<String>,
    publication: Option<String>,
    site: Option<String>,
    url: Option<String>,
}

impl Head {
    fn take(&mut self, name: &str, content: String) {
        let field = match name.to_ascii_lowercase().as_str() {
            "articletitle" => &mut self.article_title,
            "og:title" => &mut self.shared_title,
            "pubdate" | "publishdate" | "article:published_time" => &mut self.date,
            "contentsource" | "source" => &mut self.publication,
            "sitename" | "og:site_name" => &mut self.site,
            "og:url" => &mut self.url,
            _ => return,
        };
        if !content.trim().is_empty() {
            field.get_or_insert(content.trim().to_owned());
        }
    }

    fn metadata(self) -> Metadata {
        let title = self.title.map(|title| without_site(&title).to_owned());
        Metadata {
            id: None,
            title: self.article_title.or(self.shared_title).or(title).filter(|t| !t.is_empty()),
            date: self.date.as_deref().and_then(records::date),
            publication: self.publication.or(self.site),
            place: None,
            url: self.url,
        }
    }
}

/// 市政府召开会议_青山市人民政府 without the site's name.
fn without_site(title: &str) -> &str {
    const SHORTEST: usize = 18;
    let title = title.trim();
    let cut =
        title.find(['_', '|', '｜']).or_else(|| title.find(" - ")).or_else(|| title.find('-'));
    match cut {
        Some(at) if at >= SHORTEST => title[..at].trim(),
        _ => title,
    }
}

fn has_tags(text: &str) -> bool {
    text.match_indices('<')
        .any(|(at, _)| tag_name(&text[at..]).is_some_and(|name| is_element(&name)))
}

fn has_blocks(text: &str) -> bool {
    text.match_indices('<')
        .any(|(at, _)| tag_name(&text[at..]).is_some_and(|name| BLOCKS.contains(&name.as_str())))
}

fn has_entities(text: &str) -> bool {
    const LONGEST: usize = 10;
    text.match_indices('&').any(|(at, _)| {
        let after = &text.as_bytes()[at + 1..];
        let name =
            after.iter().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || **b == b'#');
        let len = name.count();
        len >= 2 && after.get(len) == Some(&b';')
    })
}

/// What may be a tag in a text that is not HTML as a whole.
fn is_element(name: &str) -> bool {
    const INLINE: &[&str] = &[
        "a", "b", "em", "font", "i", "img", "link", "meta", "o", "small", "span", "st1", "strong",
        "sub", "sup", "td", "th", "u", "v",
    ];
    BLOCKS.contains(&name) || SKIPPED.contains(&name) || INLINE.contains(&name)
}

/// The name of the tag that `text` begins with, `<` at its front, in small letters.
fn tag_name(text: &str) -> Option<String> {
    const LONGEST: usize = 12;
    let after = text.strip_prefix('<')?;
    let after = after.strip_prefix('/').unwrap_or(after);
    let len = after.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let first = after.bytes().next()?;
    (len > 0 && first.is_ascii_alphabetic()).then(|| after[..len].to_ascii_lowercase())
}

struct Page<'a> {
    html: &'a str,
    text: String,
    head: Head,
    /// Line breaks of the source mean no more than blanks do.
    flows: bool,
    /// No `>` is left: what begins like a tag is text.
    no_more_tags: bool,
    /// Elements that are not closed anywhere further on.
    unclosed: Vec<&'static str>,
}

impl<'a> Page<'a> {
    fn new(html: &'a str, flows: bool) -> Self {
        Page {
            html,
            text: String::with_capacity(html.len() / 2),
            head: Head::default(),
            flows,
            no_more_tags: false,
            unclosed: Vec::new(),
        }
    }

    fn read(&mut self) {
        let mut at = 0;
        while let Some(found) = self.html[at..].find('<') {
            let open = at + found;
            self.words(at, open);
            let end = self.tag_end(open);
            if end == open {
                self.text.push('<');
                at = open + 1;
            } else {
                at = self.tag(open, end);
            }
        }
        self.words(at, self.html.len());
        let end = self.text.trim_end().len();
        self.text.truncate(end);
    }

    /// Where the tag at `open` ends, or `open` itself where there is none.
    fn tag_end(&mut self, open: usize) -> usize {
        const LONGEST_QUOTE: usize = 4096;
        let rest = &self.html[open..];
        if rest.starts_with("<!--") {
            let end = rest.find("-->").map(|end| end + 3);
            return open + end.or_else(|| rest.find('>').map(|end| end + 1)).unwrap_or(rest.len());
        }
        let special = rest.starts_with("<!") || rest.starts_with("<?");
        if self.no_more_tags || (tag_name(rest).is_none() && !special) {
            return open;
        }
        let bytes = rest.as_bytes();
        let (mut quote, mut from) = (None, 0);
        for (n, byte) in bytes.iter().enumerate() {
            match (quote, byte) {
                (None, b'"' | b'\'') if n > 0 && bytes[n - 1] == b'=' => {
                    (quote, from) = (Some(*byte), n);
                }
                (None, b'>') => return open + n + 1,
                (Some(mark), byte) if mark == *byte => quote = None,
                (Some(_), _) if n - from > LONGEST_QUOTE => break,
                _ => {}
            }
        }
        // A quote that is not closed: the next > ends the tag all the same.
        match rest.find('>') {
            Some(end) => open + end + 1,
            None => {
                self.no_more_tags = true;
                open
            }
        }
    }

    /// Reads the tag and gives where the reading goes on.
    fn tag(&mut self, open: usize, end: usize) -> usize {
        let tag = &self.html[open..end];
        let Some(name) = tag_name(tag) else { return end };
        let closing = tag.starts_with("</");
        if BLOCKS.contains(&name.as_str()) {
            self.line_end();
        } else if name == "td" || name == "th" {
            self.blank();
        } else if name == "meta" {
            let of = attribute(tag, "name").or_else(|| attribute(tag, "property"));
            if let (Some(of), Some(content)) = (of, attribute(tag, "content")) {
                self.head.take(&of, content);
            }
        } else if let Some(name) = SKIPPED.iter().copied().find(|skipped| *skipped == name) {
            if closing || tag.ends_with("/>") || self.unclosed.contains(&name) {
                return end;
            }
            let Some(close) = find_close(&self.html[end..], name) else {
                self.unclosed.push(name);
                return end;
            };
            if name == "title" && self.head.title.is_none() {
                let title = html_escape::decode_html_entities(&self.html[end..end + close]);
                self.head.title = Some(title.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            return end + close;
        }
        end
    }

    fn words(&mut self, from: usize, to: usize) {
        let words = html_escape::decode_html_entities(&self.html[from..to]);
        if !self.flows {
            self.text.push_str(&words);
            return;
        }
        // An ideographic blank is set on purpose.
        let mut rest = words.as_ref();
        while let Some(at) = rest.find([' ', '\t', '\r', '\n']) {
            self.text.push_str(&rest[..at]);
            self.blank();
            rest = rest[at..].trim_start_matches([' ', '\t', '\r', '\n']);
        }
        self.text.push_str(rest);
    }

    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    fn line_end(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

/// Where `</name` stands.
fn find_close(html: &str, name: &str) -> Option<usize> {
    html.match_indices("</").map(|(at, _)| at).find(|at| {
        let after = &html.as_bytes()[at + 2..];
        after.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// The value of a tag's attribute, entities decoded.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let found = lower.match_indices(name).find(|(at, _)| {
        let before =
            lower[..*at].ends_with(|c: char| c.is_ascii_whitespace() || c == '"' || c == '\'');
        before && lower[at + name.len()..].trim_start().starts_with('=')
    });
    let after = tag[found?.0 + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let value = match after.chars().next()? {
        quote @ ('"' | '\'') => after[1..].split(quote).next()?,
        _ => after.split(|c: char| c.is_whitespace() || c == '>').next()?,
    };
    Some(html_escape::decode_html_entities(value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_its_paragraphs() {
        let html = "<!DOCTYPE html><html><head><title>市政府召开常务会议_青山市人民政府</title>\
            <meta name=\"PubDate\" content=\"2024-09-25 08:30\"><META content='青山日报' name='ContentSource'>\
            <style>p{color:red}</style></head><body><nav><a href=\"/\">首页</a></nav><script>if(a<b){}</script>\
            <h1>市政府召开常务会议</h1><!-- x > y --><p>\u{3000}\u{3000}9月24日，\n 市长<b>马骏</b>主持&ldquo;会议&rdquo;。</p>\
            <p>罗兰&nbsp;出席<br/>会议结束。</p><table><tr><td>甲</td><td>乙</td></tr></table></body></html>";
        let (text, meta) = page(html);
        assert_eq!(
            text,
            "市政府召开常务会议\n\u{3000}\u{3000}9月24日， 市长马骏主持“会议”。\n罗兰\u{A0}出席\n会议结束。\n甲 乙"
        );
        assert_eq!(meta.title.as_deref(), Some("市政府召开常务会议"));
        assert_eq!(meta.date.map(|d| d.to_string()).as_deref(), Some("2024-09-25"));
        assert_eq!(meta.publication.as_deref(), Some("青山日报"));
    }

    #[test]
    fn only_markup_is_taken_out_of_a_text() {
        assert_eq!(plain("a < b 且 c > d，<<条例>>，AT&T"), "a < b 且 c > d，<<条例>>，AT&T");
        assert_eq!(plain("市长<b>马骏</b>\n出席&nbsp;"), "市长马骏\n出席");
        assert_eq!(plain("<p>市长\n马骏</p><p>出席</p>"), "市长 马骏\n出席");
        assert_eq!(plain("<p class=\"a>b\">甲</p><p title=\"乙>丙"), "甲\n丙");
        assert_eq!(plain("<p>甲<script>乙"), "甲\n乙".replace('\n', ""));
    }
}

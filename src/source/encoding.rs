//! Bytes to UTF-8.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// The text of some bytes: by their byte order mark, as UTF-8 where they are, else by what
/// encoding they look like.
pub(super) fn decode(bytes: Vec<u8>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) => match text.strip_prefix('\u{FEFF}') {
            Some(rest) => rest.to_owned(),
            None => text,
        },
        Err(error) => guess(error.as_bytes(), None),
    }
}

/// The text of an HTML page, which may name its encoding itself.
pub(super) fn decode_html(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{FEFF}').to_owned(),
        Err(_) => guess(bytes, declared(bytes)),
    }
}

/// What `charset=` says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const FAR: usize = 4096;
    let head = String::from_utf8_lossy(bytes.get(..FAR).unwrap_or(bytes)).to_ascii_lowercase();
    let after = &head[head.find("charset")? + "charset".len()..];
    let label = after.trim_start_matches(['=', '"', '\'', ' ']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))?;
    Encoding::for_label(&label.as_bytes()[..end])
}

fn guess(bytes: &[u8], declared: Option<&'static Encoding>) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    // UTF-8 with a few broken bytes is UTF-8: a guess would turn all of it into other characters.
    let broken: usize = bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    if broken * 50 < bytes.len() {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    const SAMPLE: usize = 1 << 20;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..SAMPLE).unwrap_or(bytes), bytes.len() <= SAMPLE);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_encodings_are_told_apart() {
        let simplified = "市长马骏主持召开市政府常务会议，研究部署安全生产工作。".repeat(3);
        let traditional = "縣長馬駿主持召開縣政府會議，研究部署安全生產工作。".repeat(3);
        let gbk = encoding_rs::GBK.encode(&simplified).0.into_owned();
        let big5 = encoding_rs::BIG5.encode(&traditional).0.into_owned();
        assert_eq!(decode(gbk.clone()), simplified);
        assert_eq!(decode(big5), traditional);
        let utf16: Vec<u8> = [0xFEFF]
            .into_iter()
            .chain(simplified.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decode(utf16), simplified);
        assert_eq!(decode(format!("\u{FEFF}{simplified}").into_bytes()), simplified);
        let mut page = b"<html><meta charset=\"gb2312\"><p>".to_vec();
        page.extend(&gbk);
        assert!(decode_html(&page).ends_with(&simplified));
        let mut broken = simplified.clone().into_bytes();
        broken.push(0xE5);
        assert!(decode(broken).starts_with(&simplified));
    }
}

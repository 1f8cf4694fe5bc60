//! What pictures tell beside what they show: where they were taken, by whom, with which camera (Exif 2.32, 4.6; XMP).

/// Something that a picture tells of persons or places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Private {
    /// Where it was taken.
    Place,
    /// Who took it, or whose camera it was.
    Owner,
}

/// Tags of Exif that name a person or a camera: artist, copyright, author, owner, serial number.
const OWNER: [u16; 5] = [0x013B, 0x8298, 0x9C9D, 0xA430, 0xA431];
const GPS: u16 = 0x8825;
const EXIF: u16 = 0x8769;
const ORIENTATION: u16 = 0x0112;

/// What a picture tells, sorted.
pub fn told(bytes: &[u8]) -> Vec<Private> {
    let mut all = Vec::new();
    for piece in pieces(bytes) {
        if let Some(tiff) = piece.exif() {
            for tag in tags(tiff) {
                if tag == GPS {
                    all.push(Private::Place);
                } else if OWNER.contains(&tag) {
                    all.push(Private::Owner);
                }
            }
        } else if piece.is_private() {
            let text = String::from_utf8_lossy(piece.content);
            if text.contains("GPSLatitude") || text.contains("GPSPosition") {
                all.push(Private::Place);
            }
            let names = ["dc:creator", "photoshop:Credit", "aux:OwnerName", "Author\0", "Artist\0", "Copyright\0"];
            if names.iter().any(|name| text.contains(name)) {
                all.push(Private::Owner);
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// The picture without what it tells; which side is up stays. What is no JPEG, PNG or WebP stays as it is.
pub fn stripped(bytes: &[u8]) -> Vec<u8> {
    let all = pieces(bytes);
    if !all.iter().any(Piece::is_private) {
        return bytes.to_vec();
    }
    let mut kept = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for piece in all.iter().filter(|piece| piece.is_private()) {
        kept.extend(&bytes[at..piece.start]);
        at = piece.end;
        if let Some(side) =
            piece.exif().filter(|_| piece.form == Form::Jpeg).and_then(orientation).filter(|own| *own != 1)
        {
            kept.extend(upright(side));
        }
    }
    kept.extend(&bytes[at..]);
    if bytes.starts_with(b"RIFF") {
        mend_riff(&mut kept);
    }
    kept
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Jpeg,
    Png,
    Webp,
}

/// A segment or chunk.
struct Piece<'b> {
    form: Form,
    name: [u8; 4],
    start: usize,
    end: usize,
    content: &'b [u8],
}

impl<'b> Piece<'b> {
    /// Whether it tells of anything but the picture.
    fn is_private(&self) -> bool {
        match self.form {
            Form::Jpeg => match self.name[0] {
                0xE0 | 0xEE => false,
                0xE2 => !self.content.starts_with(b"ICC_PROFILE"),
                marker => marker == 0xFE || (0xE1..=0xEF).contains(&marker),
            },
            Form::Png => matches!(&self.name, b"eXIf" | b"tEXt" | b"zTXt" | b"iTXt" | b"tIME"),
            Form::Webp => matches!(&self.name, b"EXIF" | b"XMP "),
        }
    }

    /// The TIFF structure of Exif.
    fn exif(&self) -> Option<&'b [u8]> {
        let is_exif = match self.form {
            Form::Jpeg => self.name[0] == 0xE1,
            Form::Png => &self.name == b"eXIf",
            Form::Webp => &self.name == b"EXIF",
        };
        let bare = self.content.strip_prefix(b"Exif\0\0");
        let own = if self.form == Form::Jpeg { bare? } else { bare.unwrap_or(self.content) };
        is_exif.then_some(own).filter(|own| own.starts_with(b"II") || own.starts_with(b"MM"))
    }
}

fn pieces(bytes: &[u8]) -> Vec<Piece<'_>> {
    if bytes.starts_with(&[0xFF, 0xD8]) {
        jpeg(bytes)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        chunks(bytes, 8, Form::Png)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        chunks(bytes, 12, Form::Webp)
    } else {
        Vec::new()
    }
}

/// The segments of a JPEG up to the picture (ISO/IEC 10918-1, B.1.1).
fn jpeg(bytes: &[u8]) -> Vec<Piece<'_>> {
    let mut all = Vec::new();
    let mut at = 2;
    while let Some(&[0xFF, marker, high, low]) = bytes.get(at..at + 4) {
        if marker == 0xDA {
            break;
        }
        let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
        let Some(content) = bytes.get(at + 4..end) else { break };
        all.push(Piece { form: Form::Jpeg, name: [marker, 0, 0, 0], start: at, end, content });
        at = end;
    }
    all
}

/// The chunks of a PNG (with a checksum behind each) or of a WebP (padded to even lengths).
fn chunks(bytes: &[u8], first: usize, form: Form) -> Vec<Piece<'_>> {
    let mut all = Vec::new();
    let mut at = first;
    while let Some(head) = bytes.get(at..at + 8).and_then(|head| <[u8; 8]>::try_from(head).ok()) {
        let [a, b, c, d, e, f, g, h] = head;
        let (length, name) = match form {
            Form::Png => (u32::from_be_bytes([a, b, c, d]), [e, f, g, h]),
            Form::Webp | Form::Jpeg => (u32::from_le_bytes([e, f, g, h]), [a, b, c, d]),
        };
        let Ok(length) = usize::try_from(length) else { break };
        let Some(content) = bytes.get(at + 8..).and_then(|rest| rest.get(..length)) else { break };
        let end = if form == Form::Png { at + 12 + length } else { at + 8 + length + length % 2 };
        all.push(Piece { form, name, start: at, end: end.min(bytes.len()), content });
        at = end;
    }
    all
}

/// The numbers of a TIFF structure, in its byte order.
struct Tiff<'b> {
    bytes: &'b [u8],
    is_little: bool,
}

impl Tiff<'_> {
    fn u16(&self, at: usize) -> Option<u16> {
        let own = self.bytes.get(at..at + 2)?.try_into().ok()?;
        Some(if self.is_little { u16::from_le_bytes(own) } else { u16::from_be_bytes(own) })
    }

    fn u32(&self, at: usize) -> Option<usize> {
        let own = self.bytes.get(at..at + 4)?.try_into().ok()?;
        let value = if self.is_little { u32::from_le_bytes(own) } else { u32::from_be_bytes(own) };
        usize::try_from(value).ok()
    }

    /// The entries of a directory: tag, and where its value lies.
    fn directory(&self, at: usize) -> Vec<(u16, usize)> {
        let count = self.u16(at).unwrap_or(0).min(512);
        (0..usize::from(count))
            .map_while(|entry| {
                let place = at + 2 + entry * 12;
                Some((self.u16(place)?, place + 8))
            })
            .collect()
    }
}

fn tiff(bytes: &[u8]) -> Tiff<'_> {
    Tiff { bytes, is_little: bytes.starts_with(b"II") }
}

/// The tags of the main directory and of that of Exif.
fn tags(bytes: &[u8]) -> Vec<u16> {
    let own = tiff(bytes);
    let first = own.u32(4).map(|at| own.directory(at)).unwrap_or_default();
    let exif = first.iter().find(|(tag, _)| *tag == EXIF).and_then(|(_, place)| own.u32(*place));
    let second = exif.map(|at| own.directory(at)).unwrap_or_default();
    first.into_iter().chain(second).map(|(tag, _)| tag).collect()
}

fn orientation(bytes: &[u8]) -> Option<u16> {
    let own = tiff(bytes);
    let first = own.u32(4).map(|at| own.directory(at))?;
    let place = first.iter().find(|(tag, _)| *tag == ORIENTATION)?.1;
    own.u16(place).filter(|side| (1..=8).contains(side))
}

/// A segment that says which side of a JPEG is up, and nothing else.
fn upright(side: u16) -> Vec<u8> {
    let mut segment = vec![0xFF, 0xE1, 0, 34];
    segment.extend(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01");
    segment.extend(side.to_be_bytes());
    segment.extend([0, 0, 0, 0, 0, 0]);
    segment
}

/// Says the new length, and that neither Exif nor XMP follows.
fn mend_riff(bytes: &mut [u8]) {
    let length = u32::try_from(bytes.len().saturating_sub(8)).unwrap_or(0).to_le_bytes();
    if let Some(own) = bytes.get_mut(4..8) {
        own.copy_from_slice(&length);
    }
    if bytes.get(12..16) == Some(b"VP8X")
        && let Some(flags) = bytes.get_mut(20)
    {
        *flags &= !0b0000_1100;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG with a segment of Exif: orientation 6, an artist, a place.
    fn jpeg_with_exif() -> Vec<u8> {
        let mut tiff = b"II*\0\x08\0\0\0\x03\0".to_vec();
        for (tag, kind, value) in [(ORIENTATION, 3_u16, 6_u32), (0x013B, 2, 0x0061_6161), (GPS, 4, 50)] {
            tiff.extend(tag.to_le_bytes());
            tiff.extend(kind.to_le_bytes());
            tiff.extend(1_u32.to_le_bytes());
            tiff.extend(value.to_le_bytes());
        }
        tiff.extend([0; 4]);
        let length = u16::try_from(tiff.len() + 8).unwrap();
        let mut all = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xE1];
        all.extend(length.to_be_bytes());
        all.extend(b"Exif\0\0");
        all.extend(tiff);
        all.extend([0xFF, 0xFE, 0, 6, b'n', b'a', b'm', b'e', 0xFF, 0xDA, 0, 2, 1, 2, 3]);
        all
    }

    #[test]
    fn jpegs_are_stripped_and_stay_upright() {
        let picture = jpeg_with_exif();
        assert_eq!(told(&picture), [Private::Place, Private::Owner]);
        let bare = stripped(&picture);
        assert_eq!(told(&bare), []);
        assert!(!bare.windows(4).any(|own| own == b"name"));
        let side = pieces(&bare).iter().find_map(|piece| piece.exif()).and_then(orientation);
        assert_eq!(side, Some(6));
        assert!(bare.ends_with(&[0xFF, 0xDA, 0, 2, 1, 2, 3]) && stripped(&bare) == bare);
    }

    #[test]
    fn texts_of_pngs_go() {
        let chunk = |name: &[u8], content: &[u8]| {
            let length = u32::try_from(content.len()).unwrap().to_be_bytes();
            [&length[..], name, content, &[0; 4]].concat()
        };
        let head = b"\x89PNG\r\n\x1A\n".to_vec();
        let all =
            [head.clone(), chunk(b"IHDR", &[1; 13]), chunk(b"tEXt", b"Author\0x"), chunk(b"IDAT", &[2; 5])].concat();
        let bare = [head, chunk(b"IHDR", &[1; 13]), chunk(b"IDAT", &[2; 5])].concat();
        assert_eq!(told(&all), [Private::Owner]);
        assert_eq!(stripped(&all), bare);
        assert_eq!(stripped(b"GIF89a"), b"GIF89a");
    }
}

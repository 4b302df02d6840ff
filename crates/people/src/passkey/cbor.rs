//! As much of CBOR (RFC 8949) as authenticators write: items of a known length, nothing else.

/// Reads one item after the other. Whatever is not whole or not of a known length is `None`.
#[derive(Clone, Debug)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

/// An item, or the head of one that holds others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item<'a> {
    Int(i64),
    Bytes(&'a [u8]),
    Text(&'a str),
    /// So many items follow.
    Array(usize),
    /// So many pairs of items follow.
    Map(usize),
    /// The item that follows has a tag.
    Tagged,
    /// True, false, nothing, a number with a point.
    Simple,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// What was not read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(super) fn item(&mut self) -> Option<Item<'a>> {
        let head = *self.take(1)?.first()?;
        let number = self.number(head & 31)?;
        let length = usize::try_from(number).ok();
        // Each item takes a byte at least: nobody makes us wait for more than there are.
        let count = length.filter(|it| *it <= self.rest.len());
        Some(match head >> 5 {
            0 => Item::Int(i64::try_from(number).ok()?),
            1 => Item::Int(-1 - i64::try_from(number).ok()?),
            2 => Item::Bytes(self.take(length?)?),
            3 => Item::Text(str::from_utf8(self.take(length?)?).ok()?),
            4 => Item::Array(count?),
            5 => Item::Map(count?),
            6 => Item::Tagged,
            _ => Item::Simple,
        })
    }

    /// How many pairs the map has that begins here.
    pub(super) fn map(&mut self) -> Option<usize> {
        match self.item()? {
            Item::Map(pairs) => Some(pairs),
            _ => None,
        }
    }

    /// Passes over an item and all that is in it, however deep.
    pub(super) fn skip(&mut self) -> Option<()> {
        let mut items = 1_usize;
        while items > 0 {
            items -= 1;
            items += match self.item()? {
                Item::Array(count) => count,
                Item::Map(pairs) => 2 * pairs,
                Item::Tagged => 1,
                _ => 0,
            };
        }
        Some(())
    }

    /// The number in a head: in its five bits, or in the bytes that they announce.
    fn number(&mut self, bits: u8) -> Option<u64> {
        let bytes = match bits {
            0..=23 => return Some(bits.into()),
            24..=27 => self.take(1 << (bits - 24))?,
            _ => return None,
        };
        Some(bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn items(bytes: &[u8]) -> Vec<Item<'_>> {
        let mut reader = Reader::new(bytes);
        std::iter::from_fn(|| reader.item()).collect()
    }

    /// Numbers are those of RFC 8949, appendix A.
    #[test]
    fn items_are_read_as_they_were_written() {
        for (bytes, wanted) in [
            (&[0x17][..], Item::Int(23)),
            (&[0x18, 0x64], Item::Int(100)),
            (&[0x19, 0x03, 0xe8], Item::Int(1_000)),
            (&[0x1a, 0x00, 0x0f, 0x42, 0x40], Item::Int(1_000_000)),
            (&[0x1b, 0, 0, 0, 0xe8, 0xd4, 0xa5, 0x10, 0], Item::Int(1_000_000_000_000)),
            (&[0x39, 0x03, 0xe7], Item::Int(-1_000)),
            (&[0x44, 1, 2, 3, 4], Item::Bytes(&[1, 2, 3, 4])),
            (&[0x62, 0xc3, 0xbc], Item::Text("ü")),
            (&[0xf5], Item::Simple),
            (&[0xfb, 0x3f, 0xf1, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a], Item::Simple),
        ] {
            assert_eq!(items(bytes), [wanted], "{bytes:?}");
        }
    }

    #[test]
    fn what_is_not_whole_is_nothing() {
        for bytes in [
            &[][..],
            &[0x18],
            &[0x44, 1, 2, 3],
            &[0x62, 0xc3, 0x28],
            &[0x1b, 0xff, 0, 0, 0, 0, 0, 0, 0],
            &[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            &[0xa2, 1],
            &[0x5f, 0x41, 1, 0xff],
        ] {
            assert_eq!(items(bytes), [], "{bytes:?}");
        }
    }

    #[test]
    fn what_is_passed_over_is_passed_over_whole() {
        let bytes = [0xa2, 1, 0x82, 2, 3, 4, 0xc1, 0xa1, 5, 0xf6, 0x07];
        let mut reader = Reader::new(&bytes);
        assert_eq!(reader.skip(), Some(()));
        assert_eq!(reader.item(), Some(Item::Int(7)));
        assert_eq!(reader.skip(), None);
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut reader = Reader::new(&bytes);
            while reader.skip().is_some() {}
            prop_assert!(items(&bytes).len() <= bytes.len());
        }
    }
}

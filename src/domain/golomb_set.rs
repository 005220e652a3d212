//! A set of texts in about 22 bits each: a Golomb-coded set of their hashes, as Bitcoin's BIP 158
//! has it.
//!
//! It never misses a member. A text that is none is taken for one with a probability of 2⁻²⁰.

use sha2::{Digest, Sha256};

/// Bits of a remainder; the probability of a false member is 2 to the power of minus this.
const REMAINDER_BITS: u32 = 20;

/// Members of an average bucket: each look-up decodes one bucket.
const MEMBERS_PER_BUCKET: u64 = 256;

/// Bytes of a number in the header.
const WORD_BYTES: usize = 4;

/// The encoded set: the number of members, the number of buckets, where each bucket begins as a bit
/// offset, then the buckets. Numbers are 32 bits, the most significant byte first. A bucket is the
/// differences between its members in ascending order, each a quotient in unary, a zero, and a
/// remainder of 20 bits; it ends where the next one begins.
pub struct GolombSet<'a> {
    encoded: &'a [u8],
}

impl<'a> GolombSet<'a> {
    /// Reads what [`encode`] wrote.
    pub const fn new(encoded: &'a [u8]) -> GolombSet<'a> {
        GolombSet { encoded }
    }

    pub fn contains(&self, text: &str) -> bool {
        let (members, buckets) = (u64::from(self.word(0)), u64::from(self.word(1)));
        if members == 0 {
            return false;
        }
        let wanted = position(text, members);
        let (bucket, start) = bucket_of(wanted, members, buckets);
        let (mut at, end) = (self.word(2 + bucket), self.word(3 + bucket));
        let mut member = start;
        while at < end && member <= wanted {
            let quotient = (at..end).take_while(|bit| self.bit(*bit)).count() as u32;
            at += quotient + 1;
            let remainder = (at..at + REMAINDER_BITS).fold(0, |n, bit| n << 1 | u64::from(self.bit(bit)));
            at += REMAINDER_BITS;
            member += (u64::from(quotient) << REMAINDER_BITS) + remainder;
            if member == wanted {
                return true;
            }
        }
        false
    }

    fn word(&self, index: usize) -> u32 {
        let bytes = self.encoded.get(index * WORD_BYTES..).and_then(<[u8]>::first_chunk);
        bytes.map_or(0, |bytes| u32::from_be_bytes(*bytes))
    }

    /// A bit of the buckets.
    fn bit(&self, offset: u32) -> bool {
        let header = (3 + self.word(1) as usize) * WORD_BYTES;
        let byte = self.encoded.get(header + offset as usize / 8);
        byte.is_some_and(|byte| byte >> (7 - offset % 8) & 1 == 1)
    }
}

/// Where a text is in the range that a set of this many members tells apart.
fn position(text: &str, members: u64) -> u64 {
    let digest: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    let hash = digest.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    let range = u128::from(members) << REMAINDER_BITS;
    ((u128::from(hash) * range) >> 64) as u64
}

/// The bucket of a position, and the position at which that bucket starts.
fn bucket_of(position: u64, members: u64, buckets: u64) -> (usize, u64) {
    let width = (members << REMAINDER_BITS).div_ceil(buckets.max(1));
    ((position / width) as usize, position / width * width)
}

/// Encodes a set of texts; the file that [`GolombSet::new`] reads.
pub fn encode<'t>(texts: impl ExactSizeIterator<Item = &'t str>) -> Vec<u8> {
    let members = texts.len() as u64;
    let buckets = members.div_ceil(MEMBERS_PER_BUCKET);
    let mut positions: Vec<u64> = texts.map(|text| position(text, members)).collect();
    positions.sort_unstable();
    positions.dedup();
    let mut bits = Bits::default();
    let mut offsets = Vec::new();
    let mut before = 0;
    for position in positions {
        let (bucket, start) = bucket_of(position, members, buckets);
        while offsets.len() <= bucket {
            offsets.push(bits.count);
            before = start;
        }
        bits.push_ones((position - before) >> REMAINDER_BITS);
        for bit in (0..REMAINDER_BITS).rev() {
            bits.push((position - before) >> bit & 1 == 1);
        }
        before = position;
    }
    offsets.resize(buckets as usize + 1, bits.count);
    let header = [members as u32, buckets as u32];
    let words = header.iter().chain(&offsets).flat_map(|word| word.to_be_bytes());
    words.chain(bits.bytes).collect()
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    count: u32,
}

impl Bits {
    fn push(&mut self, bit: bool) {
        if self.count.is_multiple_of(8) {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::from(bit) << (7 - self.count % 8);
        }
        self.count += 1;
    }

    /// A number in unary: as many ones, then a zero.
    fn push_ones(&mut self, count: u64) {
        for _ in 0..count {
            self.push(true);
        }
        self.push(false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_is_found_and_hardly_anything_else() {
        for count in [0, 1, 2, 255, 256, 257, 20_000] {
            let texts: Vec<String> = (0..count).map(|n| format!("member {n}")).collect();
            let encoded = encode(texts.iter().map(String::as_str));
            let set = GolombSet::new(&encoded);
            assert!(texts.iter().all(|text| set.contains(text)), "{count}");
            let others = (0..20_000).filter(|n| set.contains(&format!("stranger {n}"))).count();
            assert!(others <= 2, "{others} of {count}");
        }
    }
}

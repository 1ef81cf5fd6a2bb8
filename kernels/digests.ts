/**
 * CRC-32 and SHA-256 in AssemblyScript, for platforms that have neither as streams: `npm run build` compiles them into
 * src/io/digests.generated.ts. Each has a plain counterpart in src/io/. Addresses are in bytes, counts in bytes or blocks.
 */

/** Eight words of a digest, in the order of the standard. */
const STATE: usize = 0
/** What each of 16 rounds adds: a word of the schedule and a constant. */
const ADDED: usize = 64
/** The constants of the rounds, which whoever makes the memory puts here. @see FIPS 180-4, 4.2.2 */
const ROUNDS: usize = 512
/** Sixteen tables of 256 words: what a byte does to a checksum when so many bytes follow it. */
const TABLES: usize = 4096

/** Fill the tables. @see RFC 1952, section 8 (polynomial 0xedb88320) */
export function prepare(): void {
  for (let byte: u32 = 0; byte < 256; byte += 1) {
    let value = byte
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
    store<u32>(TABLES + (byte << 2), value)
  }
  for (let at: usize = TABLES + 1024; at < TABLES + 16 * 1024; at += 4) {
    const before = load<u32>(at - 1024)
    store<u32>(at, (before >>> 8) ^ load<u32>(TABLES + ((before & 0xff) << 2)))
  }
}

/** Continue the CRC-32 `start` over `length` bytes, sixteen at a time. */
export function crc32(from: usize, length: i32, start: u32): u32 {
  let crc = ~start
  const end = from + length
  for (; from + 16 <= end; from += 16) {
    const a = load<u32>(from) ^ crc
    const b = load<u32>(from, 4)
    const c = load<u32>(from, 8)
    const d = load<u32>(from, 12)
    crc = fourBytes(a, TABLES + 12 * 1024) ^ fourBytes(b, TABLES + 8 * 1024)
    crc ^= fourBytes(c, TABLES + 4 * 1024) ^ fourBytes(d, TABLES)
  }
  for (; from < end; from += 1) crc = (crc >>> 8) ^ load<u32>(TABLES + (((crc ^ load<u8>(from)) & 0xff) << 2))
  return ~crc
}

/** What four bytes do, of which the last is followed by as many bytes as `tables` stands for. */
function fourBytes(word: u32, tables: usize): u32 {
  const first = load<u32>(tables + ((word & 0xff) << 2), 3 * 1024)
  const second = load<u32>(tables + (((word >>> 8) & 0xff) << 2), 2 * 1024)
  const third = load<u32>(tables + (((word >>> 16) & 0xff) << 2), 1024)
  return first ^ second ^ third ^ load<u32>(tables + ((word >>> 24) << 2))
}

/** Continue the SHA-256 at {@link STATE} over `blocks` blocks of 64 bytes. @see FIPS 180-4, 6.2.2 */
export function sha256(from: usize, blocks: i32): void {
  let h0 = load<u32>(STATE, 0)
  let h1 = load<u32>(STATE, 4)
  let h2 = load<u32>(STATE, 8)
  let h3 = load<u32>(STATE, 12)
  let h4 = load<u32>(STATE, 16)
  let h5 = load<u32>(STATE, 20)
  let h6 = load<u32>(STATE, 24)
  let h7 = load<u32>(STATE, 28)
  for (let block = 0; block < blocks; block += 1, from += 64) {
    let w0 = bigEndian(v128.load(from))
    let w1 = bigEndian(v128.load(from, 16))
    let w2 = bigEndian(v128.load(from, 32))
    let w3 = bigEndian(v128.load(from, 48))
    let a = h0
    let b = h1
    let c = h2
    let d = h3
    let e = h4
    let f = h5
    let g = h6
    let h = h7
    let x: u32 = 0
    // The majority of a, b, c is b ^ ((a ^ b) & (b ^ c)): the next round has its second difference from this one.
    let y: u32 = 0
    let z = b ^ c
    // Sixteen rounds, and beside each four of them the words of those that come sixteen later.
    for (let at: usize = 0; at < 256; at += 64) {
      v128.store(ADDED, i32x4.add(w0, v128.load(ROUNDS + at, 0)), 0)
      w0 = nextFour(w0, w1, w2, w3)
      x = h + choice(e, f, g) + load<u32>(ADDED, 0)
      y = a ^ b
      d += x
      h = x + turns(a) + (b ^ (y & z))
      x = g + choice(d, e, f) + load<u32>(ADDED, 4)
      z = h ^ a
      c += x
      g = x + turns(h) + (a ^ (z & y))
      x = f + choice(c, d, e) + load<u32>(ADDED, 8)
      y = g ^ h
      b += x
      f = x + turns(g) + (h ^ (y & z))
      x = e + choice(b, c, d) + load<u32>(ADDED, 12)
      z = f ^ g
      a += x
      e = x + turns(f) + (g ^ (z & y))
      v128.store(ADDED, i32x4.add(w1, v128.load(ROUNDS + at, 16)), 16)
      w1 = nextFour(w1, w2, w3, w0)
      x = d + choice(a, b, c) + load<u32>(ADDED, 16)
      y = e ^ f
      h += x
      d = x + turns(e) + (f ^ (y & z))
      x = c + choice(h, a, b) + load<u32>(ADDED, 20)
      z = d ^ e
      g += x
      c = x + turns(d) + (e ^ (z & y))
      x = b + choice(g, h, a) + load<u32>(ADDED, 24)
      y = c ^ d
      f += x
      b = x + turns(c) + (d ^ (y & z))
      x = a + choice(f, g, h) + load<u32>(ADDED, 28)
      z = b ^ c
      e += x
      a = x + turns(b) + (c ^ (z & y))
      v128.store(ADDED, i32x4.add(w2, v128.load(ROUNDS + at, 32)), 32)
      w2 = nextFour(w2, w3, w0, w1)
      x = h + choice(e, f, g) + load<u32>(ADDED, 32)
      y = a ^ b
      d += x
      h = x + turns(a) + (b ^ (y & z))
      x = g + choice(d, e, f) + load<u32>(ADDED, 36)
      z = h ^ a
      c += x
      g = x + turns(h) + (a ^ (z & y))
      x = f + choice(c, d, e) + load<u32>(ADDED, 40)
      y = g ^ h
      b += x
      f = x + turns(g) + (h ^ (y & z))
      x = e + choice(b, c, d) + load<u32>(ADDED, 44)
      z = f ^ g
      a += x
      e = x + turns(f) + (g ^ (z & y))
      v128.store(ADDED, i32x4.add(w3, v128.load(ROUNDS + at, 48)), 48)
      w3 = nextFour(w3, w0, w1, w2)
      x = d + choice(a, b, c) + load<u32>(ADDED, 48)
      y = e ^ f
      h += x
      d = x + turns(e) + (f ^ (y & z))
      x = c + choice(h, a, b) + load<u32>(ADDED, 52)
      z = d ^ e
      g += x
      c = x + turns(d) + (e ^ (z & y))
      x = b + choice(g, h, a) + load<u32>(ADDED, 56)
      y = c ^ d
      f += x
      b = x + turns(c) + (d ^ (y & z))
      x = a + choice(f, g, h) + load<u32>(ADDED, 60)
      z = b ^ c
      e += x
      a = x + turns(b) + (c ^ (z & y))
    }
    h0 += a
    h1 += b
    h2 += c
    h3 += d
    h4 += e
    h5 += f
    h6 += g
    h7 += h
  }
  store<u32>(STATE, h0, 0)
  store<u32>(STATE, h1, 4)
  store<u32>(STATE, h2, 8)
  store<u32>(STATE, h3, 12)
  store<u32>(STATE, h4, 16)
  store<u32>(STATE, h5, 20)
  store<u32>(STATE, h6, 24)
  store<u32>(STATE, h7, 28)
}

/** The larger of the two sums of `e`, and its choice between `f` and `g`. */
function choice(e: u32, f: u32, g: u32): u32 {
  return (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) + (g ^ (e & (f ^ g)))
}

function turns(a: u32): u32 {
  return rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)
}

/** Four words after sixteen. The last two of them need the first two. */
function nextFour(w0: v128, w1: v128, w2: v128, w3: v128): v128 {
  const fifteenBefore = i8x16.shuffle(w0, w1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19)
  const sevenBefore = i8x16.shuffle(w2, w3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19)
  const sum = i32x4.add(i32x4.add(w0, sevenBefore), small(fifteenBefore, 7, 18, 3))
  const before = i8x16.shuffle(w3, w3, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15)
  const firstTwo = i32x4.add(sum, small(before, 17, 19, 10))
  const twice = i8x16.shuffle(firstTwo, firstTwo, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7)
  const lastTwo = i32x4.add(sum, small(twice, 17, 19, 10))
  return i8x16.shuffle(firstTwo, lastTwo, 0, 1, 2, 3, 4, 5, 6, 7, 24, 25, 26, 27, 28, 29, 30, 31)
}

/** One of the smaller sums: two turns and a shift. */
function small(words: v128, turn: i32, other: i32, shift: i32): v128 {
  const one = v128.or(i32x4.shr_u(words, turn), i32x4.shl(words, 32 - turn))
  const two = v128.or(i32x4.shr_u(words, other), i32x4.shl(words, 32 - other))
  return v128.xor(v128.xor(one, two), i32x4.shr_u(words, shift))
}

function bigEndian(words: v128): v128 {
  return i8x16.shuffle(words, words, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)
}

/** Makes checksums, offsets and sizes of a changed container right again: without them nothing behind them is read. */
import { bytes } from '../support/assembler.ts'

const LOCAL = 0x04034b50
const DESCRIPTOR = 0x08074b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const END_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50

/** Each header block of a tar (it says `ustar`) gets the sum of its bytes, the sum itself counted as spaces. */
export function repairTar(input: Uint8Array): Uint8Array {
  const tar = input.slice()
  for (let at = 0; at + 512 <= tar.length; at += 512) {
    const block = tar.subarray(at, at + 512)
    if (block[257] !== 0x75 || block[258] !== 0x73) continue
    block.fill(0x20, 148, 156)
    const sum = block.reduce((all, byte) => all + byte, 0)
    block.set(bytes(sum.toString(8).padStart(6, '0'), [0, 0x20]), 148)
  }
  return tar
}

/**
 * The n-th central entry of a zip points to the n-th local header and has the size from there to the next one, if it is stored;
 * the end records point to the first central entry. Everything else stays as it is.
 */
export function repairZip(input: Uint8Array): Uint8Array {
  const zip = input.slice()
  const view = new DataView(zip.buffer)
  const found = signatures(view)
  const of = (signature: number): number[] => found.filter(([, kind]) => kind === signature).map(([at]) => at)
  const [locals, centrals] = [of(LOCAL), of(CENTRAL)]
  const start = centrals[0]
  if (start === undefined) return zip
  for (const [index, central] of centrals.entries()) {
    const local = locals[index]
    if (local === undefined || central + 46 > zip.length || local + 30 > zip.length) continue
    view.setUint32(central + 42, local, true) // 42 - offset of the local header
    if (view.getUint16(central + 10, true) !== 0) continue // 10 - method
    const data = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true) // 26, 28 - lengths of name and extra field
    const [next, kind] = found.find(([at]) => at >= data) ?? [zip.length, 0]
    const size = Math.max(0, next - data)
    for (const at of [20, 24]) view.setUint32(central + at, size, true) // 20, 24 - sizes
    for (const at of [18, 22])
      if (view.getUint32(local + at, true) !== 0) view.setUint32(local + at, size, true)
    if (kind === DESCRIPTOR && next + 16 <= zip.length)
      for (const at of [8, 12]) view.setUint32(next + at, size, true)
  }
  for (const at of of(END)) {
    if (at + 22 > zip.length) continue
    for (const count of [8, 10]) view.setUint16(at + count, centrals.length, true) // 8, 10 - entries
    view.setUint32(at + 12, (of(END_64)[0] ?? at) - start, true) // 12 - bytes of the central directory
    view.setUint32(at + 16, start, true) // 16 - its offset
  }
  for (const at of of(END_64)) {
    if (at + 56 > zip.length) continue
    for (const count of [24, 32]) view.setBigUint64(at + count, BigInt(centrals.length), true)
    view.setBigUint64(at + 40, BigInt(at - start), true)
    view.setBigUint64(at + 48, BigInt(start), true)
    for (const locator of of(LOCATOR_64))
      if (locator + 16 <= zip.length) view.setBigUint64(locator + 8, BigInt(at), true)
  }
  return zip
}

/** Every place where a record of a zip begins, in order. */
function signatures(view: DataView): readonly (readonly [at: number, kind: number])[] {
  const found: (readonly [number, number])[] = []
  for (let at = 0; at + 4 <= view.byteLength; at += 1) {
    if (view.getUint8(at) !== 0x50) continue
    const kind = view.getUint32(at, true)
    if ([LOCAL, DESCRIPTOR, CENTRAL, END, END_64, LOCATOR_64].includes(kind)) found.push([at, kind])
  }
  return found
}

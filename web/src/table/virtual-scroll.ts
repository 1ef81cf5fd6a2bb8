/** Which rows a scrolled box shows. Browsers end at some 17 million pixels: beyond, a pixel stands for several. */

/** Pixels of the longest box that every browser can scroll. */
const MOST_PIXELS = 8_000_000

/** The rows in a window of a list. */
export interface Window {
  /** Height of the whole, in pixels. */
  readonly height: number
  /** First row that is drawn, and how many. */
  readonly first: number
  readonly count: number
  /** Where the first drawn row is, in pixels from the top of the whole. */
  readonly offset: number
}

/** Rows above and below those that are seen: a screen reader and the keyboard find their neighbours. */
const AROUND = 6

/** The window of `rows` rows of `rowHeight` pixels, scrolled by `top` in a box of `box` pixels. */
export function windowOf(rows: number, rowHeight: number, top: number, box: number): Window {
  const whole = rows * rowHeight
  const height = Math.min(whole, MOST_PIXELS)
  const scroll = Math.max(0, Math.min(top, height - box))
  const hidden = height - box
  // The share of the way scrolled is the share of the rows passed.
  const rowTop = hidden > 0 ? (scroll / hidden) * (whole - box) : 0
  const seen = Math.floor(rowTop / rowHeight)
  const first = Math.max(0, seen - AROUND)
  const last = Math.min(rows, Math.ceil((rowTop + box) / rowHeight) + AROUND)
  return { height, first, count: last - first, offset: scroll - (rowTop - first * rowHeight) }
}

/** How far to scroll so that a row is seen; `top` where it is already. */
export function scrollTo(row: number, rows: number, rowHeight: number, top: number, box: number): number {
  const whole = rows * rowHeight
  const height = Math.min(whole, MOST_PIXELS)
  const hidden = height - box
  if (hidden <= 0) return 0
  const scale = (whole - box) / hidden
  const rowTop = top * scale
  const start = row * rowHeight
  if (start < rowTop) return start / scale
  if (start + rowHeight > rowTop + box) return (start + rowHeight - box) / scale
  return top
}

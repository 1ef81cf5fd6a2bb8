/** Bins of one width over a range. @see numpy 2 `lib/_histograms_impl.py`, `_core/function_base.py` (linspace) */

/**
 * The edges of `bins` bins from `min` to `max`, one more than bins; a single value gets bins half a unit around it.
 * Null where float64 has no such edges: the width is past its largest number, or the edges do not differ.
 */
export function binEdges(min: number, max: number, bins: number): readonly number[] | null {
  // -0 is 0 here, as in the sums of numpy.
  const first = min === max ? min - 0.5 : min + 0
  const last = min === max ? max + 0.5 : max + 0
  const step = (last - first) / bins
  if (!Number.isFinite(step)) return null
  const edges = Array.from({ length: bins + 1 }, (_, at) => (at === bins ? last : at * step + first))
  return edges.every((edge, at) => at === 0 || edge > (edges[at - 1] ?? edge)) ? edges : null
}

/** Count a value between the first and the last edge: each bin contains its lower edge, the last one both. */
export function countInto(counts: number[], edges: readonly number[], value: number): void {
  const first = edges[0] ?? 0
  const last = counts.length - 1
  const width = (edges[counts.length] ?? 0) - first
  let bin = Math.min(last, Math.floor(((value - first) / width) * counts.length))
  // The division rounds: the edges decide.
  while (bin > 0 && value < (edges[bin] ?? 0)) bin -= 1
  while (bin < last && value >= (edges[bin + 1] ?? 0)) bin += 1
  counts[bin] = (counts[bin] ?? 0) + 1
}

/** A plane of a tensor as colours: blue below zero, orange above, white at zero; what is not finite stands out. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { TensorPlane, TensorReport } from 'pth-cli'
import type { Engine } from '../engine.ts'
import { formatCount } from '../format.ts'
import { heatPixels, largestOf } from '../heat-colours.ts'
import { useWork } from '../use-work.ts'
import { Card } from './parts.tsx'
import { Failed, InlineLoading } from './states.tsx'

/** Cells of a side. */
const MOST = 256
/** Pixels of a cell at most. */
const LARGEST_CELL = 40
/** Dimensions that can be stepped through. */
const MOST_FIXED = 8

export function HeatMap({
  engine,
  row,
  tensor,
}: {
  readonly engine: Engine
  readonly row: number
  readonly tensor: TensorReport
}): JSX.Element | null {
  const shape = tensor.shape ?? []
  const outer = shape.slice(0, -2)
  const [fixed, setFixed] = useState<readonly number[]>(outer.map(() => 0))
  const work = useWork(() => engine.plane(row, { fixed, most: MOST }), [engine, row, fixed.join()])
  if (tensor.kind !== 'strided' || tensor.numel === 0 || outer.length > MOST_FIXED) return null
  return (
    <Card title="Heat map">
      {outer.length > 0 && (
        <div class="plane-choice">
          {outer.map((size, dimension) => (
            <label>
              <span class="soft">dimension {dimension}</span>{' '}
              <input
                type="number"
                min={0}
                max={size - 1}
                value={fixed[dimension] ?? 0}
                onChange={({ currentTarget }) => {
                  const index = Math.max(0, Math.min(size - 1, Math.floor(Number(currentTarget.value) || 0)))
                  setFixed(fixed.map((old, at) => (at === dimension ? index : old)))
                }}
              />{' '}
              <span class="soft">of {formatCount(size)}</span>
            </label>
          ))}
        </div>
      )}
      {work.kind === 'waiting' && <InlineLoading progress={null} what="Reading the plane" />}
      {work.kind === 'failed' && <Failed failure={work.failure} title="This plane cannot be shown" />}
      {work.kind === 'done' && <Picture plane={work.value} />}
    </Card>
  )
}

function Picture({ plane }: { readonly plane: TensorPlane }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null)
  const largest = largestOf(plane.values)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context === null || context === undefined) return
    const pixels = heatPixels(plane.values, largest)
    context.putImageData(new ImageData(pixels, plane.columns, plane.rows), 0, 0)
  }, [plane])
  const { rows, columns, rowStep, columnStep } = plane
  const every =
    rowStep === 1 && columnStep === 1
      ? 'every element'
      : `every ${formatCount(rowStep)}th row and every ${formatCount(columnStep)}th column`
  return (
    <figure class="heat">
      <canvas
        ref={canvas}
        width={columns}
        height={rows}
        role="img"
        aria-label={`${rows} rows by ${columns} columns, ${every}, from ${-largest} to ${largest}`}
        style={{
          aspectRatio: String(Math.max(columns / rows, 0.05)),
          maxWidth: `${columns * LARGEST_CELL}px`,
        }}
      />
      <figcaption>
        <span class="mono">{String(Number((-largest).toPrecision(4)))}</span>
        <span class="heat-scale" aria-hidden="true" />
        <span class="mono">{String(Number(largest.toPrecision(4)))}</span>
        <span class="soft">
          {formatCount(rows)} × {formatCount(columns)}, {every}; NaN and infinities are red
        </span>
      </figcaption>
    </figure>
  )
}

/** What a model needs in memory, as lines of the header. Every verdict says what it is about. */
import type { FitDtypeReport, FitLayersReport, FitReport } from '../../operations/inspect/fit/fit-report.ts'
import { escapeText } from '../escape.ts'
import { formatCount, formatNumber } from '../format.ts'
import { sizeText } from './rows.ts'
import type { InspectView } from './rows.ts'

/** Labels and their items; none without `--fit`. */
export function fitItems(fit: FitReport | undefined, view: InspectView): [label: string, items: string[]][] {
  if (fit === undefined) return []
  const { weights, cast, cache, device } = fit
  const least = weights.complete ? '' : 'at least '
  return [
    [
      'memory',
      [
        `weights ${least}${sizeText(weights.bytes, view)}`,
        ...dtypes(weights.by_dtype, view),
        ...(weights.repeated_bytes > 0
          ? [`${sizeText(weights.repeated_bytes, view)} under second names counted once`]
          : []),
      ],
    ],
    [
      'as cast',
      cast === null
        ? []
        : [
            `${least}${sizeText(cast.bytes, view)} with floats as ${cast.dtype}`,
            ...dtypes(cast.by_dtype, view),
          ],
    ],
    ['cache', cache === null ? [] : cacheItems(cache, view)],
    ['device', device === null ? [] : deviceItems(fit, device, view)],
    ['uncounted', [...fit.not_counted]],
    ['caution', fit.notes.map(({ message }) => escapeText(message))],
  ]
}

function dtypes(rows: readonly FitDtypeReport[], view: InspectView): string[] {
  return rows.map(({ dtype, bytes }) => `${escapeText(dtype)} ${sizeText(bytes, view)}`)
}

function cacheItems(cache: NonNullable<FitReport['cache']>, view: InspectView): string[] {
  return [
    `${sizeText(cache.bytes, view)} of ${cache.kind === 'latent' ? 'latent vectors' : 'keys and values'} for ` +
      `${formatNumber(cache.batch, 'sequence')} of ${formatNumber(cache.context, 'token')}`,
    `${cache.dtype} (by ${SAID_BY[cache.dtype_from]})`,
    ...cache.layers.map(layersText),
    `model type ${escapeText(cache.model_type)}`,
  ]
}

const SAID_BY = { flag: 'flag', config: 'the configuration', weights: 'the weights' } as const

function layersText({ attention, layers, tokens, elements_per_token: elements }: FitLayersReport): string {
  const kept = attention === 'full' ? '' : ` of at most ${formatNumber(tokens, 'token')}`
  return `${formatNumber(layers, `${attention} layer`)}${kept} with ${formatCount(elements)} elements per token`
}

function deviceItems(
  { cache, weights }: FitReport,
  device: NonNullable<FitReport['device']>,
  view: InspectView,
): string[] {
  const what = cache === null ? 'weights alone' : 'weights and cache alone'
  const left = device.left_by_weights_and_cache ?? device.left_by_weights
  const over = `${sizeText(Math.abs(left), view)}`
  const size = `${sizeText(device.bytes, view)} of memory`
  const items = [size]
  if (cache !== null)
    items.push(
      device.left_by_weights < 0
        ? `weights alone are ${sizeText(-device.left_by_weights, view)} too large`
        : `weights alone leave ${sizeText(device.left_by_weights, view)}`,
    )
  if (device.verdict === 'too_small')
    items.push(`does not fit: ${what} are ${weights.complete ? '' : 'at least '}${over} too large`)
  else if (device.verdict === 'unknown')
    items.push(`no verdict: ${what} leave at most ${over}, and not all is known`)
  else items.push(`${what} fit and leave ${over}, which all that is uncounted needs`)
  return items
}

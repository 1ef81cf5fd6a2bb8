/** LoRA adapters: pairs of matrices without their model. @see peft `tuners/lora/`, kohya-ss/sd-scripts */
import type { Family } from './family.ts'
import type { ModelNames } from './model-names.ts'

export const ADAPTERS: readonly Family[] = [
  {
    family: 'LoRA adapter (peft)',
    needs: [],
    may: [
      '*.lora_{A,B}.weight *.lora_{A,B}.default.weight *.lora_embedding_{A,B}',
      '*.lora_magnitude_vector* *.modules_to_save.*',
    ],
    prove: (names) => pairs(names, /^(.+)\.lora_(A|B)(?:\.default)?\.weight$/, 'A', 'B'),
  },
  {
    family: 'LoRA adapter (kohya)',
    needs: [],
    may: ['lora_*.lora_{down,up}.weight lora_*.alpha lora_*.lora_mid.weight lora_*.dora_scale'],
    prove: (names) => pairs(names, /^(lora_.+)\.lora_(down|up)\.weight$/, 'down', 'up'),
  },
]

/** Every pair must be whole, and its inner sizes one rank. */
function pairs(names: ModelNames, pattern: RegExp, down: string, up: string): ReturnType<Family['prove']> {
  const found = [...names.names].flatMap((name) => {
    const [, target, side] = pattern.exec(name) ?? []
    return target === undefined || side === undefined ? [] : [{ name, target, side }]
  })
  const lower = found.filter(({ side }) => side === down)
  const upper = new Map(found.filter(({ side }) => side === up).map(({ target, name }) => [target, name]))
  if (lower.length === 0 || lower.length !== upper.size) return null
  const ranks = new Set<number>()
  for (const { name, target } of lower) {
    const [rank] = names.shape(name)
    if (rank === undefined || names.shape(upper.get(target) ?? '')[1] !== rank) return null
    ranks.add(rank)
  }
  const targets = [...new Set(lower.map(({ target }) => target.split('.').at(-1) ?? target))]
  const sorted = [...ranks].sort((a, b) => a - b)
  return {
    model: null,
    how: [
      `lora_${down} and lora_${up}: ${lower.length} pairs`,
      `rank ${sorted.length === 1 ? sorted[0] : `${sorted[0]} to ${sorted.at(-1)}`}`,
      ...(targets.length <= 8 && pattern.source.includes('lora_(A') ? [`of ${targets.join(', ')}`] : []),
    ],
  }
}

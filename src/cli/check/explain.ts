/** `pth check --explain FILE`: what the configuration asks of one file, without opening it. */
import { asksSomething } from '../../config/cascade.ts'
import { explainedDocument, renderExplained } from '../../report/check/explain.ts'
import { jsonDocument } from '../../report/json.ts'
import { DATA_FORMATS } from '../../report/report-format.ts'
import type { CommandContext } from '../command.ts'
import { limitsOf } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'
import { formatOf } from '../report-flags.ts'
import type { RemoteFlags } from '../remote-flags.ts'
import type { FormatFlags } from '../report-flags.ts'
import { absolute } from './addresses.ts'
import { expandEntries } from './expand.ts'
import type { CheckPath } from './expand.ts'
import { locateConfig, pathIn, shown } from './locate.ts'
import { onNetwork } from './on-network.ts'
import { baselinePath, lockPath, referencePath } from './references.ts'
import { askedFor, scopesOf } from './gate.ts'

/** @throws PthError CONFIG_UNCLEAR, CONFIG_INVALID, USAGE */
export async function explainFile(
  file: string,
  flags: FormatFlags & LimitFlags & RemoteFlags & { readonly config?: string; readonly color?: string },
  context: CommandContext,
): Promise<void> {
  const format = formatOf(flags, DATA_FORMATS)
  const limits = limitsOf(flags)
  const located = await locateConfig(flags.config)
  const { paths, scopes } = await onNetwork(located, flags, context, async () => ({
    ...(await expandEntries(located, limits)),
    scopes: await scopesOf(located, limits),
  }))
  const whole = absolute(file)
  const path: CheckPath = paths.find((one) => one.path === whole) ?? {
    path: whole,
    shown: shown(whole),
    name: shown(whole),
    entries: [],
  }
  const asked = askedFor(located, path, scopes)
  const on = (wanted: string): boolean =>
    asked.levels.some(({ rule, level }) => rule === wanted && level !== 'off')
  const schema = referencePath(located, path, asked, 'schema')
  const policy = asked.settings.scan?.policy ?? null
  const scan = asked.places.get('scan')
  const budgets = ['bytes', 'parameters'] as const
  const references = [
    ...(on('scan') && policy !== null && scan !== undefined
      ? [{ rule: 'scan', path: shown(pathIn(located, policy, scan)) }]
      : []),
    ...(on('schema') && schema !== undefined ? [{ rule: 'schema', path: shown(schema) }] : []),
    ...budgets
      .filter((rule) => on(rule) && (asked.settings[rule]?.grow ?? null) !== null)
      .map((rule) => ({ rule, path: shown(baselinePath(located)) })),
    ...(on('lock') ? [{ rule: 'lock', path: shown(lockPath(located, path, asked)) }] : []),
  ]
  const explained = {
    file: path.shown,
    config: located.config.path,
    entries: path.entries,
    asked,
    references,
  }
  context.exit(path.entries.length > 0 && asksSomething(asked) ? 0 : 2)
  const paint = context.paint(flags.color === undefined ? {} : { color: flags.color })
  await context.io.stdout.write(
    format === 'json' ? jsonDocument(explainedDocument(explained)) : renderExplained(explained, paint),
  )
}

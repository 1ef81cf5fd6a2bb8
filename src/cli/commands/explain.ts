/** `pth explain`: what a rule of a report means and how to mend it. */
import type { CommandDeclaration } from '../command.ts'

export const explainCommand: CommandDeclaration = {
  name: 'explain',
  declare: (command, { io, width }) => {
    command
      .description('explain what a rule of a report means')
      .argument(
        '[rule]',
        'id or name, such as PTH-D003, shape-mismatch or GLOBAL_DANGEROUS; all rules without one',
      )
      .option('--json', 'one JSON document')
      .action(async (text: string | undefined, flags: { readonly json?: boolean }) => {
        const [{ findRule, renderRule, renderRules, RULES }, { PthError }] = await Promise.all([
          import('../../report/rules.ts'),
          import('../../errors.ts'),
        ])
        const rule = text === undefined ? undefined : findRule(text)
        if (text !== undefined && rule === undefined) {
          throw new PthError('USAGE', {
            reason: `there is no rule ${JSON.stringify(text)}; pth explain lists all`,
          })
        }
        const rules = rule === undefined ? RULES : [rule]
        if (flags.json === true)
          await io.stdout.write(`${JSON.stringify({ kind: 'pth.explain', version: 1, rules }, null, 2)}\n`)
        else if (rule !== undefined) await io.stdout.write(renderRule(rule, width))
        else await io.stdout.write(renderRules(width))
      })
  },
}

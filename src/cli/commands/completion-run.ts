/** What `pth completion` does: writes the declared words as a script. */
import { ALL_IDS } from '../../report/explain.ts'
import type { CommandContext } from '../command.ts'
import { bashScript } from '../completion/bash.ts'
import { fishScript } from '../completion/fish.ts'
import { wordsOf } from '../completion/words.ts'
import type { CommandWords } from '../completion/words.ts'
import { zshScript } from '../completion/zsh.ts'
import { VERSION } from '../version.ts'

type Shell = 'bash' | 'zsh' | 'fish'

const SCRIPTS: Readonly<Record<Shell, (commands: readonly CommandWords[], version: string) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}

/** Print the script of a shell. */
export async function completion(shell: Shell, { io, commands }: CommandContext): Promise<void> {
  const codes = [...new Set(ALL_IDS.map(({ id }) => id))]
  await io.stdout.write(SCRIPTS[shell](wordsOf(commands(), codes), VERSION))
}

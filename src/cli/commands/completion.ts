/** `pth completion`: the script that teaches a shell the words of pth. */
import { Argument } from 'commander'
import type { CommandDeclaration } from '../command.ts'

export const completionCommand: CommandDeclaration = {
  name: 'completion',
  examples: [
    { line: `echo 'eval "$(pth completion bash)"' >> ~/.bashrc`, what: 'bash' },
    { line: `echo 'source <(pth completion zsh)' >> ~/.zshrc`, what: 'zsh, after compinit' },
    { line: 'pth completion fish > ~/.config/fish/completions/pth.fish', what: 'fish' },
  ],
  declare: (command, context) => {
    command
      .description('print the script that completes commands, flags and their values in a shell')
      .addArgument(new Argument('<shell>', 'shell to write it for').choices(['bash', 'zsh', 'fish']))
      .action(async (shell: 'bash' | 'zsh' | 'fish') => {
        const { completion } = await import('./completion-run.ts')
        return completion(shell, context)
      })
  },
}

/** Arguments as a person pastes them into a shell. */
import { escapeText } from './escape.ts'

/** An argument as a shell takes it. What a terminal would not show is written `$'…'`, as bash and zsh read it. */
export function shellWord(text: string): string {
  if (/^[\w.,=/:@%+-]+$/.test(text)) return text
  if (escapeText(text) === text) return `'${text.replaceAll("'", "'\\''")}'`
  return `$'${[...text].map(ansiCharacter).join('')}'`
}

function ansiCharacter(character: string): string {
  if (character === '\\' || character === "'") return `\\${character}`
  if (escapeText(character) === character) return character
  const point = character.codePointAt(0) ?? 0
  return point > 0xffff
    ? `\\U${point.toString(16).padStart(8, '0')}`
    : `\\u${point.toString(16).padStart(4, '0')}`
}

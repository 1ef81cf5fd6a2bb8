/** Text from a file made safe for a terminal: nothing in it can move the cursor or hide itself. */

/**
 * Control characters, DEL, C1, line separators, bidi marks and overrides, zero-width and other invisible
 * characters.
 */
const UNSAFE = new RegExp(
  String.raw`[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff` +
    String.raw`\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]`,
  'gu',
)

/** Replace every unsafe character by its escape (`\n`, `\u202e`); the rest is left as it is. */
export function escapeText(text: string): string {
  return text.replace(UNSAFE, escapeCharacter)
}

function escapeCharacter(character: string): string {
  if (character === '\n') return '\\n'
  if (character === '\r') return '\\r'
  if (character === '\t') return '\\t'
  const point = character.codePointAt(0) ?? 0
  if (point < 0x100) return `\\x${point.toString(16).padStart(2, '0')}`
  return point > 0xffff ? `\\u{${point.toString(16)}}` : `\\u${point.toString(16).padStart(4, '0')}`
}

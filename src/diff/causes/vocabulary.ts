/** Embeddings and heads with rows added or taken off at the end. */
import { edited, newStep, tensorLike } from './cause.ts'
import type { Cause, Stop } from './cause.ts'
import { pythonText } from './python.ts'

/** Rows that a vocabulary may gain or lose and still be the same one. */
const SAME_VOCABULARY = 0.25
const WORDS = new RegExp(
  String.raw`(?:^|[._])(?:embed(?:ding|dings|_tokens|_in|_out)?|tok(?:en)?_embed\w*|` +
    String.raw`word_embeddings|wte|shared|lm_head|emb\w*)\.weight$`,
)

/** Tables of positions, segments and languages: their rows are not words. */
const OTHER_TABLES = /pos|type|segment|lang|time|label|class|rel/i

export const vocabulary: Cause = {
  id: 'vocabulary',
  title: 'a resized vocabulary',
  shows: 'an embedding (and `lm_head`) with another number of rows and the same width',
  means:
    'Tokens were added, or the table was padded to a round number. Row i belongs to token i, so ' +
    'the rows that both have ' +
    'are the same tokens as long as the tokenizer only grew. A very different number of rows is another tokenizer.',
  mend: 'copy the rows that both have; new rows keep their initial values (transformers: resize_token_embeddings)',
  recognise: (situation) => {
    const { mismatched, actual } = situation
    const tables = [...mismatched].filter(
      ([name, { expected, found }]) => WORDS.test(name) && !OTHER_TABLES.test(name) && grown(expected, found),
    )
    const [first] = tables
    if (first === undefined) return undefined
    const [n = 0, m = 0] = [first[1].found[0], first[1].expected[0] ?? 0]
    // An output bias goes with the rows.
    const biases = [...mismatched].filter(
      ([name, { expected, found }]) =>
        name.endsWith('bias') && found.length === 1 && found[0] === n && expected[0] === m,
    )
    if (!tables.every(([, { expected, found }]) => found[0] === n && expected[0] === m)) return undefined
    // One table with as many rows as classes is a head.
    if (tables.every(([name]) => /lm_head|embed_out/.test(name))) return undefined
    if (Math.abs(n - m) > SAME_VOCABULARY * Math.max(n, m)) {
      const stop: Stop = {
        cause: 'vocabulary',
        reason:
          `${first[0]} has ${n} rows, the model ${m}: that is another tokenizer, whose rows ` +
          'belong to other tokens',
        advice: 'build the model with the vocabulary of the file',
      }
      return stop
    }
    const outputs = [...mismatched].filter(
      ([name, { expected, found }]) =>
        !tables.some(([other]) => other === name) &&
        found.length === 2 &&
        found[0] === n &&
        expected[0] === m &&
        found[1] === expected[1] &&
        /(?:head|decoder|output|proj|logits)\w*\.weight$/.test(name),
    )
    const all = [...tables, ...outputs, ...biases]
    const names = all.map(([name]) => name)
    const least = Math.min(n, m)
    return [
      newStep('vocabulary', {
        reason:
          `${names.join(', ')}: ${n} rows in the file, ${m} in the model; the first ${least} are the same tokens ` +
          (m > n
            ? `when the tokenizer only grew, ${m - n} keep their initial values`
            : `when the last ${n - m} are padding`),
        flags: null,
        python: [
          `for k in (${names.map(pythonText).join(', ')},): w = model.state_dict()[k].clone(); ` +
            `w[:${least}] = sd[k][:${least}]; sd[k] = w`,
        ],
        state: edited(
          actual,
          [],
          all.flatMap(([name, { expected }]) => {
            const entry = actual.entries.get(name)
            return entry === undefined ? [] : [[name, tensorLike(entry, expected.map(Number))] as const]
          }),
        ),
        computed: true,
        sure: 'likely',
      }),
    ]
  },
}

function grown(expected: readonly (number | null)[], found: readonly number[]): boolean {
  return found.length === 2 && expected.length === 2 && expected[1] === found[1] && expected[0] !== null
}

/**
 * The vocabulary of SentencePiece, which lies beside many models as `tokenizer.model`: a protobuf of pieces.
 * @see https://github.com/google/sentencepiece/blob/v0.2.0/src/sentencepiece_model.proto `ModelProto`
 */

/** Whether the bytes begin with a piece: its text, a score of four bytes, and a type where it is not a plain one. */
export function beginsSentencePiece(head: Uint8Array): boolean {
  const [field, length = 0, textField, text = 0] = head
  if (field !== 0x0a || textField !== 0x0a || text === 0) return false
  // 2 - the field and length of the text, then the score, then the type.
  const score = 4 + text
  const plain = 2 + text + 5
  if (length !== plain && length !== plain + 2) return false
  const next = head[2 + length]
  return head[score] === 0x15 && (length === plain || head[score + 5] === 0x18) && next === 0x0a
}

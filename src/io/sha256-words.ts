/** The constants of SHA-256: the first 32 bits of the fractions of roots of the first primes. */

/** One word for each round: of the cube roots. @see FIPS 180-4, 4.2.2 */
export const ROUNDS: Uint32Array = fractions(64, Math.cbrt)

/** What a digest begins with: of the square roots. @see FIPS 180-4, 5.3.3 */
export const START: Uint32Array = fractions(8, Math.sqrt)

function fractions(count: number, root: (prime: number) => number): Uint32Array {
  const primes: number[] = []
  for (let number = 2; primes.length < count; number += 1)
    if (primes.every((prime) => number % prime !== 0)) primes.push(number)
  return Uint32Array.from(primes, (prime) => Math.floor((root(prime) % 1) * 2 ** 32))
}

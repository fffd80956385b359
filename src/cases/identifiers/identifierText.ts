// What did somebody mean who typed or sent a number? The same letters and digits without spaces, dashes and what cannot be seen.

/** An identifier that is not one, with a sentence that says why. */
export interface NotValid {
  readonly valid: false
  readonly because: string
}

/** The text in capitals, of whatever width it was typed, without spaces and dashes. */
export function identifierText(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Pd}]/gu, '')
    .toUpperCase()
}

export function notValid(because: string): NotValid {
  return { valid: false, because }
}

/** Why a text that should have so many digits has not; null when it has. `what` begins the sentence: “A URN”. */
export function whyNotDigits(text: string, count: number, what: string): NotValid | null {
  if (text === '') return notValid(`${what} has ${count} digits, and nothing was typed.`)
  const wrong = [...text].findIndex((character) => !/^[0-9]$/.test(character))
  if (wrong >= 0) return notValid(`Character ${wrong + 1} should be a digit.`)
  return text.length === count ? null : notValid(`${what} has ${count} digits. This has ${text.length}.`)
}

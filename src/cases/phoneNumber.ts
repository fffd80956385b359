// Are these two telephone numbers the same one? People write spaces, brackets and +44.

/** A number as digits alone, the country code of the United Kingdom as a nought: to compare by, never to show. */
export function phoneDigits(number: string): string {
  const digits = number.replace(/\(0\)/, '').replace(/[^\d+]/g, '')
  return digits.replace(/^(?:\+44|0044)/, '0').replace(/\+/g, '')
}

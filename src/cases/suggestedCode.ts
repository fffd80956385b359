// Which code do the words of a reason suggest for an N that still stands? Only a suggestion: the school decides and amends.
import { attendanceCodes } from '../law/attendanceCodes.ts'

/** A code with what it means in the register. */
export interface SuggestedCode {
  readonly code: string
  readonly meaning: string
}

const wordsOf: readonly (readonly [code: string, words: RegExp])[] = [
  [
    'I',
    /\b(ill|illness|sick|sickness|unwell|poorly|vomit\w*|fever|flu|covid|tonsillitis|chicken ?pox|tummy bug|stomach bug)\b/,
  ],
  ['M', /\b(dentist|dental|orthodontist|doctor|gp|hospital|clinic|medical appointment)\b/],
  ['J1', /\binterview\b/],
  ['R', /\b(religious|eid|yom kippur|rosh hashanah|diwali|vaisakhi)\b/],
  ['E', /\b(suspended|suspension|excluded)\b/],
]

/** Every code that the words of a reason can lead to, in the order of the register’s list. */
export const codesSuggested: readonly SuggestedCode[] = attendanceCodes
  .filter(({ code }) => wordsOf.some(([each]) => each === code))
  .map(({ code, meaning }) => ({ code, meaning }))

// Whoever else is ill, or what it is not: then the words say too little to suggest anything.
const saysMore =
  /\b(not|no|never|nothing|without|but|or|unless|instead|mum|mother|dad|father|parents?|brother|sister|sibling|baby|gran\w*|nan\w*|aunt\w*|uncle|cousin|friend|family)\b|n[’']t\b/

/** The one code whose words the reason has. Null when there is none, there are several, or the reason speaks of anybody else. */
export function suggestedCode(reason: string): SuggestedCode | null {
  const text = reason.toLowerCase()
  if (saysMore.test(text)) return null
  const found = wordsOf.filter(([, words]) => words.test(text))
  if (found.length !== 1) return null
  const { code, meaning } = attendanceCodes.find((each) => each.code === found[0]![0])!
  return { code, meaning }
}

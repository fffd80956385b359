// What does the case page say after something was written down? One sentence for each word in the address.

export const savedWords: ReadonlyMap<string, string> = new Map([
  ['opened', 'The case is open for the authority.'],
  ['allocated', 'The case is allocated.'],
  ['risk', 'The answers are kept as they were shown and answered.'],
  ['referral', 'The referral is written down.'],
  ['acknowledged', 'The acknowledgement is written down.'],
  ['answered', 'The answer is written down.'],
  ['told', 'It is written down who was told.'],
  ['return', 'The attendance return is written down.'],
  ['record', 'It is written down where the record was sent.'],
  ['check', 'The enquiry is written down.'],
  ['asked-again', 'It is written down that you asked again today.'],
  ['check-answer', 'The answer is written down.'],
  ['seen', 'It is written down who saw the child.'],
  ['review', 'The review is written down.'],
  ['signed', 'Your signature is kept.'],
  [
    'removed',
    'The decision is kept. The return is on the case, which the authority sees; the message about it is waiting.',
  ],
  ['found', 'It is written down where the child is.'],
  ['withdrawn', 'The entry is withdrawn. It stays in the record.'],
  ['leave', 'The leave is written down.'],
])

/** The sentence for the word in the address, or null. */
export function savedSentence(saved: string | undefined): string | null {
  return savedWords.get(saved ?? '') ?? null
}

// What of the enquiry lists does this reader see? Not what tells of a risk without that sight, nor a contact's number without that.
import type { CaseNow } from '../../cases/caseNow.ts'
import { givesNumber, type Reader } from './caseChronology.ts'
import { riskChecks } from './caseEntryWords.ts'
import { answersOwed, enquiriesShown, type LineShown } from './enquiriesShown.ts'

const namesNumber = 'This names a contact’s number.'

/** Both lists and what is waited for, as the page shows them. */
export function enquiriesOfCase(
  now: CaseNow,
  { person, paths, contacts }: Reader,
  { seesRisk, seesContacts }: { readonly seesRisk: boolean; readonly seesContacts: boolean },
) {
  const isNumber = seesContacts ? () => false : givesNumber(contacts)
  const isRisk = (code: string) => !seesRisk && riskChecks.has(code)
  const shown = (line: LineShown): LineShown => {
    if (isRisk(line.code)) return { ...line, words: null, entries: [] }
    const texts = [line.words, ...line.entries.flatMap(({ who, how, words, nextStep }) => [who, how, words, nextStep])]
    return texts.some((text) => text && isNumber(text)) ? { ...line, words: namesNumber, entries: [] } : line
  }
  const lists = enquiriesShown(now, paths, person, contacts)
  return {
    enquiries: { ...lists, school: lists.school.map(shown), authority: lists.authority.map(shown) },
    awaited: answersOwed(now, paths, person, contacts).map((each) =>
      isNumber(each.text) ? { ...each, text: namesNumber } : each,
    ),
  }
}

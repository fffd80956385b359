// How does the list of cases say it? The words for bands, filters, orders, gates and what ended an absence, in one place.

import type { DayBand, dutyBands, LoadFilter, LoadOrder, stateBands } from '../../cases/caseloadOrder.ts'
import { findEnquiryLine } from '../../cases/enquiryLists.ts'
import type { CaseHappening } from '../../cases/events.ts'
import type { Gate } from '../../cases/gateOnLoad.ts'
import type { OwedOnLoad } from '../../cases/owedOnLoad.ts'
import { findRule } from '../../law/rules.ts'
import { registerWords } from './caseForm.ts'
import { agencyWords, shortWords } from './caseWords.ts'

export const filterWords: Readonly<Record<LoadFilter, string>> = {
  state: 'State',
  days: 'School days away',
  duty: 'Next duty',
  risk: 'Risk',
  school: 'School',
  officer: 'Officer',
  changed: 'Changed',
}

export const dayBandWords: Readonly<Record<DayBand, string>> = {
  '1-2': '1 or 2',
  '3-9': '3 to 9',
  '10-19': '10 to 19',
  '20': '20 or more',
  ended: 'Absence ended',
  'not-known': 'Not known',
}

export const stateBandWords: Readonly<Record<(typeof stateBands)[number], string>> = {
  found: 'Found, to finish',
  unsuitable: 'At home, education not suitable',
  'closed-away': 'Closed, register says away',
}

export const dutyBandWords: Readonly<Record<(typeof dutyBands)[number], string>> = {
  overdue: 'Overdue',
  today: 'Due today',
  later: 'Due later',
  none: 'Nothing owed',
  'risk-questions': 'Risk questions to answer',
}

export const orderWords: Readonly<Record<LoadOrder, string>> = {
  due: 'Next duty, overdue first',
  days: 'Longest away first',
  risk: 'Highest risk first',
  school: 'School',
  name: 'Surname',
  seen: 'Longest since the child was seen',
  news: 'Newest change first',
}

export const gateWords: Readonly<Record<Gate, string>> = {
  met: 'Removal: every condition is met. The school decides.',
  'waiting-for-authority': 'Removal: waiting for the authority’s signature',
  'waiting-for-school': 'Removal: waiting for the school’s signature',
  'to-consider': 'Removal can be considered',
  'registers-missing': 'Removal: look at the missing registers first',
}

/** What ended an absence whose case is still open, before the date. */
export const endedWords: Readonly<Record<string, string>> = {
  attended: 'The register says the child attended on',
  'reason-in-register': 'The register gives a reason from',
  left: 'Left this school on',
  removed: 'Name deleted on',
}

/** What happened, in a few words. */
export const happeningWords: Readonly<Record<CaseHappening['what'], string>> = { ...registerWords, ...shortWords }

/** What is to be done, in a few words. */
export function owedWords(owed: OwedOnLoad): string {
  switch (owed.kind) {
    case 'duty':
      return findRule(owed.rule)?.name ?? owed.rule
    case 'referral':
      return `Answer from ${agencyWords[owed.to]} to the referral`
    case 'check':
      return `Answer to an enquiry: ${findEnquiryLine(owed.check)?.text ?? owed.check}`
    case 'look':
      return 'See the child, and write it down'
    case 'follow-up':
      return owed.words
  }
}

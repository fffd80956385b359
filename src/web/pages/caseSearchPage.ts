// What does a list of cases found, or of closed ones, show of each? Enough to pick the right one, and how it stands.
import { londonDate } from '../../calendar/londonTime.ts'
import { caseReference } from '../../cases/caseReference.ts'
import { displayNameOf, flagsShownTo } from '../../cases/pupil.ts'
import type { Person } from '../../cases/roles.ts'
import type { CaseFound } from '../../storage/caseSearchStore.ts'
import type { Paths } from '../paths.ts'
import { closedBecause } from './caseloadRow.ts'
import { inWords } from './inWords.ts'

/** The rows, in the order given. */
export function casesFoundShown(cases: readonly CaseFound[], person: Person, paths: Paths) {
  return cases.map(({ summary, pupil, schoolName, allocatedToName }) => ({
    href: paths.case(summary.id),
    name: displayNameOf(pupil),
    reference: caseReference(summary.id),
    flags: flagsShownTo(person, summary.schoolUrn, pupil),
    schoolName,
    yearGroup: pupil.yearGroup ?? '',
    began: inWords.plainDay(summary.beganOn),
    state: stateWords(summary),
    isClosed: summary.closedAt !== null,
    officer: summary.openedAt === null ? '' : (allocatedToName ?? 'Nobody'),
  }))
}

function stateWords(summary: CaseFound['summary']): string {
  const { openedAt, closedAt, endedOn } = summary
  const ended = endedOn === null ? '' : `; the absence ended ${inWords.plainDay(endedOn)}`
  if (closedAt !== null) {
    const away = endedOn === null ? '; the register still says away' : ''
    return `Closed ${inWords.plainDay(londonDate(closedAt))}: ${closedBecause({ summary })}${away}`
  }
  if (openedAt !== null) return `Open since ${inWords.plainDay(londonDate(openedAt))}${ended}`
  return `Not opened for the authority${ended}`
}

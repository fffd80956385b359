// What of everybody's own words may this person read? The one place that every text of a case, a leave or a mark passes on its way to a page.
import type { RecordedEvent } from '../../cases/attempts.ts'
import type { CaseNow, Leave } from '../../cases/caseNow.ts'
import type { Contact } from '../../cases/pupil.ts'
import type { Person } from '../../cases/roles.ts'
import { unlessHidden, withoutHidden } from '../../cases/typedTexts.ts'
import type { MarkRecord, MarkVersionRecord } from '../../storage/pupilPageStore.ts'
import { isHiddenFrom } from './enquiriesSight.ts'

/** The case without what gives somebody restricted away. `contacts`: all on the child's record. */
export function seenCase(now: CaseNow, person: Person, contacts: readonly Contact[]): CaseNow {
  const sight = sightOf(person, now.summary.schoolUrn, contacts)
  const { leave } = now
  return {
    ...now,
    events: sight.events(now.events),
    leaves: sight.leaves(now.leaves),
    leave: leave && sight.leaves([leave])[0]!,
  }
}

/** How this person reads what was typed about a child of that school. `contacts`: all on the child's record. */
export function sightOf(person: Person, schoolUrn: string, contacts: readonly Contact[]) {
  const isHidden = isHiddenFrom(person, schoolUrn, contacts)
  return {
    events: (events: readonly RecordedEvent[]) => events.map((event) => withoutHidden(event, isHidden)),
    leaves: (leaves: readonly Leave[]) =>
      leaves.map((leave) => ({ ...leave, reason: unlessHidden(leave.reason, isHidden) })),
    marks: (marks: readonly MarkRecord[]) =>
      marks.map((mark) => ({ ...mark, comment: unlessHidden(mark.comment, isHidden) })),
    versions: (versions: readonly MarkVersionRecord[]) =>
      versions.map((version) => ({ ...version, reason: unlessHidden(version.reason, isHidden) })),
  }
}

// What does the Pupil page show this person at this minute? Puts what is on record beside what the clock says.

import type { SchoolsCalendar } from '../../calendar/calendarInForce.ts'
import { prepareCalendar, type SchoolCalendar } from '../../calendar/schoolCalendar.ts'
import { standingAttempts } from '../../cases/attempts.ts'
import { awayChild } from '../../cases/awayChild.ts'
import { marksForClock, silentSessions } from '../../cases/clock/marksForClock.ts'
import { isFromRestricted, isToRestricted } from '../../cases/mentionsRestricted.ts'
import { type Contact, displayNameOf, isMostAtStake } from '../../cases/pupil.ts'
import { may, type Person } from '../../cases/roles.ts'
import { stripOf } from '../../cases/strip.ts'
import { stripMarkers } from '../../cases/stripMarkers.ts'
import type { AbsenceRecord, MarkRecord, MarkVersionRecord, PupilRecord } from '../../storage/pupilPageStore.ts'
import { contactsShown } from './pupilContacts.ts'
import { dutiesShown } from './pupilDuties.ts'
import { flagsModel } from './pupilFlags.ts'
import { type Line, linesOf } from './pupilTried.ts'
import { stripShown } from './stripShown.ts'
import { stripTable } from './stripTable.ts'

export interface PupilFacts {
  readonly record: PupilRecord
  readonly calendar: SchoolsCalendar | null
  readonly contacts: readonly Contact[]
  readonly marks: readonly MarkRecord[]
  readonly versions: readonly MarkVersionRecord[]
  readonly completeSessions: readonly { readonly on: string; readonly session: 'AM' | 'PM' }[]
  readonly absences: readonly AbsenceRecord[]
}

/** The model of the page. Every value is there; null means that there is nothing to say. `showsAll`: every entry of what was tried. */
export function pupilPage(facts: PupilFacts, person: Person, now: string, authorityName: string, showsAll: boolean) {
  const { record, contacts, absences } = facts
  const { pupil } = record
  const seesContacts = may(person, 'see-contacts', pupil.schoolUrn)
  const seesRestricted = may(person, 'see-restricted-contacts', pupil.schoolUrn)
  const attempts = standingAttempts(absences.toReversed().flatMap(({ events }) => events))
  const sight = {
    seesContacts,
    isHidden: seesRestricted ? () => false : isToRestricted(contacts),
    isReasonHidden: seesRestricted ? () => false : isFromRestricted(contacts),
  }
  const running = absences.find(({ summary }) => summary.endedOn === null) ?? null
  const byAt = attempts.toSorted((one, other) => (one.at < other.at ? -1 : 1))
  return {
    name: displayNameOf(pupil),
    who: whoIs(record),
    flags: flagsModel(person, pupil),
    seesContacts,
    contacts: contactsShown(contacts, byAt, seesRestricted),
    ...(facts.calendar ? year(facts, prepareCalendar(facts.calendar), running, now, authorityName) : noYear),
    calendarKnown: facts.calendar !== null,
    ...latestLines(
      running && { since: running.summary.beganOn, lines: linesOf(running.events, sight) },
      absences
        .filter((absence) => absence !== running)
        .map(({ summary, events }) => ({
          from: summary.beganOn,
          to: summary.endedOn,
          lines: linesOf(events, sight),
        })),
      showsAll,
    ),
    mayCorrect: record.registerKept === 'paper' && may(person, 'log-absence', pupil.schoolUrn),
  }
}

const mostEntries = 50

/** The newest entries of the running absence, then of earlier ones; `entries` counts all when some are left out, else null. */
function latestLines<
  Running extends { readonly lines: readonly Line[] },
  Earlier extends { readonly lines: readonly Line[] },
>(running: Running | null, earlier: readonly Earlier[], showsAll: boolean) {
  let left = showsAll ? Number.POSITIVE_INFINITY : mostEntries
  const cut = <Absence extends { readonly lines: readonly Line[] }>(absence: Absence) => {
    const lines = absence.lines.slice(0, left)
    left -= lines.length
    return { ...absence, lines, leftOut: absence.lines.length - lines.length }
  }
  const shown = { running: running && cut(running), earlier: earlier.map(cut) }
  const all = [...(running ? [running] : []), ...earlier].reduce((sum, { lines }) => sum + lines.length, 0)
  return { ...shown, entries: !showsAll && all > mostEntries ? all : null }
}

function whoIs({ pupil, schoolName }: PupilRecord) {
  const legal = [pupil.legalForename, pupil.legalSurname].filter(Boolean).join(' ')
  return {
    schoolName,
    legalName: legal && legal !== displayNameOf(pupil) ? legal : null,
    dateOfBirth: pupil.dateOfBirth,
    yearGroup: pupil.yearGroup,
    regGroup: pupil.regGroup,
    upn: pupil.upn,
    formerUpn: pupil.formerUpn,
    misId: pupil.misId,
    isBoarder: pupil.boarder,
    enteredOn: pupil.enteredOn,
    leftOn: pupil.leftOn,
    detailsAt: pupil.detailsAt,
  }
}

const noYear = {
  strip: null,
  table: [],
  duties: [],
  away: null,
  covered: true,
  calendarEndsOn: null,
  ageAssumed: false,
}

function year(
  { record, marks, versions, completeSessions, contacts }: PupilFacts,
  calendar: SchoolCalendar,
  running: AbsenceRecord | null,
  now: string,
  authorityName: string,
) {
  const { pupil } = record
  const knownFrom = pupil.firstKnownOn
  const silent = silentSessions(calendar, completeSessions, now, knownFrom)
  const child = { ...pupil, name: displayNameOf(pupil), isMostAtStake: isMostAtStake(pupil) }
  const absence = running?.summary ?? null
  // The very question that the Today page asks, so that the two never differ.
  const { answer } = awayChild(
    { child, absence, contacts, marks, events: running?.events ?? [], wrongNumbers: [] },
    { asOf: now, calendar, silent },
    knownFrom,
  )
  const entries = marksForClock(marks, silent, { firstOn: knownFrom, lastOn: pupil.leftOn })
  const markers = pupil.leftOn === null ? stripMarkers(calendar, entries, now) : []
  const parts = stripOf({ calendar, marks, completeSessions, knownFrom, leftOn: pupil.leftOn, markers, asOf: now })
  return {
    strip: stripShown(parts, markers),
    table: stripTable(parts, marks, versions),
    duties: answer ? dutiesShown(answer, authorityName) : [],
    away: answer?.absence ?? null,
    covered: answer?.covered ?? false,
    calendarEndsOn: calendar.dates.at(-1) ?? null,
    ageAssumed: pupil.dateOfBirth === null,
  }
}

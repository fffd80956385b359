// What does the Pupil page show this person at this minute? Puts what is on record beside what the clock says.

import { londonDate } from '../../calendar/londonTime.ts'
import { calendarOfYearGroup, prepareCalendar } from '../../calendar/schoolCalendar.ts'
import { standingAttempts } from '../../cases/attempts.ts'
import { awayChild } from '../../cases/awayChild.ts'
import { marksForClock, silentSessions } from '../../cases/clock/marksForClock.ts'
import { lastDayExpected } from '../../cases/daysOnRoll.ts'
import { isFromRestricted, isToRestricted } from '../../cases/mentionsRestricted.ts'
import { type Contact, displayNameOf, isMostAtStake } from '../../cases/pupil.ts'
import { may, type Person } from '../../cases/roles.ts'
import type { SchoolsDays } from '../../cases/schoolsDays.ts'
import { standingOf } from '../../cases/standing.ts'
import { stripOf } from '../../cases/strip.ts'
import { stripMarkers } from '../../cases/stripMarkers.ts'
import { localPolicyOn } from '../../law/localPolicy.ts'
import type { AbsenceRecord, MarkRecord, MarkVersionRecord, PupilRecord } from '../../storage/pupilPageStore.ts'
import type { Paths } from '../paths.ts'
import { recordLinkOf } from './caseDuties.ts'
import { exclusionsShown } from './exclusionWords.ts'
import { leavesShown, leaveToldShown } from './leavePage.ts'
import { messageShown, tellingOfDuty } from './messageShown.ts'
import { contactsShown } from './pupilContacts.ts'
import { dutiesShown, type ReaderOfDuties } from './pupilDuties.ts'
import { flagsModel } from './pupilFlags.ts'
import { pupilRoll } from './pupilRoll.ts'
import { type Line, linesOf } from './pupilTried.ts'
import { sightOf } from './sightOfCase.ts'
import { noDataSince } from './silencePage.ts'
import { stripShown } from './stripShown.ts'
import { stripTable } from './stripTable.ts'
import { isWrittenDownHere } from './todayWords.ts'

export interface PupilFacts {
  readonly record: PupilRecord
  readonly calendar: SchoolsDays | null
  readonly contacts: readonly Contact[]
  readonly marks: readonly MarkRecord[]
  readonly versions: readonly MarkVersionRecord[]
  readonly completeSessions: readonly { readonly on: string; readonly session: 'AM' | 'PM' }[]
  readonly absences: readonly AbsenceRecord[]
}

export interface PupilReader {
  readonly person: Person
  readonly authorityName: string
  readonly paths: Paths
}

/** The model of the page; nothing of it gives away who is restricted to those who may not know. Every value is there; null means that there is nothing to say. `showsAll`: every entry of what was tried. */
export function pupilPage(
  kept: PupilFacts,
  { person, authorityName, paths }: PupilReader,
  now: string,
  showsAll: boolean,
) {
  const facts = seenFacts(kept, person)
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
  const open = absences.find(({ summary }) => summary.openedAt !== null && summary.closedAt === null) ?? null
  // What was written on the last case of a child who left still answers for the record that follows the child.
  const followed = running ?? open ?? (pupil.leftOn === null ? null : (absences[0] ?? null))
  const kase = {
    id: (followed ?? absences[0])?.summary.id ?? '',
    schoolUrn: pupil.schoolUrn,
    pupilId: pupil.id,
    registerKept: record.registerKept,
    isOpened: open !== null,
  }
  const duties: ReaderOfDuties = {
    authorityName,
    seesRisk: may(person, 'see-risk', pupil.schoolUrn),
    recordLink: (duty) => (kase.id === '' ? null : recordLinkOf(duty, kase, person, paths)),
    message: ({ rule }) =>
      followed && messageShown(tellingOfDuty(rule, followed) ?? {}, { person, paths, schoolUrn: pupil.schoolUrn }),
  }
  const byAt = attempts.toSorted((one, other) => (one.at < other.at ? -1 : 1))
  return {
    name: displayNameOf(pupil),
    who: whoIs(record),
    heldBack: heldBackWords(record.leavingHeldBack),
    roll: pupilRoll(pupil, record.enrolment, { contacts: kept.contacts, marks: kept.marks }, { person, paths }),
    flags: flagsModel(person, pupil),
    seesContacts,
    contacts: seesContacts ? contactsShown(contacts, byAt, seesRestricted) : [],
    ...(facts.calendar ? year(facts, facts.calendar, followed, now, duties) : noYear),
    calendarKnown: facts.calendar !== null,
    ...latestLines(
      running && {
        since: running.summary.beganOn,
        caseHref: paths.case(running.summary.id),
        lines: linesOf(running.events, sight),
      },
      absences
        .filter((absence) => absence !== running)
        .map(({ summary, events }) => ({
          from: summary.beganOn,
          to: summary.endedOn,
          caseHref: paths.case(summary.id),
          isOpen: summary.openedAt !== null && summary.closedAt === null,
          lines: linesOf(events, sight),
        })),
      showsAll,
    ),
    leaves: leavesShown(record.leaves, facts.calendar && prepareCalendar(facts.calendar)),
    leaveToldCount: leaveToldShown(record.leaveFacts).length,
    exclusions: exclusionsShown(record.exclusions),
    mayRecordLeave: may(person, 'record-leave', pupil.schoolUrn),
    mayCorrect: record.registerKept === 'paper' && may(person, 'log-absence', pupil.schoolUrn),
  }
}

function seenFacts(kept: PupilFacts, person: Person): PupilFacts {
  const { record, contacts, marks, versions, absences } = kept
  const sight = sightOf(person, record.pupil.schoolUrn, contacts)
  return {
    ...kept,
    record: { ...record, leaves: sight.leaves(record.leaves) },
    marks: sight.marks(marks),
    versions: sight.versions(versions),
    absences: absences.map(({ summary, events }) => ({ summary, events: sight.events(events) })),
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

function heldBackWords(type: string | null): string | null {
  if (type === null) return null
  return type === 'pupil.deleted'
    ? 'Word has come that your MIS no longer has this pupil. It is held back.'
    : 'A leaving date has come and is held back.'
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
  noData: null,
  calendarEndsOn: null,
  ageAssumed: false,
  hasUnwritten: false,
}

function year(
  { record, marks, versions, completeSessions, contacts, absences }: PupilFacts,
  published: SchoolsDays,
  followed: AbsenceRecord | null,
  now: string,
  reader: ReaderOfDuties,
) {
  const { pupil } = record
  const { policies } = published
  const calendar = calendarOfYearGroup(prepareCalendar(published), pupil.yearGroup)
  const knownFrom = pupil.firstKnownOn
  const silent = silentSessions(calendar, completeSessions, now, knownFrom)
  const child = { ...pupil, name: displayNameOf(pupil), isMostAtStake: isMostAtStake(pupil) }
  const absence = followed?.summary ?? null
  const { leaves } = record
  const returnsElsewhere = absences.flatMap(({ summary }) =>
    summary === absence ? [] : standingOf(summary.standing, 'return-sent').map(({ on }) => on),
  )
  // The very question that the Today page asks, so that the two never differ.
  const { answer } = awayChild(
    {
      child,
      absence,
      contacts,
      marks,
      events: followed?.events ?? [],
      wrongNumbers: [],
      leaves,
      returnsElsewhere,
    },
    { asOf: now, calendar, silent, policies },
    knownFrom,
  )
  const { numbers } = localPolicyOn(policies, answer?.absence?.firstOn ?? londonDate(now))
  const leftOn = lastDayExpected(pupil)
  const entries = marksForClock(marks, silent, { firstOn: knownFrom, lastOn: leftOn })
  const markers = leftOn === null ? stripMarkers(calendar, entries, now, policies) : []
  const parts = stripOf({ calendar, marks, completeSessions, knownFrom, leftOn, markers, asOf: now })
  return {
    noData:
      leftOn === null ? noDataSince({ silent, completeSessions, registerKept: record.registerKept, asOf: now }) : null,
    strip: stripShown(parts, markers),
    table: stripTable(parts, marks, versions),
    duties: answer ? dutiesShown(answer, numbers, reader) : [],
    away: answer?.absence ?? null,
    covered: answer?.covered ?? false,
    calendarEndsOn: calendar.dates.at(-1) ?? null,
    ageAssumed: pupil.dateOfBirth === null,
    hasUnwritten: (answer?.duties ?? []).some((duty) => !isWrittenDownHere(duty)),
  }
}

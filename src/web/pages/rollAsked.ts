// Who was to start and is not here, and who left for nobody knows where? The rows of Today, with whom to ring and what may be written down.
import { starterSeen } from '../../actions/startersDue.ts'
import { calendarOfYearGroup, type SchoolCalendar } from '../../calendar/schoolCalendar.ts'
import { isInRegister } from '../../cases/decide/followStarter.ts'
import { type Enrolment, enrolmentOf } from '../../cases/enrolment.ts'
import type { LeaverFound } from '../../cases/leaverFound.ts'
import { numbersToRing } from '../../cases/numbersToRing.ts'
import { displayNameOf, flagsShownTo, isMostAtStake } from '../../cases/pupil.ts'
import { may, type Person } from '../../cases/roles.ts'
import { countSchoolDays } from '../../cases/schoolDaysSince.ts'
import type { AskedAbout } from '../../storage/askedAboutStore.ts'
import type { Paths } from '../paths.ts'
import { isHiddenFrom } from './enquiriesSight.ts'
import { inWords } from './inWords.ts'

interface Reader {
  readonly person: Person
  readonly paths: Paths
  readonly on: string
  readonly calendars: ReadonlyMap<string, SchoolCalendar>
  readonly schoolNames: ReadonlyMap<string, string> | null
}

export type RollRow = ReturnType<typeof rowOf>

/**
 * The rows, those most at stake first, then the longest waiting. Starters whom a register speaks of are on its own lists;
 * leavers whom a case found are not asked about, and stay in sight with the reason.
 */
export function rollAsked(asked: readonly AskedAbout[], reader: Reader) {
  const rows = asked
    .filter((each) => each.pupil.asks === 'leaver' || !isInRegister({ marks: each.marksSince }))
    .toSorted(compareStake)
  const of = (asks: 'starter' | 'leaver') =>
    rows.filter(({ pupil, found }) => pupil.asks === asks && found === null).map((each) => rowOf(each, reader))
  const found = rows.flatMap((each) => (each.found ? [foundRowOf(each, each.found, reader)] : []))
  return { starters: of('starter'), leavers: of('leaver'), found, pupilIds: rows.map(({ pupil }) => pupil.id) }
}

function compareStake(one: AskedAbout, other: AskedAbout): number {
  return (
    Number(isMostAtStake(other.pupil)) - Number(isMostAtStake(one.pupil)) ||
    (one.pupil.asksFrom! < other.pupil.asksFrom! ? -1 : one.pupil.asksFrom! > other.pupil.asksFrom! ? 1 : 0) ||
    displayNameOf(one.pupil).localeCompare(displayNameOf(other.pupil), 'en-GB')
  )
}

function rowOf(each: AskedAbout, { person, paths, on, calendars, schoolNames }: Reader) {
  const { pupil, contacts, openCase } = each
  const { id, schoolUrn } = pupil
  const standing = enrolmentOf(each.words)
  const isStarter = pupil.asks === 'starter'
  const seesContacts = may(person, 'see-contacts', schoolUrn)
  const numbers = numbersToRing(contacts, [], [], () => false)
  const mayWrite = may(person, 'log-absence', schoolUrn)
  const mayOpen = !isStarter && may(person, 'open-case', schoolUrn) && !openCase?.isOpened
  const school = calendars.get(schoolUrn) ?? null
  const calendar = school && calendarOfYearGroup(school, pupil.yearGroup)
  return {
    id,
    name: displayNameOf(pupil),
    href: paths.pupil(id),
    className: pupil.regGroup ?? (pupil.yearGroup ? `Year ${pupil.yearGroup}` : ''),
    school: schoolNames?.get(schoolUrn) ?? '',
    flags: flagsShownTo(person, schoolUrn, pupil),
    why: isStarter ? starterWords(each, calendar, on) : leaverWords(standing, pupil.asksFrom!),
    notes: notesOf(each, standing),
    seesContacts,
    numbers: seesContacts ? numbers.all.map(({ name, relationship, number }) => ({ name, relationship, number })) : [],
    hasRestricted: numbers.hasRestricted,
    caseHref: openCase && may(person, 'see-cases', schoolUrn) ? paths.case(openCase.id) : '',
    answers: mayWrite && isStarter ? starterAnswers(each, calendar, on, paths) : [],
    destinationHref: mayWrite && !isStarter ? paths.destination(id) : '',
    caseFormHref: mayOpen ? paths.leavingCase(id) : '',
  }
}

function foundRowOf(each: AskedAbout, found: LeaverFound, reader: Reader) {
  const { person } = reader
  const { pupil, contacts } = each
  const isHidden = isHiddenFrom(person, pupil.schoolUrn, contacts)
  const where = isHidden(found.where) ? 'the case says where' : found.where
  return {
    ...rowOf(each, reader),
    ...{ numbers: [], seesContacts: false, hasRestricted: false, caseFormHref: '' },
    notes: [`${foundWords[found.kind]}: ${where}. Found on ${inWords.plainDay(found.on)}.`],
    caseHref: may(person, 'see-cases', pupil.schoolUrn) ? reader.paths.case(found.caseId) : '',
  }
}

const foundWords: Record<LeaverFound['kind'], string> = {
  'another-school': 'At another school',
  'home-educated': 'Educated at home',
}

function starterWords(each: AskedAbout, calendar: SchoolCalendar | null, on: string): string {
  const agreedOn = each.pupil.asksFrom!
  const { firstOn, openedBy } = starterSeen(calendar, agreedOn, each.marksSince, on)
  const expected = `Expected on ${inWords.plainDay(agreedOn)}.`
  if (calendar === null) return `${expected} No calendar has arrived, so nobody can count the school days since.`
  if (firstOn === null)
    return `${expected} No school day can be counted from it, so no absence opens by itself: find out, and write it down.`
  if (firstOn > on) return `${expected} The first school day after it is ${inWords.plainDay(firstOn)}.`
  const days = countSchoolDays(calendar, firstOn, on)
  const since = firstOn === agreedOn ? '' : ` The first school day was ${inWords.plainDay(firstOn)}.`
  const by = openedBy === null ? '' : ` An absence opens by itself on ${inWords.day(openedBy)} at the latest.`
  return `${expected}${since} ${days === 1 ? 'This is the 1st school day' : `School day ${days}`} without them.${by}`
}

function leaverWords({ ending }: Enrolment, leftOn: string): string {
  const details = ending?.details
  const last = details?.lastAttended ? ` Last here on ${inWords.plainDay(details.lastAttended)}.` : ''
  const ground = details?.grounds ? ` Ground given: ${details.grounds}.` : ' No ground is given.'
  return `Your MIS says left on ${inWords.plainDay(leftOn)}, and not where to.${last}${ground}`
}

function notesOf({ pupil, isOnOtherRoll }: AskedAbout, { expected, otherDaySaid, deleted }: Enrolment): string[] {
  const from = expected?.previousSchool?.name
  return [
    ...(pupil.asks === 'starter' && from ? [`Comes from ${from}: ask whether the child is still there.`] : []),
    ...(otherDaySaid
      ? [`Your MIS now says ${inWords.plainDay(otherDaySaid)}. Nobody has written down here who agreed to that.`]
      : []),
    ...(isGone(pupil, deleted) ? ['Your MIS no longer has this pupil. That does not say where the child is.'] : []),
    ...(isOnOtherRoll ? ['Also on the roll of another school in this authority.'] : []),
  ]
}

/** Whether the school's system no longer has the pupil, and has said nothing newer of them. */
export function isGone(pupil: { readonly detailsAt: string | null }, deleted: Enrolment['deleted']): boolean {
  return deleted !== null && (pupil.detailsAt === null || pupil.detailsAt <= deleted.at)
}

export const starterAnswerWords = {
  'has-started': 'Has started',
  'starts-later': 'Starts on another day',
  'did-not-come': 'Did not come: log the absence',
  elsewhere: 'Is at another school or place',
} as const

function starterAnswers({ pupil, marksSince }: AskedAbout, calendar: SchoolCalendar | null, on: string, paths: Paths) {
  const { firstOn } = starterSeen(calendar, pupil.asksFrom!, marksSince, on)
  const mayLog = firstOn !== null && firstOn <= on
  return (Object.keys(starterAnswerWords) as (keyof typeof starterAnswerWords)[])
    .filter((answer) => answer !== 'did-not-come' || mayLog)
    .map((answer) => ({ text: starterAnswerWords[answer], href: paths.starting(pupil.id, answer) }))
}

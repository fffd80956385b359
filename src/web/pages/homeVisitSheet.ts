// What does somebody need who goes to the house? The child, the address, why, what was tried; and room for what is found.
import { londonDate } from '../../calendar/londonTime.ts'
import { standingAttempts } from '../../cases/attempts.ts'
import { homeVisitChecks } from '../../cases/caseFacts.ts'
import { type CaseNow, policyOf } from '../../cases/caseNow.ts'
import { findCheckLine } from '../../cases/enquiryLists.ts'
import { hiddenWords, namesRestrictedAddress } from '../../cases/mentionsRestricted.ts'
import { type Contact, displayNameOf } from '../../cases/pupil.ts'
import { may } from '../../cases/roles.ts'
import { standingOf } from '../../cases/standing.ts'
import { caseHead } from './caseForm.ts'
import { type AroundCheck, entryInWords } from './checkForm.ts'
import { enquiriesShown, type LineShown } from './enquiriesShown.ts'
import { inWords } from './inWords.ts'
import { packGaps } from './referralGaps.ts'
import { saidParts } from './referralPack.ts'

/**
 * The model of the sheet, which is printed and carried about: no flag, no answer to a risk question, nobody's words but those
 * about visits, and never the address of a restricted contact, whoever asks.
 */
export function homeVisitSheet(now: CaseNow, around: AroundCheck) {
  const { paths, person, contacts } = around
  const { summary, pupil, school } = now
  const { school: ours, authority: theirs } = enquiriesShown(now, paths, person, contacts)
  const lines = [...ours, ...theirs]
  const ofSchool = may(person, 'log-school-check', summary.schoolUrn)
  return {
    title: 'Home visit',
    head: caseHead(now, paths),
    backHref: paths.case(summary.id),
    recordHref: summary.closedAt === null ? paths.checkForm(summary.id, ofSchool ? 'S8' : 'A6') : null,
    child: {
      name: displayNameOf(pupil),
      legalName: legalNameOf(now),
      dateOfBirth: pupil.dateOfBirth,
      yearGroup: pupil.yearGroup,
      sex: pupil.sex === 'F' ? 'Girl' : pupil.sex === 'M' ? 'Boy' : pupil.sex,
    },
    addresses: addressesToVisit(contacts),
    hasRestricted: contacts.some(({ restricted }) => restricted),
    hasDanger: contacts.some(({ restricted }) => restricted) || hasKnownDanger(now),
    why: whyVisit(now, around.authorityName),
    calendarKnown: school !== null,
    tries: triesInWords(now),
    tried: ours.flatMap(lineTried),
    visits: visitsBefore(lines, contacts),
  }
}

/** The addresses of those who are not restricted, each with who lives there as far as is known. One shared with somebody restricted is left out. */
export function addressesToVisit(contacts: readonly Contact[]) {
  const isRestricted = namesRestrictedAddress(contacts)
  const byPlace = new Map<string, { readonly lines: readonly string[]; readonly people: string[] }>()
  for (const { address, restricted, name, relationship } of contacts) {
    const lines = [...(address?.lines ?? []), address?.postcode ?? ''].map((line) => line.trim()).filter(Boolean)
    if (restricted || lines.length === 0 || isRestricted(lines.join(' '))) continue
    const key = lines
      .join('')
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
    const place = byPlace.get(key) ?? { lines, people: [] }
    byPlace.set(key, place)
    place.people.push(relationship ? `${name} (${relationship})` : name)
  }
  return [...byPlace.values()]
}

// That there is something, never what: the lead says it to whoever goes. A later “unknown” does not take a yes away.
function hasKnownDanger({ summary: { standing }, events }: CaseNow): boolean {
  const referrals = standingOf(standing, 'referral')
  const isSaid = (version: number) => {
    const event = events.find((each) => each.version === version)
    return event?.what === 'referral-made' && saysHowToVisit(event.details.said ?? [])
  }
  return (
    standingOf(standing, 'risk').some(({ mustRefer }) => mustRefer.length > 0) ||
    referrals.some(({ to, version }) => to === 'police' || isSaid(version))
  )
}

function saysHowToVisit(said: readonly string[]): boolean {
  return said.map(saidParts).some(({ label, isGap }) => !isGap && label === visitingLabel)
}

const visitingLabel = packGaps.find(({ key }) => key === 'visiting')!.label

function legalNameOf({ pupil }: CaseNow): string | null {
  const legal = [pupil.legalForename, pupil.legalSurname].filter(Boolean).join(' ')
  return legal && legal !== displayNameOf(pupil) ? legal : null
}

function whyVisit(now: CaseNow, authorityName: string): readonly string[] {
  const { answer, summary, lastSeen } = now
  const absence = answer?.absence
  const { visitBySchoolDay } = policyOf(now).numbers
  const away = absence
    ? `First day away: ${inWords.plainDay(absence.firstOn)}. Today is school day ${absence.schoolDays}${absence.unexplained ? ' and nobody has said why' : ''}.`
    : `First day away: ${inWords.plainDay(summary.beganOn)}.`
  const seen = lastSeen
    ? `${lastSeen.how === 'register' ? 'Last at school by the register' : 'Last seen by a professional'}: ${inWords.plainDay(lastSeen.on)}.`
    : 'Nobody is on record as having seen the child.'
  return [away, seen, `${authorityName} asks for a visit by school day ${visitBySchoolDay}.`]
}

function triesInWords({ events, summary }: CaseNow): string {
  const attempts = standingAttempts(events).filter(({ at }) => londonDate(at) >= summary.beganOn)
  const last = attempts.at(-1)
  if (!last) return 'No call or message is written down yet.'
  const count = `${attempts.length} ${attempts.length === 1 ? 'call or message' : 'calls and messages'}`
  return `${count} so far, the last ${inWords.dayAndTime(last.at)}.`
}

function visitsBefore(lines: readonly LineShown[], contacts: readonly Contact[]): readonly string[] {
  const isRestricted = namesRestrictedAddress(contacts)
  return lines
    .filter(({ code }) => homeVisitChecks.has(code))
    .flatMap(({ entries }) => entries.map(entryInWords))
    .map((words) => (isRestricted(words) ? hiddenWords : words))
}

// On paper that a family may see, only what the school tried, and that it was done: police, refuges, risk and all that was
// said stay on the case.
function lineTried({ code, text, state, stateWords, on }: LineShown): readonly string[] {
  const isAnEnquiry = findCheckLine(code) !== null && !homeVisitChecks.has(code)
  if (!isAnEnquiry || on === null || (state !== 'done' && state !== 'asked')) return []
  return [`${text}: ${stateWords.toLowerCase()}, ${inWords.plainDay(on)}`]
}

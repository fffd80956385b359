// What does the page of a case show this person this minute? Both halves side by side, as far as each may know of the other.
import { dayNumber } from '../../calendar/date.ts'
import { afterFound, type FollowUp } from '../../cases/afterFound.ts'
import { standingAttempts } from '../../cases/attempts.ts'
import { isMade } from '../../cases/caseFacts.ts'
import { type CaseNow, policyOf } from '../../cases/caseNow.ts'
import { caseReference } from '../../cases/caseReference.ts'
import { marksForClock } from '../../cases/clock/marksForClock.ts'
import { lastDayExpected } from '../../cases/daysOnRoll.ts'
import { mayWithdraw } from '../../cases/decide/withdrawEntry.ts'
import { findEnquiryLine } from '../../cases/enquiryLists.ts'
import { displayNameOf, flagsShownTo } from '../../cases/pupil.ts'
import { may, type Permission } from '../../cases/roles.ts'
import { standingOf } from '../../cases/standing.ts'
import { stripOf } from '../../cases/strip.ts'
import { stripMarkers } from '../../cases/stripMarkers.ts'
import { chronology, type EntryLine, type Reader, sightingInWords } from './caseChronology.ts'
import { recordLinkOf } from './caseDuties.ts'
import { enquiriesOfCase } from './caseEnquiries.ts'
import { answersLate, deletedAndMissing, isInCareOrKnown, removalShown, whyNothingOwed } from './caseOwed.ts'
import { foundWords } from './caseWords.ts'
import { exclusionsShown } from './exclusionWords.ts'
import { inWords } from './inWords.ts'
import { messageShown, tellingOfDuty } from './messageShown.ts'
import { contactsShown } from './pupilContacts.ts'
import { dutiesShown } from './pupilDuties.ts'
import { referralStateWords, referralsShown } from './referralShown.ts'
import { riskShown } from './riskShown.ts'
import { noDataSince, thinAtNewest } from './silencePage.ts'
import { stripShown } from './stripShown.ts'
import { stripTable } from './stripTable.ts'
import { isWrittenDownHere } from './todayWords.ts'

const mostEntries = 50

/** The model of `pages/case.njk`. Every value is there; null means that there is nothing to say. `showsAll`: every entry. */
export function casePage(now: CaseNow, reader: Reader, showsAll: boolean) {
  const { summary, pupil, schoolName } = now
  const { person, paths, authorityName, contacts } = reader
  const mayHere = (permission: Permission) => may(person, permission, summary.schoolUrn)
  const seesRisk = mayHere('see-risk')
  const seesContacts = mayHere('see-contacts-of-case')
  const referrals = seesRisk ? referralsShown(now, paths) : null
  const enquiries = enquiriesOfCase(now, reader, { seesRisk, seesContacts })
  return {
    reference: caseReference(summary.id),
    schoolName,
    authorityName,
    name: displayNameOf(pupil),
    yearGroup: pupil.yearGroup,
    pupilHref: mayHere('see-pupils') ? paths.pupil(pupil.id) : null,
    flags: flagsShownTo(person, summary.schoolUrn, pupil),
    away: deletedAndMissing(now) ? null : (now.answer?.absence ?? null),
    deletedAndMissingOn: deletedAndMissing(now),
    state: stateOf(now),
    seen: seenWords(now, reader),
    ledBy: now.allocatedToName,
    allocationHref: mayHere('allocate-case') && isOpen(now) ? paths.caseAllocation(summary.id) : null,
    openingHref: mayHere('open-case') && isRunningUnopened(now) ? paths.caseOpening(summary.id) : null,
    ...strip(now),
    ...owed(now, reader),
    followUps: afterFound(now).map((each) => followUpShown(each, now, reader)),
    removal: removalShown(now),
    removalHref: paths.removal(summary.id),
    ...enquiries,
    answersLate: answersLate(now, referrals, enquiries.awaited),
    whyNothingOwed: whyNothingOwed(now),
    riskHref:
      isInCareOrKnown(pupil) && summary.closedAt === null && mayHere('answer-risk')
        ? paths.riskAnswersForm(summary.id)
        : null,
    referrals: referrals?.map(referralLine) ?? null,
    referralsMade: standingOf(summary.standing, 'referral').length,
    seesRisk,
    risk: seesRisk ? riskShown(now, paths) : null,
    riskAnsweredOn: standingOf(summary.standing, 'risk').at(-1)?.on ?? null,
    seesContacts,
    contacts: seesContacts
      ? contactsShown(contacts, standingAttempts(now.events), mayHere('see-restricted-contacts'))
      : [],
    contactsTried: seesContacts ? triedElsewhere(now) : null,
    leaves: now.leaves,
    exclusions: exclusionsShown(now.exclusions),
    leavesHref: mayHere('record-leave') ? paths.leaves(pupil.id) : null,
    others: now.others.map((other) => ({
      href: paths.case(other.id),
      from: other.beganOn,
      words: endedWords(other),
    })),
    actions: actionsOf(now, mayHere, reader),
    ...latest(
      chronology(now, reader).map((line) => withdrawable(line, now, reader)),
      showsAll,
    ),
    allHref: `${paths.case(summary.id)}?entries=all#happened`,
  }
}

function isOpen({ summary }: CaseNow): boolean {
  return summary.openedAt !== null && summary.closedAt === null
}

function isRunningUnopened({ summary }: CaseNow): boolean {
  return summary.openedAt === null && summary.endedOn === null
}

/** Whether the authority sees it, and since when; a closed case says why. */
function stateOf({ summary }: CaseNow) {
  const found = standingOf(summary.standing, 'found').at(-1)
  const removed = standingOf(summary.standing, 'removed').at(-1)
  return {
    openedAt: summary.openedAt,
    closedAt: summary.closedAt,
    closedBecause: summary.closedAt !== null && found ? foundWords[found.kind] : null,
    found: found ? { on: found.on, words: foundWords[found.kind] } : null,
    removed: removed ? { on: removed.on, ground: removed.ground } : null,
    ended: summary.endedOn === null ? null : { on: summary.endedOn, words: becauseEnded(summary.endedBecause) },
  }
}

const endedBecauseWords: Readonly<Record<string, string>> = {
  attended: 'the register says that the child attended',
  'reason-in-register': 'the register says why the child was away',
  left: 'the child left this school',
  'file-taken-back': 'the register file that alone named the child was taken back',
  removed: 'the name was deleted from the register',
}

function becauseEnded(because: string | null): string {
  return endedBecauseWords[because ?? ''] ?? 'the reason is not known'
}

function endedWords({ endedOn, endedBecause, openedAt, closedAt }: CaseNow['others'][number]): string {
  const opened = openedAt === null ? 'never opened for the authority' : closedAt === null ? 'open' : 'closed'
  const ended = endedOn === null ? 'still running' : `ended ${inWords.plainDay(endedOn)}: ${becauseEnded(endedBecause)}`
  return `${ended} (${opened})`
}

function seenWords(now: CaseNow, reader: Reader) {
  const { lastSeen, today, answer, summary } = now
  if (lastSeen === null) {
    const since = answer?.absence?.firstOn ?? summary.beganOn
    return { daysAgo: null, text: `Nobody is on record as having seen the child since ${inWords.plainDay(since)}.` }
  }
  const how = lastSeen.how === 'register' ? 'at school, by the register' : sightingInWords(now, reader)
  return {
    daysAgo: dayNumber(today) - dayNumber(lastSeen.on),
    text: `(${[how, inWords.day(lastSeen.on)].filter(Boolean).join(', ')})`,
  }
}

// What is written down under this line is a person's word for calls that are not on record one by one.
function triedElsewhere({ summary, events }: CaseNow): string | null {
  const check = standingOf(summary.standing, 'check').findLast(({ check, result }) => check === 'S2' && isMade(result))
  if (!check) return null
  const by = events.find(({ version }) => version === check.version)?.byName ?? 'somebody'
  const line = findEnquiryLine('S2')?.text ?? ''
  return `“${line}” was written down by ${by} for ${inWords.day(check.on)}. The calls to each number are shown only where they were logged.`
}

function strip(now: CaseNow) {
  const { school, marks, completeSessions, pupil, silent, asOf, answer, policies } = now
  if (school === null)
    return { calendarKnown: false, covered: false, calendarEndsOn: null, noData: null, strip: null, table: [] }
  const knownFrom = pupil.firstKnownOn
  const leftOn = lastDayExpected(pupil)
  const entries = marksForClock(marks, silent, { firstOn: knownFrom, lastOn: leftOn })
  const markers = leftOn === null ? stripMarkers(school, entries, asOf, policies) : []
  const parts = stripOf({ calendar: school, marks, completeSessions, knownFrom, leftOn, markers, asOf })
  return {
    calendarKnown: true,
    covered: answer?.covered ?? false,
    calendarEndsOn: school.dates.at(-1) ?? null,
    noData: noDataSince(now) ?? thinAtNewest(now),
    strip: stripShown(parts, markers),
    table: stripTable(parts, [], []),
  }
}

function owed(now: CaseNow, { person, paths, authorityName }: Reader) {
  const { answer, summary, pupil, registerKept } = now
  const { id, schoolUrn } = summary
  const kase = { id, schoolUrn, pupilId: pupil.id, registerKept, isOpened: isOpen(now) }
  const all = answer
    ? dutiesShown(answer, policyOf(now).numbers, {
        authorityName,
        seesRisk: may(person, 'see-risk', schoolUrn),
        recordLink: (duty) => recordLinkOf(duty, kase, person, paths),
        message: ({ rule }) => messageShown(tellingOfDuty(rule, now) ?? {}, { person, paths, schoolUrn }),
      })
    : []
  const isDone = ({ state }: { state: string }) => state === 'done' || state === 'not-needed'
  return {
    duties: all.filter((duty) => !isDone(duty)),
    dutiesDone: all.filter(isDone),
    hasUnwritten: (answer?.duties ?? []).some((duty) => !isWrittenDownHere(duty)),
    ageAssumed: pupil.dateOfBirth === null,
  }
}

function followUpShown({ words, isDone, form, dueOn }: FollowUp, { summary }: CaseNow, { person, paths }: Reader) {
  const href = form === 'record' ? paths.recordForm(summary.id) : paths.tellingForm(summary.id, form)
  const mayRecord = !isDone && may(person, 'record-telling', summary.schoolUrn)
  return { words, isDone, dueOn, href: mayRecord ? href : null }
}

function referralLine({ state, words, href, actions, to }: ReturnType<typeof referralsShown>[number]) {
  return { to, state, stateWords: referralStateWords[state], words, href, actions }
}

/** What this person may write down that no duty asks for. */
function actionsOf(now: CaseNow, mayHere: (permission: Permission) => boolean, { paths }: Reader) {
  const { id, closedAt, openedAt, endedOn } = now.summary
  if (closedAt !== null) return []
  return [
    openedAt !== null &&
      mayHere('record-finding') && { text: 'Found or returned', href: paths.findingForm(id), isMain: true },
    mayHere('record-telling') && { text: 'Somebody saw the child', href: paths.sightingForm(id), isMain: false },
    endedOn === null &&
      mayHere('log-contact') && { text: 'Log a call', href: paths.contactAttemptForm(id), isMain: false },
    mayHere('answer-risk') && { text: 'Answer the risk questions', href: paths.riskAnswersForm(id), isMain: false },
    mayHere('record-referral') && { text: 'Record a referral', href: paths.referralForm(id), isMain: false },
    mayHere('record-telling') && { text: 'Somebody was told', href: `${paths.tellings(id)}/new`, isMain: false },
    openedAt !== null &&
      mayHere('hold-review') && { text: 'Record a joint review', href: paths.reviewForm(id), isMain: false },
    (mayHere('log-school-check') || mayHere('log-authority-check')) && {
      text: 'Print the home-visit sheet',
      href: paths.homeVisit(id),
      isMain: false,
    },
  ].filter((action) => action !== false)
}

function withdrawable(line: EntryLine, now: CaseNow, { person, paths }: Reader) {
  const event = now.events[line.version - 1]
  const isTheirs = event?.version === line.version && line.undone === null && mayWithdraw(event, person, now)
  return { ...line, withdrawalHref: isTheirs ? paths.entryWithdrawal(now.summary.id, line.version) : null }
}

// On paper all of them: what is not on it cannot be asked for later.
function latest<Line extends object>(all: readonly Line[], showsAll: boolean) {
  const lines = all.map((line, place) => ({ ...line, isPrintedOnly: !showsAll && place >= mostEntries }))
  return { lines, leftOut: lines.filter(({ isPrintedOnly }) => isPrintedOnly).length, entries: lines.length }
}

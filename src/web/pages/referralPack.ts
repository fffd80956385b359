// What must be said when a child is referred? Filled from what is known; what nobody has written down is named as a gap.
import { isReached, standingAttempts, standingReasons } from '../../cases/attempts.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import { hiddenWords, isFromRestricted, isToRestricted } from '../../cases/mentionsRestricted.ts'
import { type Contact, displayNameOf, nameOf, type Pupil } from '../../cases/pupil.ts'
import { standingOf } from '../../cases/standing.ts'
import { ageInYears, questionsInWords } from '../../law/riskQuestionList.ts'
import { levelWords } from './caseWords.ts'
import { inWords } from './inWords.ts'
import { contactsShown } from './pupilContacts.ts'
import { type PackGap, packGaps } from './referralGaps.ts'
import { momentWords } from './riskMoment.ts'
import { whatWords } from './todayAttemptWords.ts'

export interface PackLine {
  readonly label: string
  /** Null: not known. */
  readonly value: string | null
  /** For what is not known: whom to ask. */
  readonly ask: string
  /** The gap that can be filled in on the form; null for what comes from the record. */
  readonly gap: PackGap | null
}

/** The lines in the order in which they are asked for. `filled` by the key of each gap. Restricted contacts are never in it. */
export function referralPack(
  now: CaseNow,
  contacts: readonly Contact[],
  filled: Readonly<Record<string, string>>,
): PackLine[] {
  const { pupil } = now
  const fact = (label: string, value: string | null, ask = 'ask the parent'): PackLine => ({
    label,
    value,
    ask,
    gap: null,
  })
  return [
    fact('Name', nameOf(pupil) ? displayNameOf(pupil) : null, `ask the school office, MIS number ${pupil.misId}`),
    fact('Legal name', [pupil.legalForename, pupil.legalSurname].filter(Boolean).join(' ') || null),
    fact('Date of birth', birthWords(now)),
    fact('Sex', pupil.sex),
    fact('School', schoolWords(now), ''),
    fact('UPN', pupil.upn, 'ask the school office'),
    fact('Status', statusWords(pupil), ''),
    ...contactLines(now, contacts, fact),
    fact('Away since', awayWords(now), 'look at the register'),
    fact('Last seen by a professional', seenWords(now), 'ask the school’s staff'),
    fact('What was tried', triedWords(now, contacts), 'ring the contacts'),
    fact('What was found', foundWords(now), 'look at the enquiries'),
    fact('Why the child is away, as people said', reasonWords(now, contacts), 'ask everybody who knows the child'),
    fact('Risk, by the safeguarding lead', riskWords(now), 'answer the risk questions'),
    fact('Earlier absences on record', earlierWords(now), ''),
    ...packGaps.map((gap) => ({ label: gap.label, value: filled[gap.key]?.trim() || null, ask: gap.ask, gap })),
  ]
}

/** The sentences frozen with the referral: what it carried, and what it could not say. */
export function saidLines(pack: readonly PackLine[]): string[] {
  return pack.map(({ label, value, ask }) => `${label}: ${value ?? notKnown(ask)}`)
}

/** `Not known: ask the parent`. */
export function notKnown(ask: string): string {
  return ask ? `Not known: ${ask}` : 'Not known'
}

/** A frozen sentence in its two parts. */
export function saidParts(line: string): { readonly label: string; readonly words: string; readonly isGap: boolean } {
  const at = line.indexOf(': ')
  const [label, words] = at < 0 ? ['', line] : [line.slice(0, at), line.slice(at + 2)]
  return { label, words, isGap: /^Not known(: |$)/.test(words) }
}

/** What an earlier referral filled in, so that nobody types it twice. */
export function filledBefore(now: CaseNow): Record<string, string> {
  const last = standingOf(now.summary.standing, 'referral').at(-1)
  const event = now.events.find(({ version }) => version === last?.version)
  if (event?.what !== 'referral-made') return {}
  const before = (event.details.said ?? [])
    .map(saidParts)
    .filter(({ isGap, words }) => !isGap && !words.includes(hiddenWords))
  return Object.fromEntries(
    packGaps.flatMap(({ key, label }) => {
      const line = before.find((each) => each.label === label)
      return line ? [[key, line.words] as const] : []
    }),
  )
}

type Fact = (label: string, value: string | null, ask?: string) => PackLine

function birthWords({ pupil, today }: CaseNow): string | null {
  if (!pupil.dateOfBirth) return null
  return `${inWords.plainDay(pupil.dateOfBirth)} (${ageInYears(pupil.dateOfBirth, today)} years old)`
}

function schoolWords({ schoolName, pupil }: CaseNow): string {
  const year = pupil.yearGroup ? `, year ${pupil.yearGroup}` : ''
  const group = pupil.regGroup ? `, class ${pupil.regGroup}` : ''
  return `${schoolName} (URN ${pupil.schoolUrn})${year}${group}${pupil.boarder ? ', boarder' : ''}`
}

function statusWords(pupil: Pupil): string {
  const say = (value: boolean | null) => (value === null ? 'not known' : value ? 'yes' : 'no')
  const flags = [
    `looked after: ${say(pupil.lookedAfter)}`,
    `protection plan: ${say(pupil.protectionPlan)}`,
    `child in need: ${say(pupil.childInNeed)}`,
    `social worker: ${say(pupil.socialWorker)}`,
    `EHC plan: ${say(pupil.ehcPlan)}`,
    `SEN support: ${say(pupil.senSupport)}`,
  ]
  const when = pupil.flagsAt ? ` (the school’s MIS, ${inWords.plainDay(pupil.flagsAt)})` : ''
  const check = pupil.flagsToCheck.length > 0 ? '. Something of this has changed since: check before you say it' : ''
  return `${flags.join('; ')}${when}${check}`
}

function contactLines(now: CaseNow, contacts: readonly Contact[], fact: Fact): PackLine[] {
  const shown = contactsShown(contacts, standingAttempts(now.events), false)
  const open = shown.flatMap((contact) => (contact.isHidden ? [] : [contact]))
  const hidden = shown.length - open.length
  const lines = open.map(({ name, relationship, hasParentalResponsibility, numbers, emails, address }) =>
    [
      `${name}${relationship ? `, ${relationship}` : ''}${hasParentalResponsibility ? ' (parental responsibility)' : ''}`,
      ...numbers.map(({ number }) => number),
      ...emails,
      address ?? 'address not known',
    ].join('; '),
  )
  const restricted = hidden > 0 ? [`${hidden} more, restricted: the safeguarding lead says it by telephone`] : []
  return [fact('Parents, carers and contacts', [...lines, ...restricted].join('\n') || null, 'ask the school office')]
}

function awayWords({ answer, summary }: CaseNow): string {
  const absence = answer?.absence
  const first = `${inWords.plainDay(absence?.firstOn ?? summary.beganOn)}`
  if (!absence) return first
  const unknown = absence.unknownDays > 0 ? `, ${absence.unknownDays} of them without a register` : ''
  return `${first}, school day ${absence.schoolDays}${unknown}`
}

function seenWords({ lastSeen }: CaseNow): string | null {
  if (!lastSeen) return null
  return `${inWords.plainDay(lastSeen.on)}, ${lastSeen.how === 'register' ? 'at school by the register' : 'by a professional, see the case'}`
}

const mostTried = 40

function triedWords({ events }: CaseNow, contacts: readonly Contact[]): string | null {
  const isHidden = isToRestricted(contacts)
  const attempts = standingAttempts(events)
  const lines = attempts.slice(-mostTried).map((attempt) => {
    const hidden = isHidden(attempt)
    const said = attempt.words && !hidden ? `: “${attempt.words}”` : ''
    return `${momentWords(attempt.at)}, ${whatWords(attempt, hidden ? 'restricted' : 'all')}${said}`
  })
  const earlier = attempts.length - lines.length
  const reached = attempts.some(({ outcome }) => isReached(outcome))
    ? []
    : ['Nobody who could say where the child is was reached']
  if (attempts.length === 0) return null
  return [...(earlier > 0 ? [`${earlier} earlier attempts, see the case`] : []), ...lines, ...reached].join('\n')
}

function foundWords({ events, summary }: CaseNow): string | null {
  const standing = new Set(standingOf(summary.standing, 'check').map(({ version }) => version))
  const lines = events.flatMap((event) =>
    event.what === 'check-made' && standing.has(event.version) && event.details.result === 'found-something'
      ? [`${inWords.plainDay(event.details.on)}, ${event.details.who}: ${event.details.words}`]
      : [],
  )
  return lines.join('\n') || null
}

function reasonWords({ events }: CaseNow, contacts: readonly Contact[]): string | null {
  const isHidden = isFromRestricted(contacts)
  const lines = standingReasons(events)
    .filter((reason) => !isHidden(reason))
    .map(({ at, whoSaid, reason }) => `${momentWords(at)}, ${whoSaid}: ${reason}`)
  return lines.join('\n') || null
}

function riskWords({ events, summary }: CaseNow): string | null {
  const last = standingOf(summary.standing, 'risk').at(-1)
  const event = events.find(({ version }) => version === last?.version)
  if (!last) return null
  const fired = last.mustRefer.length > 0 ? questionsInWords(`; yes to ${last.mustRefer.join(', ')}`) : ''
  const why = event?.what === 'risk-answered' && event.details.reason ? `. ${event.details.reason}` : ''
  return `${levelWords[last.level]}, ${inWords.plainDay(last.on)}, set by ${event?.byName ?? 'the lead'}${fired}${why}`
}

function earlierWords({ others }: CaseNow): string {
  if (others.length === 0) return 'none'
  const began = others.slice(0, 5).map(({ beganOn }) => inWords.plainDay(beganOn))
  return `${others.length}, the last ${began.length === 1 ? 'one' : began.length} began ${began.join(', ')}`
}

// Which signatures no longer count, and what in the register changed since they were given?
import type { RecordedEvent } from '../../cases/attempts.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import { absenceCodes } from '../../cases/mark.ts'
import type { RemovalGate, SignatureStanding } from '../../cases/removalGate.ts'
import { inWords } from './inWords.ts'
import { type Reader, type SignatureShown, signatureShown } from './removalEvidence.ts'

export interface VoidedShown {
  readonly what: string
  readonly signature: SignatureShown
  readonly because: string
}

const whatSigned: Record<SignatureStanding['what'], string> = {
  sickness: 'Sickness or unavoidable cause',
  enquiries: 'Enquiries made',
  outcome: 'Outcome',
}

/** The signatures given for another run of days, the oldest first. */
export function voidedShown(now: CaseNow, gate: RemovalGate, reader: Reader): VoidedShown[] {
  return gate.voided.map((signature) => ({
    what: whatSigned[signature.what],
    signature: signatureShown(now, signature, reader),
    because: whyVoided(now, gate, signature),
  }))
}

function whyVoided(now: CaseNow, gate: RemovalGate, signature: SignatureStanding): string {
  const { ground, runFirstOn } = gate
  if (signature.runFirstOn === runFirstOn) return anewWords(now, gate, signature)
  const signedFor = `Signed for the run from ${inWords.plainDay(signature.runFirstOn)}`
  if (ground === 'H') {
    return runFirstOn === null
      ? `${signedFor}; no leave is on record now.`
      : `${signedFor}; by the leave now on record it begins ${inWords.plainDay(runFirstOn)}.`
  }
  const begins =
    runFirstOn === null ? 'the register now shows no run' : `the run now begins ${inWords.plainDay(runFirstOn)}`
  return `${signedFor}; ${begins} because ${causeWords(causeOf(now, signature, runFirstOn))}.`
}

function anewWords(
  { events }: CaseNow,
  { signatures }: RemovalGate,
  { what, ...signature }: SignatureStanding,
): string {
  const newer = signatures.find(
    (each) =>
      each.what === what &&
      (what !== 'outcome' || ('side' in each && 'side' in signature && each.side === signature.side)),
  )
  const event = newer && events.find(({ version }) => version === newer.version)
  const by = event?.byName ? ` by ${event.byName}` : ''
  return newer ? `Signed anew on ${inWords.dayAndTime(newer.at)}${by}.` : 'Signed anew since.'
}

/** The change that moved the run: of the marks changed since, the last one in time that stands between the two first days. */
function causeOf(now: CaseNow, { version, runFirstOn: from }: SignatureStanding, to: string | null) {
  const since = now.events.filter((event) => event.version > version)
  const first = to !== null && to < from ? to : from
  const last = to !== null && to < from ? from : (to ?? now.today)
  const moved = since.filter(
    (event) =>
      event.what === 'mark-corrected' &&
      absenceCodes.has(event.details.from) !== absenceCodes.has(event.details.to) &&
      event.details.on >= first &&
      event.details.on <= last,
  )
  const latestDay = moved.toSorted((one, other) => (dayOf(one) < dayOf(other) ? -1 : 1)).at(-1)
  return latestDay ?? since.findLast(({ what }) => what === 'absence-ended' || what === 'absence-start-moved') ?? null
}

function dayOf(event: RecordedEvent): string {
  return event.what === 'mark-corrected' ? event.details.on : ''
}

function causeWords(event: RecordedEvent | null): string {
  if (event?.what === 'mark-corrected') {
    const { on, session, from, to } = event.details
    const half = session === 'AM' ? 'morning' : 'afternoon'
    return `the mark of ${inWords.plainDay(on)}, ${half}, changed from ${from} to ${to}`
  }
  if (event?.what === 'absence-ended')
    return `the absence ended on ${inWords.plainDay(event.details.on)} by the register`
  return 'the register has changed since'
}

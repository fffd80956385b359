// Sends the messages that wait, each once, and writes down what became of it. Two that run at once send none twice.
import { epochMilliseconds, utcInstant } from '../calendar/londonTime.ts'
import type { CaseMessageKind } from '../cases/caseMessage.ts'
import { notSetUp, onlyShown } from '../cases/messageBehind.ts'
import { teamInWords } from '../cases/team.ts'
import type { House, Notify } from '../house.ts'
import { clashOf } from '../storage/clashes.ts'
import {
  absenceStillRuns,
  type MessageDue,
  nextMessageDue,
  type TryEnd,
  writeOfNote,
  writesOfClaim,
  writesOfTryEnd,
} from '../storage/messagesToSend.ts'
import { endMessage, type OnNeverSent } from './endMessage.ts'
import { messageGivenUp } from './messageGivenUp.ts'

/** A message that failed is tried again after 1 min, 10 min, 1 h and 6 h; failing then, it is given up. */
const triedAgainAfterSeconds = [60, 600, 3600, 6 * 3600]
/** One left in the middle of being sent, as when the machine went down, is taken up again after this long. */
const stuckAfterSeconds = 600
/** What one go sends at most: the next goes on with the rest. */
const mostAtOnce = 100

const overtaken = 'The absence ended before this was sent.'

export interface Sending {
  /** Asked again just before a message is sent. False: it is withdrawn. */
  readonly isStillTrue: (house: House, message: MessageDue) => Promise<boolean>
  /** Asked when a message is given up or withdrawn; if nothing is said, what the case's record says of it. */
  readonly onNeverSent: readonly OnNeverSent[]
}

/** What is told of a decision, true whatever the register says afterwards. */
const toldOfDecisions: readonly string[] = [
  'cme-officer-told',
  'authority-referral',
  'deletion-return',
] satisfies CaseMessageKind[]

const asTheRecordSays: Sending = {
  isStillTrue: async ({ database }, { caseId, kind }) =>
    caseId === null || toldOfDecisions.includes(kind) || absenceStillRuns(database, caseId),
  onNeverSent: [messageGivenUp],
}

/**
 * Goes once through the messages that are due, in the order in which they were made. One without an address, or in a
 * house that cannot send, waits with the reason noted. Never rejects: a fault is logged, and the message is due again.
 */
export async function sendMessages(house: House, sending: Partial<Sending> = {}): Promise<void> {
  const how = { ...asTheRecordSays, ...sending }
  let last: MessageDue | null = null
  try {
    for (let count = 0; count < mostAtOnce; count += 1) {
      last = await nextMessageDue(house.database, last, {
        failedBefore: triedAgainAfterSeconds.map((seconds) => secondsAgo(house, seconds)),
        stuckBefore: secondsAgo(house, stuckAfterSeconds),
        canSend: house.notify !== null,
        noteWhenNothingCanBeSent: cannotSend(house),
      })
      // When Notify is silent or busy, the others need not knock one after the other: the next go is soon.
      if (!last || !(await sendOne(house, last, how))) return
    }
  } catch (cause) {
    house.log.fault('messages-not-sent', cause)
  }
}

/** Whether to go on with the next. */
async function sendOne(house: House, message: MessageDue, how: Sending): Promise<boolean> {
  try {
    const { address } = message
    if (!house.notify || address === null) {
      await noteWhyItWaits(house, message, how)
      return true
    }
    await house.database.commit(writesOfClaim(message, address, house.clock.now()))
    const { end, isBusy } = await tryToSend(house, house.notify, message, address, how)
    await endTry(house, message, end, how)
    return !isBusy
  } catch (cause) {
    const clash = clashOf(cause)
    const isTakenByAnother = clash?.kind === 'broken-rule' && clash.rule === 'messages.state'
    if (!isTakenByAnother) house.log.fault('message-not-sent', cause, { message: message.id, kind: message.kind })
    return true
  }
}

async function noteWhyItWaits(house: House, message: MessageDue, how: Sending): Promise<void> {
  // One left in the middle may have been sent: only what Notify says of it could withdraw it.
  const mayWithdraw = message.state !== 'sending'
  if (mayWithdraw && !(await how.isStillTrue(house, message))) {
    const writesAt = () => [writeOfNote(message, 'withdrawn', overtaken)]
    return endMessage(house, { message, foundAs: message, writesAt, onNeverSent: how.onNeverSent, because: overtaken })
  }
  const because = house.notify
    ? `No address is known for ${teamInWords(message.team, message.schoolName)}.`
    : cannotSend(house)
  return house.database.commit([writeOfNote(message, 'waiting', because)])
}

interface Tried {
  readonly end: TryEnd
  /** Notify was silent, or had too much to do. */
  readonly isBusy: boolean
}

async function tryToSend(house: House, notify: Notify, message: MessageDue, to: string, how: Sending): Promise<Tried> {
  if (message.tries > 0) {
    const before = await notify.sentBefore(message.id)
    if ('sent' in before) return sent(before.sent, 'GOV.UK Notify had taken it at an earlier try')
    if ('later' in before) return { end: failed(message, before.later), isBusy: true }
  }
  if (!(await how.isStillTrue(house, message)))
    return { end: { state: 'withdrawn', because: overtaken }, isBusy: false }
  const { subject, body, id: reference } = message
  const answer = await notify.send({ to, subject, body, reference })
  if ('sent' in answer) return sent(answer.sent, 'GOV.UK Notify took it')
  if ('later' in answer) return { end: failed(message, answer.later), isBusy: true }
  // Tried again too: a wrong key or address may have been put right by then.
  return { end: failed(message, answer.refused), isBusy: false }
}

function sent(notifyReference: string, answer: string): Tried {
  return { end: { state: 'sent', notifyReference, answer }, isBusy: false }
}

function failed({ tries, triesAtRelease }: MessageDue, because: string): TryEnd {
  const isLast = tries + 1 - triesAtRelease > triedAgainAfterSeconds.length
  return { state: isLast ? 'dead' : 'failed', because }
}

async function endTry(house: House, message: MessageDue, end: TryEnd, how: Sending): Promise<void> {
  if (end.state === 'failed' || end.state === 'dead') {
    house.log.info('message-not-sent', {
      message: message.id,
      kind: message.kind,
      state: end.state,
      answer: end.because,
    })
  }
  const foundAs = { state: 'sending', tries: message.tries + 1 } as const
  const writesAt = (at: string) => writesOfTryEnd(message, end, at)
  const onNeverSent = end.state === 'dead' || end.state === 'withdrawn' ? how.onNeverSent : []
  const because = end.state === 'withdrawn' ? end.because : undefined
  return endMessage(house, { message, foundAs, writesAt, onNeverSent, because })
}

function cannotSend(house: House): string {
  return house.mode === 'demonstration' ? onlyShown : notSetUp
}

function secondsAgo(house: House, seconds: number): string {
  return utcInstant(epochMilliseconds(house.clock.now()) - seconds * 1000)
}

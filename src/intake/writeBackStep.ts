// May a code be written now, by what its school's MIS shows at this minute? Asked before each write and after each silence.
import { z } from 'zod'
import { epochMilliseconds } from '../calendar/londonTime.ts'
import { codesSent } from '../cases/writeBack.ts'
import type { WriteBackDue, WriteBackMoved } from '../storage/writeBackStore.ts'
import { nextTry } from './rhythm.ts'
import type { FeedAsked } from './vendors/feed.ts'
import { codeAtWonde, codesAtWonde, type NoAnswer } from './vendors/wondeWriteBack.ts'

/** A person who asked yesterday has changed it by hand since, or should. */
const longestWait = 24 * 3_600_000
/** Writes are taken later than they are answered: until then an unchanged mark says nothing. */
const longestSilence = 30 * 60_000

/** What follows when our own register shows another code by now, which is how a write ends; null while the N stands. */
export function settledByMark(due: WriteBackDue, now: string): WriteBackMoved | null {
  const { standing, fromCode, toCode, state } = due
  if (standing === fromCode) return null
  if (state === 'accepted' || (state === 'sending' && standing === toCode)) return { state: 'accepted', endedAt: now }
  return failedBecause(state === 'pending' ? meanwhile : changed, now)
}

/** The id of the code to write, when the mark at the MIS is still as the person saw it; else what follows. */
export async function checkedFirst(
  due: WriteBackDue,
  asked: FeedAsked,
  now: string,
): Promise<{ readonly codeId: string } | WriteBackMoved> {
  if (!codesSent(due.settings).includes(due.toCode))
    return failedBecause('Sending this code was switched off before it was sent.', now)
  if (epochMilliseconds(now) - epochMilliseconds(due.askedAt) > longestWait)
    return failedBecause('It could not be sent within a day.', now)
  const table = await tableWith(asked, due.toCode)
  if (!('codes' in table)) return notNow(due, table, now)
  const ids = idsOf(table.codes, due.toCode)
  if (ids.length !== 1) {
    const how = ids.length === 0 ? 'no code' : 'more than one code'
    return failedBecause(`The school’s list of codes at Wonde has ${how} ${due.toCode}.`, now)
  }
  const found = await codeAtWonde(asked, { student: due.misId, on: due.on, session: due.session }, table.codes)
  if (!('code' in found)) return notNow(due, found, now)
  if (found.code === null) return failedBecause('Wonde does not show the mark.', now)
  return found.code === due.fromCode ? { codeId: ids[0]! } : failedBecause(meanwhile, now)
}

/** What follows for one that was perhaps written: the mark says. */
export async function lookedAtAgain(due: WriteBackDue, asked: FeedAsked, now: string): Promise<WriteBackMoved> {
  const table = await tableWith(asked, due.toCode)
  if (!('codes' in table)) return notNow(due, table, now)
  const found = await codeAtWonde(asked, { student: due.misId, on: due.on, session: due.session }, table.codes)
  if (!('code' in found)) return notNow(due, found, now)
  if (found.code === due.toCode) return { state: 'accepted' }
  if (found.code !== due.fromCode) return failedBecause(changed, now)
  const silentFor = epochMilliseconds(now) - epochMilliseconds(due.sentAt ?? due.askedAt)
  return silentFor >= longestSilence ? { state: 'pending' } : movedLater(due, null, now)
}

/** It ends, and the person changes the mark by hand. `because` is read by people: never logged, it may be the vendor’s own words. */
export function failedBecause(because: string, now: string): WriteBackMoved {
  return { state: 'failed', because, endedAt: now }
}

/** It stays as it is and is looked after later, ever later. */
export function movedLater(
  { id, tries, state }: Pick<WriteBackDue, 'id' | 'tries' | 'state'>,
  retryAfterSeconds: number | null,
  now: string,
): WriteBackMoved {
  return { state, nextTryAt: nextTry(id, Math.max(1, tries), retryAfterSeconds, now) }
}

const changed = 'The mark was changed in the MIS meanwhile.'
const meanwhile = `${changed} Nothing was written.`

function notNow(due: WriteBackDue, none: NoAnswer, now: string): WriteBackMoved {
  if ('refused' in none) return { ...failedBecause(none.refused, now), needsPerson: true }
  return movedLater(due, none.retryAfterSeconds, now)
}

const kept = z.record(z.string(), z.string())

// As it was read last; read anew where it does not hold the code, or holds it twice, as after a change of system.
async function tableWith(asked: FeedAsked, code: string) {
  const codes = kept.safeParse(asked.lists.get('attendance-codes')).data ?? {}
  return idsOf(codes, code).length === 1 && idsOf(codes, 'N').length === 1 ? { codes } : codesAtWonde(asked)
}

function idsOf(codes: Readonly<Record<string, string>>, code: string): string[] {
  return Object.keys(codes).filter((id) => codes[id] === code)
}

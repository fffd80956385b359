// May this delivery count by itself, or does a person look first? Too much at once is more often a fault than the truth.
//
// Leavers: held back from the threshold on, within 24 hours since a person last released some. The threshold is 5 % of the
// roll, at most 20 pupils and at least 5: the smaller of the two limits, since it is the one that a small school reaches;
// but below 100 pupils one family would be 5 %. Those held back already count with those that left, however old: what
// waits for a person does not begin to leak at midnight.
// Marks: taking back more than 10 % of a register, and changing more than 20 % of a week that is over. A few marks are
// always somebody's correction, whatever the percentage at a small school.

/** Why a delivery waits for a person. */
export type ParkReason = 'leavers' | 'marks-taken-back' | 'week-rewritten'

/** What a message about one leaver meets. `ends`: the pupil is on roll and would not be, or would be gone from the system. */
export interface LeaverMeets {
  readonly what: 'leaver'
  readonly ends: boolean
  /** Pupils on roll, this one too. */
  readonly onRoll: number
  /** Pupils who left by messages in the last 24 hours, since a person last released some. */
  readonly left: number
  /** Deliveries of leavers that wait for a person. */
  readonly waiting: number
}

/** What marks meet: the registers from which some would be taken back, the weeks that are over in which some would change. */
export interface MarksMeet {
  readonly what: 'marks'
  readonly registers: readonly Share[]
  readonly weeks: readonly Share[]
}

/** `all`: marks of the register or week. `now` of them by this delivery, `before` by those shortly before it. */
export interface Share {
  readonly all: number
  readonly now: number
  readonly before: number
}

const mostLeavers = 20
const leastLeavers = 5
const leaversInHundred = 5
const fewestTakenBack = 5
const takenBackInHundred = 10
const fewestRewritten = 20
const rewrittenInHundred = 20

/** Why the delivery is held back, or null when it is applied. Nothing is lost by holding back: its old stamps count later. */
export function parkDelivery(meets: LeaverMeets | MarksMeet): ParkReason | null {
  if (meets.what === 'leaver') return meets.ends && isManyLeavers(meets) ? 'leavers' : null
  if (meets.registers.some((share) => isMany(share, fewestTakenBack, takenBackInHundred))) return 'marks-taken-back'
  if (meets.weeks.some((share) => isMany(share, fewestRewritten, rewrittenInHundred))) return 'week-rewritten'
  return null
}

function isManyLeavers({ onRoll, left, waiting }: LeaverMeets): boolean {
  const roll = onRoll + left
  const limit = Math.min(mostLeavers, Math.max(leastLeavers, (roll * leaversInHundred) / 100))
  return left + waiting + 1 > limit
}

// A delivery that changes nothing is never held back for what others changed.
function isMany({ all, now, before }: Share, fewest: number, inHundred: number): boolean {
  const many = now + before
  return now > 0 && many >= fewest && many * 100 > all * inHundred
}

const sentences: Record<ParkReason, string> = {
  leavers: 'Many pupils would leave the school within a day.',
  'marks-taken-back': 'More than 10% of the marks of a register would be taken back.',
  'week-rewritten': 'More than 20% of the marks of a week that is over would change.',
}

/** The sentence that a delivery keeps with it. */
export function parkSentence(reason: ParkReason): string {
  return sentences[reason]
}

/** The reason behind a sentence that a delivery kept, or null. */
export function parkReasonOf(sentence: string | null): ParkReason | null {
  const found = Object.entries(sentences).find(([, each]) => each === sentence)
  return found ? (found[0] as ParkReason) : null
}

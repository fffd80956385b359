// What do people sign on the way to a deletion? Each signature names its ground and the run of days it was given for.
import type { Side } from './caseWork.ts'

export type GroundLetter = 'H' | 'I'

interface Signature {
  readonly ground: GroundLetter
  readonly statement: string
  /** The role used, in words. */
  readonly role: string
  /** The first day of the run of days it was given for. */
  readonly runFirstOn: string
}

/** For the school: whether there is reason to believe in sickness or an unavoidable cause. */
export interface SicknessSigned extends Signature {
  readonly answer: boolean
}

/** For one side: these enquiries were made. `checks` are the versions of their entries. */
export interface EnquiriesSigned extends Signature {
  readonly side: Side
  readonly checks: readonly number[]
}

/** For one side: what the enquiries found; `agreed` that no return is to be expected, asked only when found. */
export interface OutcomeSigned extends Signature {
  readonly side: Side
  readonly kind: 'not-found' | 'found'
  readonly agreed: boolean | null
}

/** The name was deleted from the admission register on `on`, the day of the decision; the return went with it. */
export interface NameRemoved {
  readonly ground: GroundLetter
  readonly on: string
  readonly statement: string
  readonly role: string
  readonly conditions: readonly { readonly id: string; readonly because: string }[]
  readonly returnMessageId: string
}

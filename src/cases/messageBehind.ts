// How far is a message to a team, and why does it wait? Written by what sends it, read wherever an entry stands for it.

/** 'failed' is tried again by itself; 'dead' is not. */
export type MessageState = 'waiting' | 'sending' | 'sent' | 'failed' | 'dead' | 'held' | 'withdrawn'

/** The message that went, or was to go, with an entry of a case. */
export interface MessageBehind {
  readonly id: string
  readonly state: MessageState
  /** Why it waits, is held, was withdrawn or given up; null when nothing is to be said. */
  readonly because: string | null
  /** Instant; null until it is sent. */
  readonly sentAt: string | null
}

/** How an entry `told` says that the telling was a message of this house, and nothing else. */
export const byMessage = 'by message'

/** Why a message that would go by itself waits: a person who looked lets it go. */
export const heldForSilence =
  'Registers are missing for some of these days. Look at the case, then let this message go.'
export const heldForCalendar =
  'The calendar says there was no school on some of these days, and the register says that the child was absent. Look at the case, then let this message go.'

export const notSetUp = 'GOV.UK Notify is not set up in this installation, so nothing is sent.'
export const onlyShown = 'This is a demonstration: messages are shown here and not sent.'

/** Whether it ought to have gone and did not: no address, nothing to send with, failing or given up. A demonstration sends none, which is no fault. */
export function isNotSent({ state, because }: Pick<MessageBehind, 'state' | 'because'>): boolean {
  return state === 'failed' || state === 'dead' || (state === 'waiting' && because !== null && because !== onlyShown)
}

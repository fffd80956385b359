// May this link tie this account to the person it was made for? Once, in time, and no account to two people.
import { epochMilliseconds } from '../../calendar/londonTime.ts'
import { type Refusal, refused } from '../refusals.ts'

export interface InvitationToTakeUp {
  readonly personId: string
  readonly expiresAt: string
  readonly usedAt: string | null
  readonly hasAccount: boolean
}

/** The person to tie to the account. `holderId` is who signs in with that account now, if anybody. */
export function takeUpInvitation(
  invitation: InvitationToTakeUp | null,
  holderId: string | null,
  now: string,
): { readonly accepted: string } | { readonly refused: Refusal } {
  // Who opens their own link again simply signs in.
  if (invitation && invitation.personId === holderId) return { accepted: holderId }
  if (!invitation || invitation.usedAt !== null || invitation.hasAccount || isPast(invitation.expiresAt, now)) {
    return refused('invitation-not-valid')
  }
  if (holderId !== null) return refused('account-taken')
  return { accepted: invitation.personId }
}

/** Whether an instant has come. Compared as times: one second can be written in two ways. */
export function isPast(at: string, now: string): boolean {
  return epochMilliseconds(at) <= epochMilliseconds(now)
}

// Ties the account somebody has just signed in with to the person their link was made for.
import { takeUpInvitation as decide } from '../cases/decide/takeUpInvitation.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import type { House } from '../house.ts'
import { sha256Of } from '../storage/chain.ts'
import { clashOf } from '../storage/clashes.ts'
import { invitationUsed, invitationWithCode } from '../storage/invitationStore.ts'
import { type Account, accountTaken, personIdWithAccount } from '../storage/personStore.ts'

/** The id of the person who is now signed in with that account, or why the link does not do it. */
export async function takeUpInvitation(
  house: Pick<House, 'database' | 'clock'>,
  code: string,
  account: Account,
): Promise<{ readonly accepted: string } | { readonly refused: Refusal }> {
  const codeHash = await sha256Of(code)
  const now = house.clock.now()
  const [invitation, holderId] = await Promise.all([
    invitationWithCode(house.database, codeHash),
    personIdWithAccount(house.database, account),
  ])

  const decision = decide(invitation, holderId, now)
  if ('refused' in decision) return decision

  try {
    await house.database.commit([accountTaken(decision.accepted, account), invitationUsed(codeHash, now)])
  } catch (cause) {
    if (clashOf(cause)?.kind === 'already-there') return refused('account-taken')
    throw cause
  }
  // Of two who use one link at once, the second changed nothing and is nobody here.
  const nowHolder = await personIdWithAccount(house.database, account)
  return nowHolder === decision.accepted ? decision : refused('invitation-not-valid')
}

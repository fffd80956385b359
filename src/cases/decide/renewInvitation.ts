// May this person be given a new link? Only until they have signed in: a link must not take over somebody's account.
import { type Refusal, refused } from '../refusals.ts'

/** Whether a link may be made. Refuses for who has an account. */
export function renewInvitation(person: {
  readonly hasAccount: boolean
}): { readonly accepted: true } | { readonly refused: Refusal } {
  return person.hasAccount ? refused('has-account') : { accepted: true }
}

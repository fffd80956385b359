// What may be refused, and what does the person read? A closed list; everything else is a fault.

export const refusals = {
  'changed-meanwhile':
    'This has changed since you opened the page. Look at what is new, then decide whether yours is still needed.',
  'absence-over':
    'This absence has ended since you opened the page: the register now says why, or that the pupil attended.',
  'contact-not-found': 'That contact is no longer on the pupil’s record. Choose another.',
  'contact-restricted': 'This contact is restricted. Ask the safeguarding lead before anybody rings.',
  'reason-runs-out': 'The reason cannot end before the day it was given.',
  'reason-too-long': 'A reason can hold for four weeks at most. Write it down again if it still holds then.',
  'nothing-to-withdraw': 'There is nothing to undo: this entry is already withdrawn.',
  'not-a-school-day': 'The school is not open on this date, so there is no register to mark.',
  'day-not-known':
    'The school’s calendar does not cover this date. Ask your MIS supplier to publish the calendar for this year.',
  'in-the-future': 'The date must be today or in the past.',
  'session-to-come': 'This session has not begun yet, so its register cannot be closed.',
  'not-on-roll': 'The pupil was not on roll here on this date. Check the date.',
  'mark-already-there': 'There is already a mark for this session. See it, and correct it if it is wrong.',
  'register-not-by-hand': 'This school’s register comes from its MIS. Change the mark there and it will arrive here.',
  'mark-unchanged': 'That is already the mark.',
  'school-not-found': 'That school is not here. Choose one from the list.',
  'role-held-already': 'This person already has that role.',
  'own-role': 'You cannot give yourself a role. Ask another administrator, so that two people know of it.',
  'last-administrator': 'This is the last administrator who can sign in. Give somebody else the role first.',
  'role-not-held': 'This person no longer has that role.',
  'has-account': 'This person has signed in already and needs no new link.',
  'invitation-not-valid':
    'This link cannot be used: it was used already, replaced by a newer one, or is older than 7 days.',
  'account-taken': 'The account you signed in with belongs to somebody else here.',
  'reason-needed': 'Say why the mark is changed. The register must show who changed it, when and why.',
} as const

export type Refusal = keyof typeof refusals

/** What a decision says: events to record, or a refusal. */
export type Decision<Event> = { readonly accepted: readonly Event[] } | { readonly refused: Refusal }

export function refused(refusal: Refusal): { readonly refused: Refusal } {
  return { refused: refusal }
}

/** Closes a union: the compiler complains where a kind is forgotten. */
export function assertNever(value: never): never {
  throw new Error(`Nobody expected this: ${JSON.stringify(value)}`)
}

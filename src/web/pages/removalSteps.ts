// What may this person do next at the removal gate, in which role, and if not, why not? The decisions themselves are asked.
import type { CaseNow } from '../../cases/caseNow.ts'
import type { GroundLetter, Side } from '../../cases/caseWork.ts'
import { decideRemoval } from '../../cases/decide/decideRemoval.ts'
import { signEnquiries } from '../../cases/decide/signEnquiries.ts'
import { type OutcomeAnswer, signOutcome } from '../../cases/decide/signOutcome.ts'
import { signSickness } from '../../cases/decide/signSickness.ts'
import { assertNever, type Refusal } from '../../cases/refusals.ts'
import { removalGate } from '../../cases/removalGate.ts'
import { may, type Permission, type Person, type Role, roleNames, rolesWith } from '../../cases/roles.ts'
import type { RemovalStep } from '../forms/removal.ts'

const schoolSigns: Permission = 'sign-for-school'
const authoritySigns: Permission = 'sign-for-authority'

/** Which permissions open a step's form: one of them is enough. */
export const permissionsOf: Record<RemovalStep, readonly Permission[]> = {
  sickness: [schoolSigns],
  enquiries: [schoolSigns, authoritySigns],
  outcome: [schoolSigns, authoritySigns],
  decision: ['decide-removal'],
}

/** A role in which a person may take a step, and for whose half of the case. */
export interface Signer {
  readonly role: Role
  readonly roleName: string
  readonly side: Side
}

/** The roles in which this person may take the step at that school. */
export function signersOf(person: Person, step: RemovalStep, schoolUrn: string): Signer[] {
  const roles = permissionsOf[step].flatMap((permission) =>
    may(person, permission, schoolUrn)
      ? person.rolesHeld
          .filter((held) => rolesWith(permission).includes(held.role))
          .filter((held) => held.schoolUrn === null || held.schoolUrn === schoolUrn)
          .map(({ role }) => ({
            role,
            side: permission === authoritySigns ? ('authority' as const) : ('school' as const),
          }))
      : [],
  )
  return [...new Map(roles.map((each) => [each.role, { ...each, roleName: roleNames[each.role] }])).values()]
}

/** Why the step cannot be taken for that side now by this person; null when it can. */
export function refusalOf(
  step: RemovalStep,
  now: CaseNow,
  ground: GroundLetter,
  side: Side,
  personId: string,
): Refusal | null {
  const tried = tryStep(step, now, ground, side, personId)
  return 'refused' in tried ? tried.refused : null
}

function tryStep(step: RemovalStep, now: CaseNow, ground: GroundLetter, side: Side, personId: string) {
  const words = 'tried'
  switch (step) {
    case 'sickness':
      return signSickness(now, { ground, answer: otherSickness(now, ground), words, role: '' }, personId)
    case 'enquiries':
      return signEnquiries(now, { ground, side, words, role: '' }, personId)
    case 'outcome':
      return signOutcome(now, { ground, side, answer: otherOutcome(now, ground, side), words, role: '' }, personId)
    case 'decision':
      return decideRemoval(now, { ground, on: now.today, words, role: '', returnMessageId: '' }, personId)
    default:
      return assertNever(step)
  }
}

// A side may always sign something else than it did: that is tried.
function otherSickness(now: CaseNow, ground: GroundLetter): boolean {
  const signed = removalGate(now, ground).signatures.find(({ what }) => what === 'sickness')
  return signed?.what === 'sickness' ? !signed.answer : false
}

function otherOutcome(now: CaseNow, ground: GroundLetter, side: Side): OutcomeAnswer {
  const isSigned = removalGate(now, ground).signatures.some(
    (each) => each.what === 'outcome' && each.side === side && each.agreed === false,
  )
  return isSigned ? 'found-agreed' : 'found-not-agreed'
}

/** Whether this person reads what signers wrote: who may sign or decide does, the attendance office does not. */
export function readsStatements(person: Person, schoolUrn: string): boolean {
  const deciding: readonly Permission[] = [schoolSigns, authoritySigns, 'decide-removal']
  return deciding.some((permission) => may(person, permission, schoolUrn))
}

// How does somebody new come in? With a name and roles, and a link that works once, for seven days.
import { epochMilliseconds, instantText } from '../calendar/londonTime.ts'
import { grantRole } from '../cases/decide/grantRole.ts'
import type { Refusal } from '../cases/refusals.ts'
import { type Person, type RoleHeld, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { sha256Of } from '../storage/chain.ts'
import { clashOf } from '../storage/clashes.ts'
import type { Query } from '../storage/database.ts'
import { earlierInvitationsEnded, invitationMade } from '../storage/invitationStore.ts'
import { personAdded, rolesGranted } from '../storage/personStore.ts'
import { listSchools } from '../storage/schoolStore.ts'

const daysOpen = 7

export type InvitingHouse = Pick<House, 'mode' | 'database' | 'clock' | 'ids'>

/** A link to hand over. It cannot be shown again: only its hash is kept. */
export interface Link {
  readonly code: string
  readonly expiresAt: string
}

/** The new person's id and link. The link is null in the demonstration, where one chooses whom to be. */
export type Invited = { readonly personId: string; readonly link: Link | null }

/**
 * Adds a person with at least one role. `formKey` names the form that asks: sent twice, it invites once, and the second
 * time answers without a link. Refuses a school that is not there.
 */
export async function invitePerson(
  house: InvitingHouse,
  by: Person,
  input: { readonly name: string; readonly roles: readonly RoleHeld[]; readonly formKey: string },
): Promise<{ readonly accepted: Invited } | { readonly refused: Refusal }> {
  const personId = (await sha256Of(`${by.id} ${input.formKey}`)).slice(0, 24)
  const schools = await listSchools(house.database, scopeOf(by, 'manage-people'))
  const knownSchools = schools.map(({ urn }) => urn)

  const decision = grantRole({ toPersonId: personId, roles: input.roles, held: [], knownSchools }, by.id)
  if ('refused' in decision) return decision

  const at = house.clock.now()
  const roles = decision.accepted.map((role) => ({ id: house.ids.next(), ...role }))
  const { link, writes } = await newLink(house, personId, by)
  try {
    await house.database.commit([
      personAdded(personId, input.name, at),
      rolesGranted(personId, roles, by.id, at),
      ...writes,
    ])
  } catch (cause) {
    const clash = clashOf(cause)
    if (clash?.kind === 'already-there' && clash.columns === 'people.id') return { accepted: { personId, link: null } }
    throw cause
  }
  return { accepted: { personId, link } }
}

/** A new link for a person, and the writes that make it their only one. */
export async function newLink(
  house: InvitingHouse,
  personId: string,
  by: Person,
): Promise<{ link: Link | null; writes: Query<unknown>[] }> {
  if (house.mode === 'demonstration') return { link: null, writes: [] }
  const code = house.ids.secret()
  const at = house.clock.now()
  const expiresAt = instantText(epochMilliseconds(at) + daysOpen * 24 * 60 * 60 * 1000)
  const made = invitationMade(await sha256Of(code), personId, by.id, at, expiresAt)
  return { link: { code, expiresAt }, writes: [earlierInvitationsEnded(personId, at), made] }
}

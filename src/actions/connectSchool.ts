// How does a school's register begin to come in? A door of its own: an address with a secret, or what its system is asked with.

import { newSecret } from '../cases/connectionSecret.ts'
import { type ConnectionToMake, connectSchool as decide } from '../cases/decide/connectSchool.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import { may, type Person, rolesWith, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { sha256Of } from '../storage/chain.ts'
import { clashOf } from '../storage/clashes.ts'
import { findConnection, listOpenConnections } from '../storage/connectionPageStore.ts'
import { writesOfConnection } from '../storage/connectionStore.ts'
import { roleGuard } from '../storage/roleGuard.ts'
import { findSchoolName } from '../storage/schoolStore.ts'
import { lockText } from '../storage/secretText.ts'

/** Whoever may run commands on this machine may do what an administrator may. */
export const commandLine: Person = {
  id: 'command-line',
  name: 'the command line',
  rolesHeld: [{ role: 'administrator', schoolUrn: null }],
}

/** `secret` in the clear, to be shown once; null for a vendor without one, and when the form had made its connection before (`isNew` false). */
export interface Connected {
  readonly connectionId: string
  readonly endpoint: string
  readonly secret: string | null
  readonly isNew: boolean
}

/**
 * Makes a connection, and its school where that is not there yet; null when the person may not. `formKey` names the form
 * that asks: sent twice, it connects once. Without `again` a form is refused where the school has a connection that has
 * not ended. `secret` and `previousSecret` are for a sender that has its own.
 */
export async function connectSchool(
  house: Pick<House, 'database' | 'clock' | 'ids' | 'keys'>,
  by: Person,
  input: ConnectionToMake & {
    readonly formKey?: string
    readonly again?: boolean
    readonly secret?: string
    readonly previousSecret?: string
  },
): Promise<{ readonly accepted: Connected } | { readonly refused: Refusal } | null> {
  if (!may(by, 'connect-schools', input.schoolUrn)) return null
  const scope = scopeOf(by, 'connect-schools')
  const decision = decide(input, await findSchoolName(house.database, scope, input.schoolUrn))
  if ('refused' in decision) return decision

  const { schoolUrn, schoolName, vendor, settings, token } = decision.accepted
  const id = (await sha256Of(`connection ${by.id} ${input.formKey ?? house.ids.secret()}`)).slice(0, 24)
  if (input.formKey !== undefined && !input.again) {
    const open = await listOpenConnections(house.database, scope, schoolUrn)
    if (open.length > 0 && !open.some((each) => each.id === id)) return refused('school-connected-already')
  }
  const endpoint = house.ids.next()
  const secret = input.secret ?? newSecret(vendor, house.ids.secret())
  const locked = (text: string | null | undefined) => (text ? lockText(house.keys.secrets, text) : null)
  const [secretCurrent, secretPrevious, lockedToken] = await Promise.all(
    [secret, input.previousSecret, token].map(locked),
  )
  const connection = { id, endpoint, schoolUrn, secretCurrent: secretCurrent!, secretPrevious: secretPrevious! }
  const isPerson = by.id !== commandLine.id
  const at = house.clock.now()
  const about = { schoolName, vendor, settings, token: lockedToken!, at, by: isPerson ? by.id : null }
  try {
    await house.database.commit([
      ...(isPerson ? [roleGuard(by.id, rolesWith('connect-schools'), schoolUrn)] : []),
      ...writesOfConnection(connection, about),
    ])
    return { accepted: { connectionId: id, endpoint, secret, isNew: true } }
  } catch (cause) {
    const clash = clashOf(cause)
    if (clash?.kind === 'broken-rule' && clash.rule === 'settings.value') return refused('role-lost')
    const before = clash?.kind === 'already-there' ? await findConnection(house.database, scope, id) : null
    if (!before) throw cause
    return { accepted: { connectionId: id, endpoint: before.endpoint, secret: null, isNew: false } }
  }
}

// Which addresses were typed, which are new, and which cannot be one?
import { z } from 'zod'
import type { Team } from '../../cases/team.ts'
import type { AddressChange, TeamAddress } from '../../storage/addressStore.ts'

const longest = 254
const anEmail = z.email().max(longest)

export interface TypedAddress {
  readonly typed: string
  /** What the address was when the form was made. */
  readonly was: string
  readonly error: string | null
}

/** The name and the id of a team's field. */
export function fieldOf(team: Team): string {
  return `address-${team.replace(':', '-')}`
}

/**
 * What was typed for each of these teams, and the changes. A team that is not in the form is left alone, an emptied
 * field takes the address away, and one that somebody else changed meanwhile is asked about.
 */
export function readAddresses(
  body: Readonly<Record<string, unknown>>,
  addresses: readonly TeamAddress[],
): { typed: Map<Team, TypedAddress>; changes: AddressChange[] } {
  const typed = new Map<Team, TypedAddress>()
  const changes: AddressChange[] = []
  for (const { team, email } of addresses) {
    const field = fieldOf(team)
    if (!Object.hasOwn(body, field)) continue
    const [said, was] = [textIn(body[field]), textIn(body[`was-${field}`])]
    const now = email ?? ''
    const isChange = said !== was && said !== now
    const error = isChange ? faultIn(said, was, now) : null
    // After a clash the next try is made knowing of it.
    typed.set(team, { typed: isChange ? said : now, was: now, error })
    if (isChange && !error) changes.push({ team, email: said || null })
  }
  return { typed, changes }
}

function faultIn(said: string, was: string, now: string): string | null {
  if (said !== '' && said.length > longest) return `Email address must be ${longest} characters or fewer`
  if (said !== '' && !anEmail.safeParse(said).success) {
    return 'Enter an email address in the correct format, such as name@example.com'
  }
  if (was === now) return null
  return now === ''
    ? 'Somebody else took this address away since you opened the page. Save again if yours is right'
    : `Somebody else changed this address to ${now} since you opened the page. Save again if yours is right`
}

function textIn(value: unknown): string {
  const last = Array.isArray(value) ? value.at(-1) : value
  return typeof last === 'string' ? last.trim() : ''
}

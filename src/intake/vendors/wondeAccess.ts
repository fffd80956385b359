// Is it true what was told of our access to a school? Wonde signs nothing, so it is asked: with the token that was told, or with the one we have.
// Confirmed: the answer is `{ data: { id } }`. Not confirmed, and looked at only where they are there: `urn`, `region.domain` and `mis`.
import { z } from 'zod'
import { wondeDomains } from '../../cases/vendors.ts'
import type { AskVendor } from '../../house.ts'
import { faultOf, wondeSchoolAddress } from './wondeReading.ts'

const school = z.object({
  data: z.object({
    id: z.string(),
    urn: z.union([z.string(), z.number().transform(String)]).nullish(),
    region: z.object({ domain: z.string().nullish() }).nullish(),
    mis: z.string().nullish().catch(null),
  }),
})

/** What Wonde said: with what the connection now knows of the school; why it is not so; or that it could not be asked. */
export type AccessConfirmed =
  | { readonly settings: Readonly<Record<string, string>> }
  | { readonly notSo: string }
  | { readonly later: string }

/** Asks Wonde for a school with a token. It must be the school that was named, and the one that this connection is for. */
export async function confirmAccess(
  ask: AskVendor,
  connection: { readonly schoolUrn: string; readonly settings: Readonly<Record<string, string>> },
  told: { readonly schoolId: string; readonly token: string },
): Promise<AccessConfirmed> {
  const { settings, schoolUrn } = connection
  if (settings.school_ref !== undefined && settings.school_ref !== told.schoolId)
    return { notSo: 'Access was told of another school than the one that this connection is for.' }
  const url = wondeSchoolAddress({ ...settings, school_ref: told.schoolId })
  if (url === null) return { notSo: 'What was told is not the number of a school at Wonde.' }
  const answer = await ask({ method: 'GET', url, headers: { authorization: `Bearer ${told.token}` } })
  if ('status' in answer && answer.status === 404) return { notSo: 'Wonde does not know the school under this token.' }
  const fault = faultOf(answer)
  if (fault)
    return 'refused' in fault ? { notSo: 'Wonde does not accept the token that was told.' } : { later: fault.later }
  const read = school.safeParse('json' in answer ? answer.json : null)
  if (!read.success) return { later: 'Wonde answered with something that is no school.' }
  const { id, urn, region } = read.data.data
  if (id !== told.schoolId) return { notSo: 'The token that was told is another school’s.' }
  // Neither number known: a token that works says only that it is some school's.
  if (!urn && settings.school_ref === undefined)
    return { notSo: 'Wonde did not say the school’s URN. Enter the school’s id at Wonde in a new connection.' }
  if (urn && urn !== schoolUrn) return { notSo: 'The school’s URN at Wonde is not that of this connection’s school.' }
  const domain = wondeDomains.find((each) => each === region?.domain) ?? settings.domain ?? wondeDomains[0]
  return { settings: { domain, school_ref: id } }
}

/** What Wonde says of a change that was told: it is so; why it is not believed; or that Wonde could not be asked. */
export type ChangeConfirmed = { readonly so: true } | { readonly notSo: string } | { readonly later: string }

/** Asks Wonde for the connection's school with the connection's token. Access is gone when the token opens the school no more (401, 403, 404). */
export async function confirmLoss(ask: AskVendor, held: TokenHeld): Promise<ChangeConfirmed> {
  const found = await schoolHeld(ask, held)
  if (!('mis' in found)) return found
  return { notSo: 'The end of access was told, but Wonde still lets us read the school. Access stays as it was.' }
}

/**
 * The same for a change of system, which is so when the token opens nothing any more, or Wonde names the new system as
 * the school's. Nothing hangs on it: a token that we did not have has everything read anew, whatever was told before.
 */
export async function confirmMigration(ask: AskVendor, held: TokenHeld, to: string | null): Promise<ChangeConfirmed> {
  const found = await schoolHeld(ask, held)
  if (!('mis' in found)) return found
  if (to !== null && lettersOf(to) !== '' && lettersOf(found.mis ?? '') === lettersOf(to)) return { so: true }
  return {
    notSo: 'A change of system was told, but Wonde lets us read the school as before and does not name the new system.',
  }
}

interface TokenHeld {
  readonly settings: Readonly<Record<string, string>>
  readonly token: string
}

async function schoolHeld(
  ask: AskVendor,
  { settings, token }: TokenHeld,
): Promise<ChangeConfirmed | { readonly mis: string | null }> {
  const url = wondeSchoolAddress(settings)
  if (url === null)
    return {
      notSo: 'A change of access was told, but the school’s id at Wonde is not known here, so Wonde was not asked.',
    }
  const answer = await ask({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } })
  if ('status' in answer && answer.status === 404) return { so: true }
  const fault = faultOf(answer)
  if (fault) return 'refused' in fault ? { so: true } : { later: fault.later }
  const read = school.safeParse('json' in answer ? answer.json : null)
  // Neither yes nor no.
  if (!read.success || read.data.data.id !== settings.school_ref)
    return { later: 'Wonde answered with something that is not the school.' }
  return { mis: read.data.data.mis ?? null }
}

function lettersOf(system: string): string {
  return system.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

// Is it true that this school lets us read it? Wonde signs nothing, so it is asked, with the token it is said to have given.
// Confirmed: the answer is `{ data: { id } }`. Not confirmed, and checked only where they are there: `urn` and `region.domain`.
import { z } from 'zod'
import { wondeDomains } from '../../cases/vendors.ts'
import type { AskVendor } from '../../house.ts'
import { faultOf, wondeSchoolAddress } from './wondeReading.ts'

const school = z.object({
  data: z.object({
    id: z.string(),
    urn: z.union([z.string(), z.number().transform(String)]).nullish(),
    region: z.object({ domain: z.string().nullish() }).nullish(),
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
  return { settings: { ...settings, domain, school_ref: id } }
}

// Who are these pupils, and what makes their absence more urgent? Names, numbers, groups and yes-or-no flags; no notes.
//
// Not confirmed: where the names stand in GraphQL (person, as in the published client), that `academicLevel` is the year
// group, that `upn` is read from UkDfe_UpnAssignment, and the codes of SEN status (E, K, N as in the census). Arbor has
// young carers too; our vocabulary has no flag for them, so that is not asked. Notes on safeguarding, on child
// protection and on health are never asked for.
import { z } from 'zod'
import { type ArborDoor, arborId, arborList, type Stopped } from './arborAsk.ts'
import { dateOf } from './arborTimes.ts'

const idsAtOnce = 200
const id = z.union([z.string(), z.int()]).transform(String).pipe(z.string().regex(arborId))
const words = z.string().max(200).nullish()

const student = z.object({
  id,
  person: z.object({
    legalFirstName: words,
    legalLastName: words,
    preferredFirstName: words,
    preferredLastName: words,
    dateOfBirth: z.string().transform(dateOf).nullish(),
  }),
  registrationForm: z.object({ shortName: words }).nullish(),
  academicLevel: z.object({ shortName: words }).nullish(),
})
const studentFields =
  'id person { legalFirstName legalLastName preferredFirstName preferredLastName dateOfBirth } registrationForm { shortName } academicLevel { shortName }'

const assigned = z.object({
  student: z.object({ id }),
  startDate: z.string().transform(dateOf).nullish(),
  endDate: z.string().transform(dateOf).nullish(),
  value: z.string().max(100).nullish(),
})
type Assigned = z.infer<typeof assigned>

/** A pupil as `pupil.upserted` names it, by Arbor's number; those that could not be read as they came. */
export interface StudentsRead {
  readonly pupils: ReadonlyMap<
    string,
    { readonly pupil: Readonly<Record<string, unknown>>; readonly flags: Readonly<Record<string, boolean | null>> }
  >
  readonly unread: readonly unknown[]
  readonly seen: number
}

/** These pupils with their flags on a date. One that Arbor does not give is left out. */
export async function arborStudents(
  door: ArborDoor,
  ids: readonly string[],
  today: string,
): Promise<StudentsRead | Stopped> {
  if (ids.length === 0) return { pupils: new Map(), unread: [], seen: 0 }
  const upns = await assignments(door, 'UkDfe_UpnAssignment', 'upn', (one) => one.upn)
  if (!('byStudent' in upns)) return upns
  const care = await assignments(door, 'InCareStatusAssignment', 'inCareStatus { code }', (one) =>
    codeIn(one.inCareStatus),
  )
  if (!('byStudent' in care)) return care
  const sen = await assignments(door, 'SenStatusAssignment', 'senStatus { code }', (one) => codeIn(one.senStatus))
  if (!('byStudent' in sen)) return sen
  const pupils = new Map<string, { pupil: Record<string, unknown>; flags: Record<string, boolean | null> }>()
  const unread: unknown[] = []
  const wanted = new Set(ids)
  let seen = 0
  for (let at = 0; at < ids.length; at += idsAtOnce) {
    const only = `id_in: [${ids.slice(at, at + idsAtOnce).join(', ')}]`
    const read = await arborList(door, 'Student', studentFields, only)
    if (!('records' in read)) return read
    seen += read.records.length
    for (const one of read.records) {
      const { data } = student.safeParse(one)
      if (!data) {
        unread.push(one)
        continue
      }
      if (!wanted.has(data.id)) continue
      const upn = currentOf(upns.byStudent.get(data.id), today)?.value ?? null
      const flags = flagsOf(care.byStudent.get(data.id), sen.byStudent.get(data.id), today)
      pupils.set(data.id, { pupil: pupilOf(data, upn), flags })
    }
  }
  if (pupils.size + unread.length > 0) return { pupils, unread, seen }
  return { later: 'Arbor gave none of the pupils who are on its roll.', retryAfterSeconds: null }
}

function pupilOf({ id, person, registrationForm, academicLevel }: z.infer<typeof student>, upn: string | null) {
  return {
    mis_id: id,
    upn,
    legal_forename: person.legalFirstName ?? null,
    legal_surname: person.legalLastName ?? null,
    preferred_forename: person.preferredFirstName ?? null,
    preferred_surname: person.preferredLastName ?? null,
    date_of_birth: person.dateOfBirth ?? null,
    year_group: academicLevel?.shortName ?? null,
    reg_group: registrationForm?.shortName ?? null,
  }
}

// Nobody ever said is not no: only a status that has ended, or that says so, is a no.
function flagsOf(care: readonly Assigned[] | undefined, sen: readonly Assigned[] | undefined, today: string) {
  const inCare = currentOf(care, today)
  const status = currentOf(sen, today)?.value?.trim().toUpperCase()
  const said = status === 'E' || status === 'K' || status === 'N'
  const wasInCare = inCare !== undefined && /PREVIOUS|ADOPTED|^NOT|^NO$/i.test(inCare.value ?? '')
  return {
    looked_after: care === undefined ? null : inCare !== undefined && !wasInCare,
    protection_plan: null,
    child_in_need: null,
    ehc_plan: said ? status === 'E' : sen && !status ? false : null,
    sen_support: said ? status === 'K' : sen && !status ? false : null,
    social_worker: null,
  }
}

async function assignments(
  door: ArborDoor,
  entity: string,
  valueField: string,
  valueIn: (one: Record<string, unknown>) => unknown,
): Promise<{ readonly byStudent: ReadonlyMap<string, Assigned[]> } | Stopped> {
  const read = await arborList(door, entity, `student { id } startDate endDate ${valueField}`)
  if (!('records' in read)) return read
  const byStudent = new Map<string, Assigned[]>()
  for (const one of read.records) {
    const { data } = assigned.safeParse({ ...(one as object), value: valueIn(Object(one)) })
    if (data) byStudent.set(data.student.id, [...(byStudent.get(data.student.id) ?? []), data])
  }
  return { byStudent }
}

/** The one that holds on a date; of several the one begun last. */
function currentOf(all: readonly Assigned[] | undefined, on: string): Assigned | undefined {
  return all
    ?.filter(({ startDate, endDate }) => (startDate ?? '') <= on && on <= (endDate ?? '9999-12-31'))
    .toSorted((one, other) => ((one.startDate ?? '') < (other.startDate ?? '') ? 1 : -1))[0]
}

function codeIn(status: unknown): unknown {
  return typeof status === 'object' && status !== null ? (status as { code?: unknown }).code : null
}

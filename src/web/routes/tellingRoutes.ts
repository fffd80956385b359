// What was done for this case that is one date and a line? Who was told, what was sent, who saw the child.
import { type Context, Hono } from 'hono'
import { seeChild } from '../../actions/seeChild.ts'
import { sendRecord } from '../../actions/sendRecord.ts'
import { sendReturn } from '../../actions/sendReturn.ts'
import { tell } from '../../actions/tell.ts'
import type { writeOnCase } from '../../actions/writeOnCase.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import type { Person } from '../../cases/roles.ts'
import { sidesWith } from '../../cases/sides.ts'
import type { House } from '../../house.ts'
import type { AppEnv } from '../appEnv.ts'
import {
  emptyEntry,
  type ReadEntry,
  readRecord,
  readReturn,
  readSighting,
  readTelling,
  type TypedEntry,
  typedEntry,
} from '../forms/caseEntries.ts'
import { requires } from '../middleware/requires.ts'
import { recordForm, returnForm, sightingForm, tellingForm } from '../pages/caseEntryForms.ts'
import type { CaseForm } from '../pages/caseForm.ts'
import type { Paths } from '../paths.ts'
import { backToCase, openCase, showCaseForm } from './caseForms.ts'

interface EntryKind<Entry> {
  /** What the read log calls the page. */
  readonly page: string
  /** The word of the address after saving (pages/caseSaved.ts). */
  readonly saved: string
  readonly form: (now: CaseNow, paths: Paths, typed: TypedEntry) => CaseForm
  readonly read: (typed: TypedEntry, today: string) => ReadEntry<Entry>
  readonly write: (house: House, person: Person, now: CaseNow, entry: Entry) => ReturnType<typeof writeOnCase>
}

const telling: EntryKind<Parameters<typeof tell>[3]> = {
  page: 'Case: who was told',
  saved: 'told',
  form: tellingForm,
  read: readTelling,
  write: (house, person, { summary }, entry) => tell(house, person, summary.id, entry),
}
const sentReturn: EntryKind<Parameters<typeof sendReturn>[3]> = {
  page: 'Case: attendance return',
  saved: 'return',
  form: returnForm,
  read: readReturn,
  write: (house, person, { summary }, entry) => sendReturn(house, person, summary.id, entry),
}
const sentRecord: EntryKind<Parameters<typeof sendRecord>[3]> = {
  page: 'Case: pupil’s record',
  saved: 'record',
  form: recordForm,
  read: readRecord,
  write: (house, person, { summary }, entry) => sendRecord(house, person, summary.id, entry),
}
const sighting: EntryKind<Omit<Parameters<typeof seeChild>[3], 'side'>> = {
  page: 'Case: who saw the child',
  saved: 'seen',
  form: sightingForm,
  read: readSighting,
  write: (house, person, { summary }, entry) => {
    const [side = 'authority'] = sidesWith(person, 'record-telling', summary.schoolUrn)
    return seeChild(house, person, summary.id, { side, ...entry })
  },
}

const showForm =
  <Entry>({ page, form }: EntryKind<Entry>) =>
  async (c: Context<AppEnv>) => {
    const now = await openCase(c, 'record-telling', page)
    if (!now) return c.notFound()
    return showCaseForm(c, now, form(now, c.get('paths'), emptyEntry(now.today, c.req.query('whom') ?? '')))
  }

const keep =
  <Entry>({ page, saved, form, read, write }: EntryKind<Entry>) =>
  async (c: Context<AppEnv>) => {
    const now = await openCase(c, 'record-telling', page)
    if (!now) return c.notFound()
    const { house, paths, signedIn } = c.var
    const typed = typedEntry(await c.req.parseBody({ all: true }))
    const entry = read(typed, now.today)
    if ('errors' in entry) return showCaseForm(c, now, form(now, paths, typed), { errors: entry.errors })
    const written = await write(house, signedIn!.person, now, entry.input)
    if (written === null) return c.notFound()
    if ('accepted' in written) return backToCase(c, now.summary.id, saved, 'happened')
    const newer = await openCase(c, 'record-telling', page)
    if (!newer) return c.notFound()
    return showCaseForm(c, newer, form(newer, paths, typed), { refusal: written.refused })
  }

const mayTell = requires('record-telling')

export const tellingRoutes = new Hono<AppEnv>()
  .get('/cases/:id/tellings/new', mayTell, showForm(telling))
  .post('/cases/:id/tellings', mayTell, keep(telling))
  .get('/cases/:id/returns/new', mayTell, showForm(sentReturn))
  .post('/cases/:id/returns', mayTell, keep(sentReturn))
  .get('/cases/:id/records/new', mayTell, showForm(sentRecord))
  .post('/cases/:id/records', mayTell, keep(sentRecord))
  .get('/cases/:id/sightings/new', mayTell, showForm(sighting))
  .post('/cases/:id/sightings', mayTell, keep(sighting))

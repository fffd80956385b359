// An entry on a case was a mistake: how is it taken back? By the side that wrote it, with a reason; it stays in the record.
import { type Context, Hono } from 'hono'
import { withdrawEntry } from '../../actions/withdrawEntry.ts'
import type { RecordedEvent } from '../../cases/attempts.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import { whyNotWithdrawn, withdrawsWith } from '../../cases/decide/withdrawEntry.ts'
import type { Refusal } from '../../cases/refusals.ts'
import type { Permission } from '../../cases/roles.ts'
import type { AppEnv } from '../appEnv.ts'
import { formErrors, mostWords, type SentBody, textOf } from '../forms/caseForm.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import type { Reader } from '../pages/caseChronology.ts'
import { withdrawalForm, withdrawalRefused } from '../pages/withdrawalForm.ts'
import { backToCase, openCase, showCaseForm, statusOfRefusal } from './caseForms.ts'

const address = '/cases/:id/entries/:version/withdrawal'

export const entryRoutes = new Hono<AppEnv>()
  .get(address, requires('see-cases'), async (c) => {
    const entry = await openEntry(c)
    if (!entry) return c.notFound()
    const { now, event, reader } = entry
    const refusal = whyNotWithdrawn(event, reader.person, now)
    return refusal ? showRefused(c, entry, refusal) : showCaseForm(c, now, withdrawalForm(now, event, '', reader))
  })
  .post(address, requires('see-cases'), async (c) => {
    const entry = await openEntry(c)
    if (!entry) return c.notFound()
    const { now, event, permission, reader } = entry
    const { id } = now.summary
    const reason = textOf((await c.req.parseBody({ all: true })) as SentBody, 'reason')
    const form = withdrawalForm(now, event, reason, reader)
    const checked = formErrors()
    checked.needs(reason, 'reason', 'Say why the entry is withdrawn', mostWords)
    if (checked.errors.length > 0) return showCaseForm(c, now, form, { errors: checked.errors })
    const taken = { version: event.version, reason }
    const withdrawn = await withdrawEntry(c.get('house'), reader.person, id, permission, taken)
    if (withdrawn === null) return c.notFound()
    if ('accepted' in withdrawn) return backToCase(c, id, 'withdrawn')
    return showRefused(c, (await openEntry(c)) ?? entry, withdrawn.refused, reason)
  })

const page = 'Case: withdraw an entry'

interface OpenedEntry {
  readonly now: CaseNow
  readonly event: RecordedEvent
  readonly permission: Permission
  readonly reader: Reader
}

/** The entry in the address; null when it is not there, of a kind that stays, or not for this person to take back. */
async function openEntry(c: Context<AppEnv>): Promise<OpenedEntry | null> {
  const now = await openCase(c, 'see-cases', page)
  const event = now?.events.find(({ version }) => String(version) === c.req.param('version'))
  if (!now || !event) return null
  const { house, paths, signedIn } = c.var
  const { person } = signedIn!
  const permission = withdrawsWith(event, person, now)
  if (permission === null) return null
  const reader = { person, paths, authorityName: house.authorityName, contacts: now.contacts }
  return { now, event, permission, reader }
}

// None of these refusals passes by trying again.
function showRefused(c: Context<AppEnv>, { now, event, reader }: OpenedEntry, refusal: Refusal, reason = ''): Response {
  const model = withdrawalRefused(now, event, { refusal, reason, reader })
  return showPage(c, 'pages/withdrawalRefused.njk', model, statusOfRefusal(refusal))
}

// What is said of a pupil comes in parts, late, twice and out of order. Whatever the order, one pupil comes out.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { uniquePupilNumber } from '../../src/demo/uniquePupilNumber.ts'
import { connectedSchool } from './sender.ts'

interface Message {
  readonly type: string
  readonly data: object
}

const numbers = [1, 2, 3].map((serial) => uniquePupilNumber('1201', 2020, serial))
// Few stamps: of one instant much is said in two ways.
const source_updated_at = fc.constantFrom('2026-09-14T08:00:00Z', '2026-09-14T09:00:00Z', '2026-09-14T10:00:00Z')
const name = fc.constantFrom(null, 'Amina', 'Aminah', 'Mina')
const details = {
  mis_id: fc.constant('p1'),
  legal_surname: fc.constantFrom('Okoro', 'Okoro-Bell'),
  legal_forename: name,
  preferred_forename: name,
  date_of_birth: fc.constantFrom('2015-02-11', '2015-11-02', null),
  reg_group: fc.constantFrom('6A', '6B', null),
  upn: fc.constantFrom(...numbers, null),
  former_upn: fc.constantFrom(...numbers, null, null),
  boarder: fc.constantFrom(true, false, null),
}
const yesNo = fc.constantFrom(true, false, null)
const partly = { requiredKeys: ['mis_id', 'legal_surname'] as const }
const contact = {
  ...{ contact_ref: fc.constantFrom('c1', 'c2'), name: fc.constantFrom('Gábor Nagy', 'Gabor Nagy') },
  restricted: yesNo,
}
const message: fc.Arbitrary<Message> = fc.oneof(
  fc.record({
    type: fc.constant('pupil.upserted'),
    data: fc.record({
      pupil: fc.record(details, { requiredKeys: [...partly.requiredKeys] }),
      flags: fc.option(fc.record({ looked_after: yesNo, ehc_plan: yesNo }, { requiredKeys: [] })),
      source_updated_at,
    }),
  }),
  fc.record({
    type: fc.constant('enrolment.expected'),
    data: fc.record({
      pupil: fc.record(details, { requiredKeys: [...partly.requiredKeys] }),
      expected_start_date: fc.constant('2026-11-02'),
      source_updated_at,
    }),
  }),
  fc.record({
    type: fc.constant('pupil.flags.changed'),
    data: fc.record({
      pupil: fc.record({ mis_id: fc.constant('p1'), upn: fc.constantFrom(...numbers, null) }),
      changed: fc.constantFrom(['looked_after'], ['ehc_plan', 'young_carer']),
      source_updated_at,
    }),
  }),
  fc.record({
    type: fc.constant('contacts.upserted'),
    data: fc.record({
      pupil: fc.record({ mis_id: fc.constant('p1'), upn: fc.constantFrom(...numbers, null) }),
      contacts: fc.uniqueArray(fc.record(contact), { maxLength: 2, selector: ({ contact_ref }) => contact_ref }),
      source_updated_at,
    }),
  }),
)

const scenario = fc.array(message, { minLength: 2, maxLength: 8 }).chain((messages) =>
  fc.record({
    inOrder: fc.constant(messages),
    disordered: fc.shuffledSubarray([...messages, ...messages.slice(0, 3)], {
      minLength: messages.length + Math.min(messages.length, 3),
    }),
  }),
)

async function stateAfter(messages: readonly Message[]) {
  const sender = await connectedSchool('2026-09-14T12:00:00Z')
  for (const { type, data } of messages) expect((await sender.send(type, data)).status).toBe(202)
  const pupils = await sender.rows<{ id: string }>('pupils')
  const contacts = await sender.rows<{ id: string; pupil_id: string }>('contacts', 'contact_ref')
  expect(await sender.rows('quarantined')).toEqual([])
  sender.house.sqlite.close()
  return {
    pupils: pupils.map(({ id: _, ...pupil }) => pupil),
    contacts: contacts.map(({ id: _, pupil_id: __, ...each }) => each),
  }
}

test('any order and repetition of what is said of a pupil in parts ends in the same pupil and contacts', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ inOrder, disordered }) => {
      expect(await stateAfter(disordered)).toEqual(await stateAfter(inOrder))
    }),
    { numRuns: 60, seed: 20261122 },
  )
})

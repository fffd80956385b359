// A house in which every address leads somewhere: pupils at a school with a MIS and at one with a paper register, and an absence with a call and a reason.
import type { CaseHappening } from '../../src/cases/events.ts'
import { openDemonstration } from '../../src/demo/demonstration.ts'
import type { House } from '../../src/house.ts'
import { uploadFile } from '../../src/intake/files/uploadFile.ts'
import { shippedPolicies } from '../../src/law/localPolicy.ts'
import { openIdConnect } from '../../src/outside/openIdConnect.ts'
import { newCase, writesOf } from '../../src/storage/caseStore.ts'
import { sha256Of } from '../../src/storage/chain.ts'
import { writesOfConnection } from '../../src/storage/connectionStore.ts'
import { sql } from '../../src/storage/database.ts'
import { invitationMade } from '../../src/storage/invitationStore.ts'
import { writesOfMessages } from '../../src/storage/messageStore.ts'
import { writeOfPolicy } from '../../src/storage/policyStore.ts'
import { createApp } from '../../src/web/app.ts'
import { calendarA } from '../support/calendars.ts'
import { heronLane, makePeopleHouse, type PeopleHouse, stOswald } from './peopleHouse.ts'

const at = '2026-10-14T08:40:00.000Z'

const toAuthority = {
  madeAt: at,
  kind: 'authority-referral',
  team: 'authority',
  subject: 'Referral',
  body: 'A referral',
  state: 'held',
  because: 'A register is silent.',
} as const

/** A case that the authority sees: version 3 holds risk answers, version 4 a referral. */
const opened: readonly CaseHappening[] = [
  { what: 'absence-began', details: { firstOn: '2026-10-14' } },
  { what: 'case-opened', details: { because: 'by-hand', reason: 'Concern', schoolDay: 1 } },
  {
    what: 'risk-answered',
    details: {
      on: '2026-10-14',
      answers: { A1: 'yes' },
      level: 'high',
      decision: 'refer',
      reason: 'Concern',
      known: [],
      shown: ['A1: May the child be the victim of a crime?'],
    },
  },
  {
    what: 'referral-made',
    details: {
      side: 'school',
      to: 'police',
      at,
      reference: '',
      takenBy: 'PC Lowe',
      dueOn: '2026-10-15',
      said: [],
      words: '',
    },
  },
]

/** A production house with real sign-in, or the demonstration with its own. */
export async function matrixHouse(mode: House['mode']): Promise<PeopleHouse> {
  const signIn = { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'x', allowPlainHttp: true }
  const change: Partial<House> = {
    mode,
    signIn: mode === 'production' ? openIdConnect(signIn) : null,
    asset: async () => new Response('body{}'),
  }
  const made = await makePeopleHouse({ change })
  const { house } = made
  const terms = JSON.stringify(calendarA.terms)
  await house.database.commit(
    [
      sql`UPDATE roles_held SET school_urn = ${stOswald} WHERE id = 'role-of-gwen'`,
      sql`INSERT INTO calendars (school_urn, academic_year, published_at, delivery_id, terms, closed, received_at)
      SELECT urn, '2026/27', ${at}, 'd', ${terms}, '[]', ${at} FROM schools`,
      sql`INSERT INTO pupils (id, school_urn, mis_id, legal_forename, legal_surname, first_known_on)
      VALUES ('pip', ${heronLane}, 'p1', 'Pip', 'Lark', '2026-09-02'), ('una', ${stOswald}, 'u1', 'Una', 'Wren', '2026-09-02')`,
      sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
      VALUES ('pip', '2026-10-14', 'AM', ${heronLane}, 'N', 'mis', '', '', ${at}, 'mis'),
        ('una', '2026-10-14', 'AM', ${stOswald}, 'N', 'hand', '', '', ${at}, 'gwen')`,
      ...writesOfConnection(
        { id: 'door', endpoint: 'door-of-heron', schoolUrn: heronLane, secretCurrent: 'locked', secretPrevious: null },
        { schoolName: 'Heron Lane Primary School', vendor: 'generic', at },
      ),
      ...writesOfConnection(
        {
          id: 'wonde',
          endpoint: 'wonde-of-heron',
          schoolUrn: heronLane,
          secretCurrent: 'locked',
          secretPrevious: null,
        },
        { schoolName: 'Heron Lane Primary School', vendor: 'wonde', at, settings: { domain: 'api.wonde.com' } },
      ),
      invitationMade(await sha256Of('a-code'), 'ivo', 'ada', at, '2026-10-21T08:40:00Z'),
      sql`INSERT INTO people (id, name, created_at) VALUES ('ivo', 'Ivo Dent', ${at})`,
    ].toSorted((one, other) => Number(other.sql.includes('INTO people')) - Number(one.sql.includes('INTO people'))),
  )
  const attempt = {
    contactId: null,
    who: 'Mother',
    number: null,
    method: 'phone',
    outcome: 'no-answer',
    words: '',
  } as const
  const reason = { explainedOn: '2026-10-14', explainedUntil: null, reason: 'Tooth', whoSaid: 'Mother' }
  const happenings: CaseHappening[] = [
    { what: 'absence-began', details: { firstOn: '2026-10-14' } },
    { what: 'contact-attempted', details: attempt },
    { what: 'reason-given', details: reason },
  ]
  const sealing = { auditKey: house.keys.audit, at, by: 'bela', salt: () => house.ids.secret() }
  await house.database.commit(await writesOf([{ kase: newCase('away', 'pip', heronLane), happenings }], sealing))
  await house.database.commit([
    sql`INSERT INTO pupils (id, school_urn, mis_id, legal_forename, legal_surname, first_known_on) VALUES ('kit', ${heronLane}, 'p2', 'Kit', 'Rook', '2026-09-02')`,
    ...(await writesOf([{ kase: newCase('open', 'kit', heronLane), happenings: opened }], { ...sealing, by: 'cleo' })),
  ])
  await house.database.commit(
    writesOfMessages([
      { ...toAuthority, id: 'held', key: 'held', schoolUrn: heronLane, caseId: 'away' },
      { ...toAuthority, id: 'elsewhere', key: 'elsewhere', schoolUrn: stOswald, caseId: null },
      {
        ...toAuthority,
        id: 'to-lead',
        key: 'to-lead',
        kind: 'duties-due',
        team: `school:${heronLane}`,
        schoolUrn: heronLane,
        caseId: null,
      },
    ]),
  )
  await house.database.commit([
    writeOfPolicy(
      'coming',
      {
        ...shippedPolicies[0],
        from: '2026-11-02',
        source: { instrument: 'Northmoor procedure', provision: '', url: null },
      },
      { at, by: 'fern' },
    ),
  ])
  await house.database.commit([
    sql`INSERT INTO deliveries (id, connection_id, delivery_id, received_at, type, body_sha256, body, state) VALUES
      (900, 'door', 'd900', ${at}, 'attendance.marks.upserted', 'x', NULL, 'quarantined'),
      (901, 'door', 'd901', ${at}, 'pupil.upserted', 'x', 'locked', 'dead'), (902, 'door', 'd902', ${at}, 'pupil.upserted', 'x', 'locked', 'dead')`,
    sql`INSERT INTO quarantined (delivery, number, school_urn, at, type, path, reason)
      VALUES (900, 1, ${heronLane}, ${at}, 'attendance.marks.upserted', 'data.marks[0].code', 'is not a code of the 2024 list')`,
  ])
  const bela = {
    id: 'bela',
    name: 'Bela Novak',
    rolesHeld: [{ role: 'attendance-officer', schoolUrn: heronLane }],
  } as const
  for (const id of ['sheet', 'second-sheet']) {
    const bytes = new TextEncoder().encode(`Adno,Date,Session,Mark\n${id},13/10/2026,AM,N\n`)
    await uploadFile({ ...house, ids: { ...house.ids, next: () => id } }, bela, {
      schoolUrn: heronLane,
      bytes,
      extension: 'csv',
    })
  }
  if (mode === 'production') return made
  const app: ReturnType<typeof createApp> = createApp(
    house,
    openDemonstration(house, (request) => app.fetch(request)),
  )
  return { ...made, app }
}

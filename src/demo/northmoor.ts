// What is Northmoor? An invented authority: its schools, its school year, its people, and the morning one meets it.
import type { Role } from '../cases/roles.ts'
import type { AddressChange } from '../storage/addressStore.ts'

/** Where the clock of the demonstration stands at first: a Tuesday, a quarter of an hour after the registers closed. */
export const firstMorning = '2026-11-17T09:47:00.000Z'

export const authorityName = 'Northmoor Council'

/** The first school day of the year. */
export const startOfTerm = '2026-09-02'

/** Northmoor has used Whereabouts since that Monday, when the schools sent their rolls and the registers of the term so far. */
export const firstWeek = '2026-11-09'

/** The last day that is over when one first looks. */
export const lastEvening = '2026-11-16'

export interface DemonstrationSchool {
  readonly urn: string
  readonly name: string
  readonly kind: 'primary' | 'secondary'
  /** The four digits of the school inside its pupils' UPNs. */
  readonly establishment: string
  /** Classes a year; null where a few children of several years sit together. */
  readonly forms: number | null
  readonly registerKept: 'mis' | 'paper'
  /** The primary schools from which its pupils come, with weights; their families stay together. */
  readonly feeders: readonly (readonly [urn: string, weight: number])[]
  /** Minutes after the registers' close at which the MIS sends the morning. */
  readonly sendsAfterMinutes: number
  /** How likely an absence is still unexplained when the register closes, against the ordinary school. */
  readonly unexplained: number
  /** Whether the MIS was granted what children's services know. Where not, it says nothing, which is not no. */
  readonly sharesSocialCare: boolean
}

const ordinary = { registerKept: 'mis', sendsAfterMinutes: 1, unexplained: 1, sharesSocialCare: true } as const

export const schools: readonly DemonstrationSchool[] = [
  {
    ...ordinary,
    urn: '999101',
    name: 'Oakfield Primary School',
    kind: 'primary',
    establishment: '2101',
    forms: 2,
    feeders: [],
    unexplained: 0.8,
  },
  {
    ...ordinary,
    urn: '999102',
    name: 'St Brigid’s Catholic Primary School',
    kind: 'primary',
    establishment: '2102',
    forms: 2,
    feeders: [],
    sendsAfterMinutes: 2,
    unexplained: 1.5,
  },
  {
    ...ordinary,
    urn: '999103',
    name: 'Northmoor High School',
    kind: 'secondary',
    establishment: '4103',
    forms: 6,
    feeders: [
      ['999101', 1],
      ['999102', 1],
    ],
    sendsAfterMinutes: 3,
  },
  {
    ...ordinary,
    urn: '999104',
    name: 'Kingsmead Academy',
    kind: 'secondary',
    establishment: '4104',
    forms: 5,
    feeders: [
      ['999105', 7],
      ['999106', 1],
    ],
    sendsAfterMinutes: 4,
    sharesSocialCare: false,
  },
  {
    ...ordinary,
    urn: '999105',
    name: 'Weir Bank Primary School',
    kind: 'primary',
    establishment: '2105',
    forms: 2,
    feeders: [],
    sendsAfterMinutes: 5,
    unexplained: 1.5,
  },
  {
    ...ordinary,
    urn: '999106',
    name: 'Thornholme Village School',
    kind: 'primary',
    establishment: '2106',
    forms: null,
    registerKept: 'paper',
    feeders: [],
  },
]

/** The school whose morning register comes late on the first morning, and when it comes (UTC). */
export const lateRegister = { urn: '999105', on: '2026-11-17', at: '2026-11-17T10:40:00.000Z' }

/** The year of 190 school days that every school of Northmoor publishes. */
export const schoolYear = {
  academicYear: '2026/27',
  terms: [
    { from: '2026-09-01', to: '2026-10-23' },
    { from: '2026-11-02', to: '2026-12-18' },
    { from: '2027-01-04', to: '2027-02-12' },
    { from: '2027-02-22', to: '2027-03-25' },
    { from: '2027-04-12', to: '2027-05-28' },
    { from: '2027-06-07', to: '2027-07-21' },
  ],
  closed: [
    { on: '2026-09-01', because: 'inset' },
    { on: '2026-11-02', because: 'inset' },
    { on: '2027-01-04', because: 'inset' },
    { on: '2027-05-03', because: 'bank-holiday' },
    { on: '2027-06-07', because: 'inset' },
    { on: '2027-07-21', because: 'inset' },
  ],
  registersClose: { AM: '09:30', PM: '14:00' },
} as const

export interface DemonstrationPerson {
  readonly id: string
  readonly name: string
  readonly rolesHeld: readonly { readonly role: Role; readonly schoolUrn: string | null }[]
}

const at = (role: Role, ...urns: string[]) => urns.map((schoolUrn) => ({ role, schoolUrn }))
const authority = (role: Role) => [{ role, schoolUrn: null }]

export const people: readonly DemonstrationPerson[] = [
  { id: 'grace-osei', name: 'Grace Osei', rolesHeld: at('attendance-officer', '999101') },
  { id: 'ruth-adeyemi', name: 'Ruth Adeyemi', rolesHeld: at('safeguarding-lead', '999101') },
  { id: 'martin-pryce', name: 'Martin Pryce', rolesHeld: at('head-teacher', '999101') },
  { id: 'dan-hale', name: 'Dan Hale', rolesHeld: authority('cme-officer') },
  { id: 'owen-tasker', name: 'Owen Tasker', rolesHeld: authority('cme-officer') },
  { id: 'priya-raman', name: 'Priya Raman', rolesHeld: authority('authority-manager') },
  { id: 'sam-whitlock', name: 'Sam Whitlock', rolesHeld: authority('administrator') },
  { id: 'bernadette-quinn', name: 'Bernadette Quinn', rolesHeld: at('attendance-officer', '999102') },
  { id: 'catherine-molloy', name: 'Catherine Molloy', rolesHeld: at('safeguarding-lead', '999102') },
  { id: 'declan-farrell', name: 'Declan Farrell', rolesHeld: at('head-teacher', '999102') },
  { id: 'tomasz-zielinski', name: 'Tomasz Zieliński', rolesHeld: at('attendance-officer', '999103') },
  { id: 'imran-sheikh', name: 'Imran Sheikh', rolesHeld: at('safeguarding-lead', '999103') },
  { id: 'helen-garside', name: 'Helen Garside', rolesHeld: at('head-teacher', '999103') },
  { id: 'nasreen-malik', name: 'Nasreen Malik', rolesHeld: at('attendance-officer', '999104') },
  { id: 'leanne-cartwright', name: 'Leanne Cartwright', rolesHeld: at('safeguarding-lead', '999104') },
  { id: 'marcus-oyelaran', name: 'Marcus Oyelaran', rolesHeld: at('head-teacher', '999104') },
  { id: 'joyce-bickerstaffe', name: 'Joyce Bickerstaffe', rolesHeld: at('attendance-officer', '999105') },
  {
    id: 'anita-deshmukh',
    name: 'Anita Deshmukh',
    rolesHeld: [...at('head-teacher', '999105'), ...at('safeguarding-lead', '999105')],
  },
  {
    id: 'elin-pritchard',
    name: 'Elin Pritchard',
    rolesHeld: [
      ...at('head-teacher', '999106'),
      ...at('attendance-officer', '999106'),
      ...at('safeguarding-lead', '999106'),
    ],
  },
]

/** Where messages go: the Education Welfare Service, the authority’s CME team, and each school’s safeguarding lead. */
export const addresses: readonly AddressChange[] = [
  { team: 'education-welfare', email: 'education.welfare@northmoor.example' },
  { team: 'authority', email: 'cme@northmoor.example' },
  { team: 'school:999101', email: 'lead@oakfield.example' },
  { team: 'school:999102', email: 'lead@st-brigids.example' },
  { team: 'school:999103', email: 'lead@northmoor-high.example' },
  { team: 'school:999104', email: 'lead@kingsmead.example' },
  { team: 'school:999105', email: 'lead@weir-bank.example' },
  { team: 'school:999106', email: 'lead@thornholme.example' },
]

// Who may see and do what? Every permission on one screen; default deny.

export const roles = [
  'attendance-officer',
  'safeguarding-lead',
  'head-teacher',
  'cme-officer',
  'authority-manager',
  'administrator',
] as const
export type Role = (typeof roles)[number]

/** How people in schools and councils call each role. */
export const roleNames: Record<Role, string> = {
  'attendance-officer': 'Attendance officer',
  'safeguarding-lead': 'Designated safeguarding lead',
  'head-teacher': 'Head teacher',
  'cme-officer': 'CME officer',
  'authority-manager': 'Authority manager',
  administrator: 'Administrator',
}

/** A role at a school, or at the authority (`schoolUrn` null). */
export interface RoleHeld {
  readonly role: Role
  readonly schoolUrn: string | null
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly rolesHeld: readonly RoleHeld[]
}

const permissions = {
  /** Today: children away and nobody has said why, with what was tried. The school's alone until a case is opened. */
  'see-absences': ['attendance-officer', 'safeguarding-lead', 'head-teacher'],
  'see-pupils': ['attendance-officer', 'safeguarding-lead', 'head-teacher'],
  /** Names, numbers and addresses of those who are not restricted. */
  'see-contacts': ['attendance-officer', 'safeguarding-lead'],
  /** The same on a case: the authority’s officer rings too once it is open. */
  'see-contacts-of-case': ['attendance-officer', 'safeguarding-lead', 'cme-officer'],
  /** Protection plan. Looked after, social worker and EHC plan go with see-absences and see-pupils. */
  'see-protection-plan': ['safeguarding-lead'],
  /** Names and numbers of contacts nobody may ring before the lead has said so; addresses of those to nobody yet. */
  'see-restricted-contacts': ['safeguarding-lead'],
  'log-contact': ['attendance-officer', 'safeguarding-lead'],
  'log-absence': ['attendance-officer', 'safeguarding-lead'],
  /** Has a code sent to the school’s MIS in place of an N, where the administrator allows it. */
  'send-codes': ['attendance-officer', 'safeguarding-lead'],
  /** Whether two entries of the school’s system are one child. */
  'match-pupils': ['attendance-officer', 'safeguarding-lead'],
  /** Cases: the school's own from the first absence on, the authority's from their opening on. */
  'see-cases': ['attendance-officer', 'safeguarding-lead', 'head-teacher', 'cme-officer'],
  /** Risk answers, their snapshots, and what a referral carried. */
  'see-risk': ['safeguarding-lead', 'cme-officer'],
  'answer-risk': ['safeguarding-lead'],
  'record-referral': ['safeguarding-lead', 'cme-officer'],
  'open-case': ['safeguarding-lead'],
  /** The social worker, the CME officer, the Education Welfare Service, returns. */
  'record-telling': ['attendance-officer', 'safeguarding-lead', 'cme-officer'],
  'log-school-check': ['attendance-officer', 'safeguarding-lead'],
  'log-authority-check': ['cme-officer'],
  'hold-review': ['safeguarding-lead', 'cme-officer'],
  'allocate-case': ['cme-officer'],
  'sign-for-school': ['safeguarding-lead', 'head-teacher'],
  'sign-for-authority': ['cme-officer'],
  'decide-removal': ['head-teacher'],
  'record-finding': ['safeguarding-lead', 'cme-officer'],
  'record-leave': ['attendance-officer', 'safeguarding-lead', 'head-teacher'],
  /** Counts by school, and whether each register is in. No child. */
  'see-school-counts': ['cme-officer', 'authority-manager'],
  /** Which days each school teaches. No child. */
  'see-calendar': [
    'attendance-officer',
    'safeguarding-lead',
    'head-teacher',
    'cme-officer',
    'authority-manager',
    'administrator',
  ],
  'set-calendar': ['attendance-officer', 'head-teacher', 'administrator'],
  /** The authority’s own days: when it is told, visits, reviews. What holds is public. */
  'set-policy': ['authority-manager', 'administrator'],
  /** The list of messages to teams; what of each is shown is for the next two to say. */
  'see-messages': ['administrator', 'cme-officer', 'safeguarding-lead'],
  /** What teams were told, or are to be: no child is named in it. The authority reads what goes to its own teams. */
  'read-messages': ['cme-officer', 'safeguarding-lead'],
  /** Of every message its kind, team, address and state, and never what it says: it may tell of an absence that is the school’s alone. */
  'see-sending': ['administrator'],
  /** Lets a held message go after looking at the register; has one tried anew that was given up. */
  'release-message': ['cme-officer', 'safeguarding-lead'],
  'set-addresses': ['administrator'],
  /** Type, time and path of what was refused or quarantined. */
  'see-faults': ['attendance-officer', 'safeguarding-lead', 'cme-officer', 'administrator'],
  /** What a quarantined message said. */
  'see-fault-content': ['attendance-officer', 'safeguarding-lead'],
  /** Corrects a part that was not taken in and sends it again, or lets it go. */
  'settle-faults': ['attendance-officer', 'safeguarding-lead'],
  'tell-school-of-fault': ['cme-officer', 'administrator'],
  /** Has a delivery tried again that could not be applied, or lets it go; never what it says. */
  'settle-dead-deliveries': ['administrator'],
  /** Deliveries that wait for a person: why, how many, and at the school five of the pupils by name. */
  'see-held-back': ['attendance-officer', 'safeguarding-lead', 'head-teacher', 'administrator'],
  'release-deliveries': ['safeguarding-lead', 'head-teacher', 'administrator'],
  /** Which schools have not been heard from, and since when. No child. */
  'see-silence': [
    'attendance-officer',
    'safeguarding-lead',
    'head-teacher',
    'cme-officer',
    'authority-manager',
    'administrator',
  ],
  'see-security-events': ['administrator'],
  'see-connections': ['administrator'],
  /** Makes a door for a school’s system, gives it a new secret, ends it. */
  'connect-schools': ['administrator'],
  /** Uploads what a school’s MIS exported, where no connection brings it. */
  'upload-registers': ['attendance-officer', 'safeguarding-lead'],
  'manage-people': ['administrator'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

/** The roles that hold a permission. */
export function rolesWith(permission: Permission): readonly Role[] {
  return permissions[permission]
}

/** What a question may reach: named schools, or every school of the authority. Made only here. */
export interface Scope {
  readonly permission: Permission | 'source'
  readonly schools: readonly string[] | 'every-school'
  /** Where cases that are not opened to the authority are reached too: the school's own. */
  readonly unopenedAt: readonly string[] | 'every-school'
}

const authorityRoles: readonly Role[] = ['cme-officer', 'authority-manager', 'administrator']

/** The schools in which a person has a permission; none is an empty list, which finds nothing. */
export function scopeOf(person: Person, permission: Permission): Scope {
  const held = person.rolesHeld.filter(({ role }) => (permissions[permission] as readonly Role[]).includes(role))
  const own = [...new Set(held.flatMap(({ schoolUrn }) => schoolUrn ?? []))]
  const isAuthority = held.some(({ role }) => authorityRoles.includes(role))
  return { permission, schools: isAuthority ? 'every-school' : own, unopenedAt: own }
}

/** What a school's own system may reach: that school. */
export function scopeOfSource(schoolUrn: string): Scope {
  return { permission: 'source', schools: [schoolUrn], unopenedAt: [schoolUrn] }
}

/** What the clock reaches when it looks through every school at night. */
export const scopeOfClock: Scope = { permission: 'source', schools: 'every-school', unopenedAt: 'every-school' }

/** Whether a person has a permission at that school, or, without a school, anywhere. */
export function may(person: Person, permission: Permission, schoolUrn?: string): boolean {
  const { schools } = scopeOf(person, permission)
  if (schools === 'every-school') return true
  return schoolUrn === undefined ? schools.length > 0 : schools.includes(schoolUrn)
}

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
  /** Protection plan. Looked after, social worker and EHC plan go with see-absences and see-pupils. */
  'see-protection-plan': ['safeguarding-lead'],
  /** Names and numbers of contacts nobody may ring before the lead has said so; addresses of those to nobody yet. */
  'see-restricted-contacts': ['safeguarding-lead'],
  'log-contact': ['attendance-officer', 'safeguarding-lead'],
  'log-absence': ['attendance-officer', 'safeguarding-lead'],
  /** Counts by school, and whether each register is in. No child. */
  'see-school-counts': ['cme-officer', 'authority-manager'],
  /** Type, time and path of what was refused or quarantined. */
  'see-faults': ['attendance-officer', 'safeguarding-lead', 'administrator'],
  /** What a quarantined message said. */
  'see-fault-content': ['attendance-officer', 'safeguarding-lead'],
  'see-security-events': ['administrator'],
  'see-connections': ['administrator'],
  'manage-people': ['administrator'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

/** What a question may reach: named schools, or every school of the authority. Made only here. */
export interface Scope {
  readonly permission: Permission | 'source'
  readonly schools: readonly string[] | 'every-school'
}

const authorityRoles: readonly Role[] = ['cme-officer', 'authority-manager', 'administrator']

/** The schools in which a person has a permission; none is an empty list, which finds nothing. */
export function scopeOf(person: Person, permission: Permission): Scope {
  const held = person.rolesHeld.filter(({ role }) => (permissions[permission] as readonly Role[]).includes(role))
  if (held.some(({ role }) => authorityRoles.includes(role))) return { permission, schools: 'every-school' }
  return { permission, schools: [...new Set(held.flatMap(({ schoolUrn }) => schoolUrn ?? []))] }
}

/** What a school's own system may reach: that school. */
export function scopeOfSource(schoolUrn: string): Scope {
  return { permission: 'source', schools: [schoolUrn] }
}

/** Whether a person has a permission at that school, or, without a school, anywhere. */
export function may(person: Person, permission: Permission, schoolUrn?: string): boolean {
  const { schools } = scopeOf(person, permission)
  if (schools === 'every-school') return true
  return schoolUrn === undefined ? schools.length > 0 : schools.includes(schoolUrn)
}

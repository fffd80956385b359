// Which role is somebody to have, and at which school? As an administrator chose it on a page.
import { z } from 'zod'
import { type Role, type RoleHeld, roles } from '../../cases/roles.ts'

/** Roles that belong to one school; the others belong to the authority. */
export const schoolRoles = [
  'attendance-officer',
  'safeguarding-lead',
  'head-teacher',
] as const satisfies readonly Role[]
export const authorityRoles = ['cme-officer', 'authority-manager', 'administrator'] as const satisfies readonly Role[]

/** What each role is there for, in a line. */
export const roleHints: Record<Role, string> = {
  'attendance-officer': 'Works the list of unexplained absences at one school',
  'safeguarding-lead': 'Sees all that the school holds about a pupil, restricted contacts included',
  'head-teacher': 'Sees pupils and absences of the school',
  'cme-officer': 'Sees counts by school',
  'authority-manager': 'Sees counts by school',
  administrator: 'Looks after people, schools and connections; sees no child',
}

export interface RoleTyped {
  readonly role: string
  readonly school: string
}

/** A fault and the field it is shown at. */
export interface FormError {
  readonly text: string
  readonly field: string
}

const typed = z.object({ role: z.string().catch(''), school: z.string().catch('') })
const aRole = z.enum(roles)

/** The role that was chosen, or what is missing. A role of the authority leaves the school out. */
export function readRole(body: unknown): { typed: RoleTyped; role: RoleHeld | null; errors: FormError[] } {
  const values = typed.parse(body)
  const role = aRole.safeParse(values.role)
  if (!role.success) return { typed: values, role: null, errors: [{ text: 'Choose a role', field: 'role' }] }
  const isAtSchool = (schoolRoles as readonly Role[]).includes(role.data)
  if (isAtSchool && !values.school) {
    return { typed: values, role: null, errors: [{ text: 'Choose the school for this role', field: 'school' }] }
  }
  return { typed: values, role: { role: role.data, schoolUrn: isAtSchool ? values.school : null }, errors: [] }
}

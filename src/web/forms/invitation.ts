// Who is to come in, and with which roles? As an administrator wrote it on the page.
import { z } from 'zod'
import { isSeen, plainLine } from '../../cases/plainText.ts'
import type { RoleHeld } from '../../cases/roles.ts'
import { authorityRoles, type FormError, schoolRoles } from './role.ts'

const longestName = 200

export interface InvitationTyped {
  readonly name: string
  readonly atSchool: readonly string[]
  readonly school: string
  readonly atAuthority: readonly string[]
  readonly formKey: string
}

export interface InvitationRead {
  readonly name: string
  readonly roles: readonly RoleHeld[]
  readonly formKey: string
}

const chosen = z.preprocess((sent) => (Array.isArray(sent) ? sent : [sent]), z.array(z.string()).catch([]))
const typed = z.object({
  name: z.string().catch('').transform(plainLine),
  atSchool: chosen,
  school: z.string().catch(''),
  atAuthority: chosen,
  formKey: z.string().max(100).catch(''),
})

/** The invitation, or what is missing, with everything that was typed. */
export function readInvitation(body: unknown): {
  typed: InvitationTyped
  read: InvitationRead | null
  errors: FormError[]
} {
  const values = typed.parse(body)
  const atSchool = schoolRoles.filter((role) => values.atSchool.includes(role))
  const atAuthority = authorityRoles.filter((role) => values.atAuthority.includes(role))
  const errors: FormError[] = []
  if (!isSeen(values.name)) errors.push({ text: 'Enter the person’s name', field: 'name' })
  if (values.name.length > longestName)
    errors.push({ text: `The name must be ${longestName} characters or fewer`, field: 'name' })
  if (atSchool.length + atAuthority.length === 0) errors.push({ text: 'Choose at least one role', field: 'atSchool' })
  if (atSchool.length > 0 && !values.school) errors.push({ text: 'Choose the school for these roles', field: 'school' })
  if (atSchool.length === 0 && values.school)
    errors.push({ text: 'Choose a role at the school, or no school', field: 'atSchool' })
  const held = [
    ...atSchool.map((role) => ({ role, schoolUrn: values.school })),
    ...atAuthority.map((role) => ({ role, schoolUrn: null })),
  ]
  const read = errors.length > 0 ? null : { name: values.name, roles: held, formKey: values.formKey }
  return { typed: values, read, errors }
}

// Between which roles and schools can an administrator choose? As items for the form's own components.
import { type Role, roleNames } from '../../cases/roles.ts'
import type { School } from '../../storage/schoolStore.ts'
import { roleHints } from '../forms/role.ts'

/** Radios or checkboxes for these roles; ids are made of the field's name and the role, the first is the field itself. */
export function roleItems(roles: readonly Role[], chosen: readonly string[]) {
  return roles.map((role) => ({
    value: role,
    text: roleNames[role],
    hint: { text: roleHints[role] },
    checked: chosen.includes(role),
  }))
}

/** Options of a select with every school, none chosen first. */
export function schoolItems(schools: readonly School[], chosen: string) {
  const none = { value: '', text: 'No school', selected: chosen === '' }
  return [none, ...schools.map(({ urn, name }) => ({ value: urn, text: name, selected: urn === chosen }))]
}

// What does an administrator see of people? Names, roles, when they were last here; nothing they looked at.
import { isPast } from '../../cases/decide/takeUpInvitation.ts'
import { type RoleHeld, roleNames } from '../../cases/roles.ts'
import type { PersonOnList, RoleGiven } from '../../storage/personStore.ts'

export const peopleAPage = 50

/** 'Attendance officer, Heron Lane Primary School'. */
export function describeRole(role: RoleHeld & { readonly schoolName: string | null }): string {
  return role.schoolName === null ? roleNames[role.role] : `${roleNames[role.role]}, ${role.schoolName}`
}

/** How a person gets in, in a few words. `now` is the house's instant. */
export function accountOf(person: PersonOnList, isDemonstration: boolean, now: string): string {
  if (isDemonstration) return 'Can be chosen on the sign-in page'
  if (person.hasAccount) return 'Signs in with their organisation’s account'
  if (person.invitationExpiresAt === null) return 'Not invited'
  return isPast(person.invitationExpiresAt, now) ? 'Invitation has run out' : 'Invited, has not signed in yet'
}

/** A row of the list of people. */
export function personRow(person: PersonOnList, isDemonstration: boolean, now: string) {
  return {
    id: person.id,
    name: person.name,
    roles: person.roles.map(describeRole),
    account: accountOf(person, isDemonstration, now),
    lastSignedInAt: person.lastSignedInAt,
  }
}

/** A role on a person's own page, with who gave it and who withdrew it. */
export function roleRow(role: RoleGiven) {
  return {
    id: role.id,
    text: describeRole(role),
    grantedAt: role.grantedAt,
    grantedBy: role.grantedByName ?? 'the command line',
    withdrawnAt: role.withdrawnAt,
    withdrawnBy: role.withdrawnByName ?? 'the command line',
  }
}

/** Where one stands in a list that goes on over several pages: page numbers from 1. */
export function pagesOf(asked: string | undefined, found: number, aPage: number) {
  const last = Math.max(1, Math.ceil(found / aPage))
  const page = Math.min(last, pageNumber(asked))
  return { page, last, from: found === 0 ? 0 : (page - 1) * aPage + 1, to: Math.min(found, page * aPage), found }
}

/** The page asked for, from 1; anything that is no page number is the first. */
export function pageNumber(asked: string | undefined): number {
  return /^[1-9]\d{0,5}$/.test(asked ?? '') ? Number(asked) : 1
}

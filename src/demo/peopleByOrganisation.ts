// Whom can a visitor choose to be? Everybody in the database, under the organisation where they work.
import { type Person, type Role, roleNames, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { listPeople, type PersonOnList } from '../storage/personStore.ts'
import { listSchools, type School } from '../storage/schoolStore.ts'
import { schools as northmoorsSchools } from './northmoor.ts'

export interface Organisation {
  readonly name: string
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly roles: string
    readonly does: string
  }[]
}

const does: Record<Role, string> = {
  'attendance-officer': 'Works through this morning’s unexplained absences, rings, and writes down what was said.',
  'safeguarding-lead':
    'Answers the risk questions, refers, leads the school’s half of each case and signs for the school.',
  'head-teacher': 'Sees absences and cases, signs for the school, and decides whether a name is deleted.',
  'cme-officer': 'Works on the open cases of every school, makes the authority’s enquiries and signs for it.',
  'authority-manager': 'Sees how many children are away at each school.',
  administrator: 'Looks after people, schools and connections. Sees no child.',
}

// In the demonstration everybody is on the list before anybody has signed in.
const doorkeeper: Person = {
  id: 'demonstration',
  name: 'Demonstration',
  rolesHeld: [{ role: 'administrator', schoolUrn: null }],
}
const everybody = scopeOf(doorkeeper, 'manage-people')

/** The organisations with the people who have a role there: the authority, the schools, then those who have none. */
export async function listPeopleByOrganisation(house: House): Promise<Organisation[]> {
  const { people } = await listPeople(house.database, everybody, { name: '', limit: 500, offset: 0 })
  const schools = await listEverySchool(house)
  const organisations = [
    { name: house.authorityName, people: people.flatMap((person) => choiceAt(person, null)) },
    ...inNorthmoorsOrder(schools).map(({ urn, name }) => ({
      name,
      people: people.flatMap((person) => choiceAt(person, urn)),
    })),
    {
      name: 'No role yet',
      people: people
        .filter(({ roles }) => roles.length === 0)
        .map(({ id, name }) => ({ id, name, roles: '', does: 'Sees nothing until an administrator gives a role.' })),
    },
  ]
  return organisations.filter((organisation) => organisation.people.length > 0)
}

/** Oakfield first, where the first morning is told in full; schools that a visitor added come last. */
function inNorthmoorsOrder(all: readonly School[]): School[] {
  const place = ({ urn }: School) => northmoorsSchools.findIndex((school) => school.urn === urn)
  return all.toSorted((one, other) => (place(one) + 1 || 99) - (place(other) + 1 || 99))
}

export function listEverySchool(house: House): Promise<School[]> {
  return listSchools(house.database, everybody)
}

function choiceAt({ id, name, roles }: PersonOnList, schoolUrn: string | null) {
  const here = roles.filter((held) => held.schoolUrn === schoolUrn).map(({ role }) => role)
  if (here.length === 0) return []
  return [
    { id, name, roles: here.map((role) => roleNames[role]).join(', '), does: here.map((role) => does[role]).join(' ') },
  ]
}

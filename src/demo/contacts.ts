// Whom does a school ring? Every family's people, with numbers from Ofcom's range for drama and no other.
import type { Flags } from '../cases/pupil.ts'
import { between, type Chance, chanceOf, oneOf } from './chance.ts'
import type { Child, Family } from './families.ts'
import { streets } from './names.ts'

export interface FamilyContact {
  readonly ref: string
  readonly name: string
  readonly relationship: string
  readonly priority: number
  readonly parentalResponsibility: boolean
  readonly phones: readonly { readonly number: string; readonly kind: string }[]
  readonly emails: readonly string[]
  readonly address: { readonly lines: readonly string[]; readonly postcode: string } | null
  readonly restricted: boolean
}

const socialCareNumber = '01632 960999'

/** One to three contacts for every family, the same for all its children. No two families of a school share a number. */
export function makeContacts(families: readonly Family[]): Map<Family, readonly FamilyContact[]> {
  const chance = chanceOf('northmoor contacts')
  const taken = new Map<string, Set<number>>()
  /** A number that no other family of these schools has, or null when the range is used up there. */
  const numberFor = (family: Family, kind: 'mobile' | 'home') => {
    const sets = [...new Set(family.children.map((child) => `${kind} ${child.school.urn}`))].map((key) => {
      if (!taken.has(key)) taken.set(key, new Set(kind === 'home' ? [999] : []))
      return taken.get(key)!
    })
    const start = between(0, 999, chance)
    for (let step = 0; step < 1000; step += 1) {
      const last = (start + step) % 1000
      if (sets.some((set) => set.has(last))) continue
      for (const set of sets) set.add(last)
      const prefix = kind === 'mobile' ? '07700 900' : '01632 960'
      return { number: `${prefix}${String(last).padStart(3, '0')}`, kind }
    }
    return null
  }
  return new Map(families.map((family) => [family, contactsOf(family, chance, (kind) => numberFor(family, kind))]))
}

type NumberOf = (kind: 'mobile' | 'home') => { number: string; kind: string } | null

function contactsOf(family: Family, chance: Chance, numberOf: NumberOf): FamilyContact[] {
  const home = {
    lines: [
      `${chance() < 0.2 ? `Flat ${between(1, 9, chance)}, ` : ''}${between(1, 140, chance)} ${oneOf(streets, chance)}`,
      'Northmoor',
    ],
    postcode: postcode(chance),
  }
  const phones = (kind: 'mobile' | 'home') => {
    const phone = numberOf(kind)
    return phone ? [phone] : []
  }
  const ref = (which: string) => `f${family.number}-${which}`
  const woman = oneOf(family.names.women, chance)
  const man = oneOf(family.names.men, chance)
  const surname = chance() < 0.75 ? family.surname : oneOf(family.names.surnames, chance)
  const base = { restricted: false, emails: [] as string[], parentalResponsibility: true }
  if (family.circumstance === 'looked-after') {
    return [
      {
        ...base,
        ref: ref('a'),
        name: `${woman} ${oneOf(family.names.surnames, chance)}`,
        relationship: 'foster carer',
        priority: 1,
        parentalResponsibility: false,
        phones: phones('mobile'),
        address: home,
      },
      {
        ...base,
        ref: ref('b'),
        name: 'Children’s social care duty desk',
        relationship: 'social worker',
        priority: 2,
        phones: [{ number: socialCareNumber, kind: 'work' }],
        address: null,
      },
    ]
  }
  const email = `${plain(woman)}.${plain(surname)}@families.northmoor.example`
  const contacts: FamilyContact[] = [
    {
      ...base,
      ref: ref('a'),
      name: `${woman} ${surname}`,
      relationship: 'mother',
      priority: 1,
      phones: phones('mobile'),
      emails: chance() < 0.6 ? [email] : [],
      address: home,
    },
  ]
  const isRestricted = chance() < 0.025
  if (isRestricted || chance() < 0.72) {
    const elsewhere = {
      lines: [`${between(1, 140, chance)} ${oneOf(streets, chance)}`, 'Northmoor'],
      postcode: postcode(chance),
    }
    contacts.push({
      ...base,
      ref: ref('b'),
      name: `${man} ${family.surname}`,
      relationship: 'father',
      priority: 2,
      phones: phones('home'),
      address: isRestricted || chance() < 0.3 ? elsewhere : home,
      restricted: isRestricted,
    })
  }
  const third = chance() < 0.1 ? phones('mobile') : []
  if (third.length > 0) {
    const name = `${oneOf(family.names.women, chance)} ${family.surname}`
    contacts.push({
      ...base,
      ref: ref('c'),
      name,
      relationship: oneOf(['grandmother', 'aunt', 'childminder', 'neighbour'], chance),
      priority: contacts.length + 1,
      parentalResponsibility: false,
      phones: third,
      address: null,
    })
  }
  return contacts
}

/** ZZ99 is no place: no letter ever goes there. */
function postcode(chance: Chance): string {
  return `ZZ99 ${between(1, 9, chance)}${oneOf([...'ABDEFGHJLN'], chance)}${oneOf([...'PQRSTUWXYZ'], chance)}`
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('đ', 'd')
    .replaceAll('ı', 'i')
    .replaceAll(/[^a-z]/g, '')
}

/** The flags that a child's MIS sends; null where it was not granted them. */
export function flagsOf(child: Child): Flags {
  const { circumstance } = child.family
  const told = (isSo: boolean) => (child.school.sharesSocialCare ? isSo : null)
  return {
    lookedAfter: circumstance === 'looked-after',
    protectionPlan: told(circumstance === 'protection-plan'),
    childInNeed: told(circumstance === 'child-in-need'),
    ehcPlan: child.ehcPlan,
    senSupport: child.senSupport,
    socialWorker: told(circumstance !== null),
  }
}

// Are the invented children ones that a school could have, and nobody's own?
import { describe, expect, test } from 'vitest'
import { readUniquePupilNumber } from '../../src/cases/identifiers/uniquePupilNumber.ts'
import { flagsOf, makeContacts } from '../../src/demo/contacts.ts'
import { makeFamilies } from '../../src/demo/families.ts'
import { schools } from '../../src/demo/northmoor.ts'

const families = makeFamilies()
const children = families.flatMap((family) => family.children)
const contacts = makeContacts(families)

describe('the invented children', () => {
  test('there are 2,873 of them in six schools, the same every time', () => {
    const sizes = schools.map(({ urn }) => children.filter((child) => child.school.urn === urn).length)
    expect(sizes).toEqual([407, 406, 870, 722, 407, 61])
    const names = (all: typeof families) =>
      all.flatMap((family) =>
        family.children.map(({ upn, legalForename, legalSurname }) => [upn, legalForename, legalSurname]),
      )
    expect(names(makeFamilies())).toEqual(names(families))
    expect(names(families)[0]).toEqual(['T999210115001', 'Ivy', 'Featherstone'])
  })

  test('every UPN has its check letter, and no two children share one or a number in their MIS', () => {
    expect(children.filter(({ upn }) => !readUniquePupilNumber(upn).valid)).toEqual([])
    expect(new Set(children.map(({ upn }) => upn)).size).toBe(2873)
    expect(new Set(children.map(({ school, misId }) => `${school.urn} ${misId}`)).size).toBe(2873)
  })

  test('every date of birth fits the year group: Reception was born from September 2021 to August 2022', () => {
    const misfits = children.filter(({ year, dateOfBirth }) => {
      const born = 2021 - year
      return dateOfBirth < `${born}-09-01` || dateOfBirth > `${born + 1}-08-31`
    })
    expect(misfits).toEqual([])
  })

  test('a child is in one family, a family has at most four children, and no two of them are called the same', () => {
    expect(new Set(children).size).toBe(2873)
    expect(Math.max(...families.map((family) => family.children.length))).toBe(4)
    const twice = families.filter(
      (family) => new Set(family.children.map(({ legalForename }) => legalForename)).size < family.children.length,
    )
    expect(twice).toEqual([])
  })

  test('brothers and sisters are born ten months apart or more', () => {
    const tooClose = families.filter(({ children: siblings }) =>
      siblings.some(
        (child, at) =>
          at > 0 && Date.parse(child.dateOfBirth) - Date.parse(siblings[at - 1]!.dateOfBirth) < 300 * 86_400_000,
      ),
    )
    expect(tooClose).toEqual([])
  })

  test('names are as long and as many-rooted as in England today', () => {
    const full = children.map(({ legalForename, legalSurname }) => `${legalForename} ${legalSurname}`)
    expect(full.filter((name) => name.length > 60)).toEqual([
      'Nosizwe Thandolwethu Alexandrina Oluwatobiloba Featherstonehaugh-Wolstenholme-Chikwandingwa',
    ])
    expect(full.filter((name) => /O’/.test(name)).length).toBeGreaterThan(30)
    expect(full.filter((name) => /[^\p{ASCII}’]/u.test(name)).length).toBeGreaterThan(100)
    expect(full.filter((name) => /-/.test(name)).length).toBeGreaterThan(150)
  })

  test('flags are as frequent as in an ordinary authority, and a school without the grant says nothing rather than no', () => {
    const share = (flag: keyof ReturnType<typeof flagsOf>) =>
      children.filter((child) => flagsOf(child)[flag]).length / children.length
    expect(share('lookedAfter')).toBeCloseTo(0.009, 3)
    expect(share('protectionPlan')).toBeCloseTo(0.003, 3)
    expect(share('ehcPlan')).toBeCloseTo(0.043, 2)
    expect(share('senSupport')).toBeCloseTo(0.137, 3)
    const kingsmead = children.filter((child) => child.school.urn === '999104').map(flagsOf)
    expect(new Set(kingsmead.map(({ socialWorker }) => socialWorker))).toEqual(new Set([null]))
    const withoutWorker = children.map(flagsOf).filter((flags) => flags.protectionPlan && !flags.socialWorker)
    expect(withoutWorker).toEqual([])
  })
})

describe('their contacts', () => {
  const all = [...contacts.values()].flat()

  test('every family has one to three, and somebody who may be rung', () => {
    expect(new Set([...contacts.values()].map((each) => each.length))).toEqual(new Set([1, 2, 3]))
    const silent = [...contacts.values()].filter(
      (each) => !each.some(({ restricted, phones }) => !restricted && phones.length > 0),
    )
    expect(silent).toEqual([])
    expect(all.filter(({ restricted }) => restricted).length).toBeGreaterThan(20)
  })

  test('every number is from the ranges kept for drama, every address at .example', () => {
    const numbers = all.flatMap(({ phones }) => phones.map(({ number }) => number))
    expect(numbers.filter((number) => !/^(07700 900\d{3}|01632 960\d{3})$/.test(number))).toEqual([])
    expect(
      all.flatMap(({ emails }) => emails).filter((email) => !/^[a-z.]+@families\.northmoor\.example$/.test(email)),
    ).toEqual([])
    expect(
      all.flatMap(({ address }) => address?.postcode ?? []).filter((postcode) => !postcode.startsWith('ZZ99 ')),
    ).toEqual([])
  })

  test('no two families of a school share a number, but for the duty desk of social care', () => {
    for (const { urn } of schools) {
      const here = families.filter((family) => family.children.some((child) => child.school.urn === urn))
      const numbers = here.flatMap((family) =>
        contacts.get(family)!.flatMap(({ phones }) => phones.map(({ number }) => number)),
      )
      const own = numbers.filter((number) => number !== '01632 960999')
      expect(new Set(own).size).toBe(own.length)
    }
  })
})

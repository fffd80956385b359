// Which numbers of pupils and schools are well made, what is said of the others, and which slips of the hand are caught?
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEstablishmentNumber } from '../../src/cases/identifiers/establishmentNumber.ts'
import { readUniqueLearnerNumber } from '../../src/cases/identifiers/uniqueLearnerNumber.ts'
import { checkLetterOf, readUniquePupilNumber } from '../../src/cases/identifiers/uniquePupilNumber.ts'
import { readUniqueReferenceNumber } from '../../src/cases/identifiers/uniqueReferenceNumber.ts'
import { identifierCommand } from '../../src/identifierCommand.ts'

const upn = (typed: string) => {
  const read = readUniquePupilNumber(typed)
  return read.valid ? read.upn : read.because
}
const uln = (typed: string) => {
  const read = readUniqueLearnerNumber(typed)
  return read.valid ? read.uln : read.because
}

describe('a UPN', () => {
  test('T39: Q207000016049 is not valid, P207000016049 is: the weighted sum is 266, and 266 modulo 23 is 13', () => {
    expect(upn('Q207000016049')).toBe('The check letter should be P.')
    expect(upn('P207000016049')).toBe('P207000016049')
  })

  test('T40: a temporary one ends in a letter that counts by its place: D87334012500A is valid, D87334012500B is not', () => {
    expect(readUniquePupilNumber('D87334012500A')).toEqual({
      valid: true,
      upn: 'D87334012500A',
      kind: 'temporary',
      checkLetter: 'D',
      authority: '873',
      establishment: '3401',
      year: '25',
      serial: '00A',
    })
    expect(upn('D87334012500B')).toBe('The check letter should be T.')
  })

  test.each(['B801200005001', 'R674123101121', 'G873402226001', 'H801200001001', 'B999100126001'])(
    '%s is valid and permanent',
    (typed) => expect(readUniquePupilNumber(typed)).toMatchObject({ valid: true, kind: 'permanent', upn: typed }),
  )

  test.each([
    ' b999 1001 26 001 ',
    'B999-1001-26-001',
    'Ｂ999100126001',
    'B\u200b999100126001\n',
    'B999\u00a01001–26001',
  ])('is read however it was spaced or capitalised: “%s”', (typed) => expect(upn(typed)).toBe('B999100126001'))

  test.each([
    ['', 'A UPN has 13 characters, and nothing was typed.'],
    ['9999100126001', 'A UPN begins with a letter that is not I, O or S.'],
    ['I801200001001', 'A UPN begins with a letter that is not I, O or S.'],
    ['S801200001001', 'A UPN begins with a letter that is not I, O or S.'],
    ['B99910O126001', 'Character 7 should be a digit.'],
    ['B999/1001/26001', 'Character 5 should be a digit.'],
    ['B99910012600', 'A UPN has 13 characters. This has 12.'],
    ['B9991001260011', 'A UPN has 13 characters. This has 14.'],
    ['B99910012600S', 'The last character should be a digit, or in a temporary UPN a letter that is not I, O or S.'],
    ['B٣99100126001', 'Character 2 should be a digit.'],
    ['A999100126001', 'The check letter should be B.'],
  ])('“%s” is none: %s', (typed, because) => expect(upn(typed)).toBe(because))
})

describe('a ULN', () => {
  test('T41: 9276308686 is valid, 9276308685 is not', () => {
    expect(readUniqueLearnerNumber('9276308686')).toEqual({ valid: true, uln: '9276308686', checkDigit: '6' })
    expect(uln('9276308685')).toBe('The last digit, the check digit, should be 6.')
  })

  test.each([
    ['92763 08686', '9276308686'],
    ['', 'A ULN has 10 digits, and nothing was typed.'],
    ['927630868', 'A ULN has 10 digits. This has 9.'],
    ['92763O8686', 'Character 6 should be a digit.'],
    ['0976308686', 'A ULN does not begin with 0.'],
    ['1000000005', 'The last digit, the check digit, should be 0.'],
    ['1000000070', 'The last digit, the check digit, should be 8.'],
    ['1000000060', 'No check digit fits the first nine digits, so this number was never given out.'],
  ])('“%s”: %s', (typed, said) => expect(uln(typed)).toBe(said))
})

describe('the numbers of a school', () => {
  test.each([
    ['999001', '999001'],
    [' 99 90 01 ', '999001'],
    ['99900', 'A URN has 6 digits. This has 5.'],
    ['9990012', 'A URN has 6 digits. This has 7.'],
    ['99900A', 'Character 6 should be a digit.'],
    ['', 'A URN has 6 digits, and nothing was typed.'],
  ])('the URN “%s”: %s', (typed, said) => {
    const read = readUniqueReferenceNumber(typed)
    expect(read.valid ? read.urn : read.because).toBe(said)
  })

  test.each(['873/4022', '8734022', '873 4022', '873 / 4022', '873-4022'])('the LAESTAB “%s” is 873/4022', (typed) => {
    expect(readEstablishmentNumber(typed)).toEqual({
      valid: true,
      laestab: '873/4022',
      authority: '873',
      establishment: '4022',
    })
  })

  test.each([
    ['87/34022', 'The slash stands after the three digits of the local authority, as in 873/4022.'],
    ['873//4022', 'The slash stands after the three digits of the local authority, as in 873/4022.'],
    ['873/402', 'A LAESTAB has 7 digits. This has 6.'],
    ['XXX/XXXX', 'Character 1 should be a digit.'],
  ])('the LAESTAB “%s” is none: %s', (typed, because) => {
    expect(readEstablishmentNumber(typed)).toEqual({ valid: false, because })
  })
})

describe('slips of the hand', () => {
  const digit = fc.integer({ min: 0, max: 9 }).map(String)
  const digits = (count: number) => fc.array(digit, { minLength: count, maxLength: count })
  const permanent = digits(12).map((twelve) => checkLetterOf(twelve.join('')) + twelve.join(''))
  const learner = fc
    .tuple(fc.integer({ min: 1, max: 9 }), digits(8))
    .map(([first, rest]) => first + rest.join(''))
    .map((nine) => [...'9876543210'].map((last) => nine + last).find((each) => readUniqueLearnerNumber(each).valid))
    .filter((number) => number !== undefined)
  const changed = (text: string, at: number, to: string) => text.slice(0, at) + to + text.slice(at + 1)
  const swapped = (text: string, one: number, other: number) =>
    changed(changed(text, one, text.charAt(other)), other, text.charAt(one))

  test('a UPN with one other digit, or with two digits exchanged wherever they stand, is never valid', () => {
    fc.assert(
      fc.property(
        permanent,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        digit,
        (is, at, by, to) => {
          expect(readUniquePupilNumber(is).valid).toBe(true)
          for (const slip of [changed(is, at, to), swapped(is, at, by)])
            expect(readUniquePupilNumber(slip).valid).toBe(slip === is)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('a temporary UPN with another letter at its end is never valid, but a digit for the letter of its place is', () => {
    const letters = [...'ABCDEFGHJKLMNPQRTUVWXYZ']
    expect(letters.filter((last) => readUniquePupilNumber(`D87334012500${last}`).valid)).toEqual(['A'])
    expect(upn('D873340125000')).toBe('D873340125000')
  })

  test('a ULN with one other digit, or with two neighbours exchanged, is never valid', () => {
    fc.assert(
      fc.property(
        learner,
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 8 }),
        digit,
        (is, at, next, to) => {
          for (const slip of [changed(is, at, to), swapped(is, next, next + 1)])
            expect(readUniqueLearnerNumber(slip).valid).toBe(slip === is)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('the command “identifier”', () => {
  const run = (...args: string[]) => {
    const out: string[] = []
    const err: string[] = []
    const io = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) }
    return { exit: identifierCommand(args, io), out: out.join(''), err: err.join('') }
  }

  test('prints one JSON line with the parts of a number, and makes no database', () => {
    const folder = mkdtempSync(join(tmpdir(), 'whereabouts-'))
    const env = { ...process.env, WHEREABOUTS_DATABASE: join(folder, 'none.sqlite') }
    const args = ['src/cli.ts', 'identifier', 'laestab', '8734022']
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: '{"valid":true,"laestab":"873/4022","authority":"873","establishment":"4022"}\n',
      stderr: '',
    })
    expect(readdirSync(folder)).toEqual([])
    rmSync(folder, { recursive: true })
  })

  test('takes a number in pieces', () => {
    expect(run('uln', '92763', '08686')).toMatchObject({ exit: 0 })
  })

  test('ends with 2 and says why when it is not valid', () => {
    expect(run('upn', 'q207000016049')).toEqual({
      exit: 2,
      out: '{"valid":false,"because":"The check letter should be P."}\n',
      err: '',
    })
  })

  test.each([[['ean', '123']], [['toString', '1']], [['upn']], [[]]])('says how it is asked: %j', (args) => {
    expect(run(...args)).toEqual({
      exit: 2,
      out: '',
      err: 'Usage: whereabouts identifier upn|uln|urn|laestab TEXT\n',
    })
  })
})

// Are the year groups that systems write each their own way known as the same, and others kept apart?
import { describe, expect, it } from 'vitest'
import { yearGroupKey, yearGroupName } from '../../src/calendar/yearGroup.ts'

describe('the one form of a year group', () => {
  it.each([
    ['11', 'Year 11', 'year 11', 'YEAR 11', 'Years 11', 'Y11', 'y 11', 'Yr 11', 'yr. 11', 'Yrs 11', '011', '0011'],
    ['11', 'Year group 11', 'Year groups 11', 'Yeargroup 11', 'Year  Group   11', ' 11 ', '\t11\n', 'Year11', '１１'],
    ['1', '1', 'Year 1', 'Y1', '01', 'Year.. 1'],
    ['10', '10', 'Y10', '0010'],
    ['R', 'R', 'r', 'Reception', 'reception', 'Year R', 'YR', 'Yr R', 'Year Reception'],
    ['N', 'N', 'Nursery', 'nursery', 'Year N', 'YN'],
    ['N1', 'N1', 'n1', 'Nursery 1', 'N 1', 'Year N1', 'YN1'],
    ['N2', 'N2', 'Nursery 2'],
    ['0', '0', '00', 'Y0'],
  ])('%s', (key, ...names) => {
    expect(names.map(yearGroupKey)).toEqual(names.map(() => key))
  })

  it.each([
    ['Sixth form', 'SIXTH FORM'],
    ['Young people', 'YOUNG PEOPLE'],
    ['Yellow', 'YELLOW'],
    ['Year', 'YEAR'],
    ['Y1234', 'Y1234'],
    ['Yx1', 'YX1'],
    ['The year 9', 'THE YEAR 9'],
    ['11B', '11B'],
    ['Y11B', 'Y11B'],
    ['Nursery 12', 'NURSERY 12'],
    ['Nursery A', 'NURSERY A'],
    ['My nursery 1', 'MY NURSERY 1'],
    ['A01', 'A01'],
    ['0A', '0A'],
    ['', ''],
  ])('%j is %j', (name, key) => {
    expect(yearGroupKey(name)).toBe(key)
  })
})

describe('the name of a year group', () => {
  it('keeps its capitals, and loses only the word year', () => {
    expect(['Year 11', 'Reception', 'Y R', ' Sixth  form '].map(yearGroupName)).toEqual([
      '11',
      'Reception',
      'R',
      'Sixth form',
    ])
  })
})

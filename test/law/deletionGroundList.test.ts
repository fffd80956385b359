// Are the fifteen grounds of regulation 9(1) all there, each with what must be shown for it?
import { describe, expect, it } from 'vitest'
import { deletionGroundList, findDeletionGround } from '../../src/law/deletionGroundList.ts'
import { findInLibrary } from '../../src/law/ruleLibrary.ts'

describe('the grounds of deletion', () => {
  it('are A to O, each with its name, and the rule that says more where there is one', () => {
    expect(deletionGroundList.map(({ letter, name, rule }) => `${letter} ${name}${rule ? `: ${rule}` : ''}`)).toEqual([
      'A Registered at another school: ground-a',
      'B Nursery education completed',
      'C Registered at this and another school: ground-c',
      'D School attendance order names another school',
      'E School attendance order revoked',
      'F Educated otherwise than at school: ground-f',
      'G Too far away',
      'H Not returned from leave: ground-h',
      'I Away for twenty school days: ground-i',
      'J Detained under a sentence',
      'K Died',
      'L Leaving at the end of compulsory school age',
      'M Boarding fees not paid',
      'N No longer a pupil of an independent school',
      'O Permanently excluded',
    ])
    for (const { rule } of deletionGroundList) if (rule) expect(findInLibrary(rule)).toBeDefined()
  })

  it('were compared with the regulation from A to E', () => {
    expect(deletionGroundList.filter(({ confirmed }) => confirmed).map(({ provision }) => provision)).toEqual([
      'regulation 9(1)(a)',
      'regulation 9(1)(b)',
      'regulation 9(1)(c)',
      'regulation 9(1)(d)',
      'regulation 9(1)(e)',
    ])
    expect(findDeletionGround('O')?.provision).toBe('regulation 9(1)(o)')
    expect(findDeletionGround('o')).toBeUndefined()
  })

  it('ask for these things to be shown', () => {
    expect(deletionGroundList.map(({ shows }) => shows.map(({ id }) => id).join(' '))).toEqual([
      'registered-elsewhere no-order not-main-school not-dual',
      'nursery-completed would-move-up no-return',
      'no-return all-consent no-order not-main-school',
      'order-amended',
      'order-revoked suitable-education',
      'notice-in-writing day-passed no-order authority-consents',
      'not-boarder too-far no-return',
      'leave-ended ten-school-days not-sickness-or-unavoidable enquired-together not-found-or-agreed',
      'twenty-school-days only-g-n-o not-sickness-or-unavoidable enquired-together not-found-or-agreed',
      'four-months no-return',
      'died',
      'over-age no-sixth-form',
      'boarder-here fees-unpaid',
      'independent-school ceased-to-be-a-pupil',
      'excluded review-over',
    ])
  })

  it.each(deletionGroundList.flatMap(({ letter, shows }) => shows.map(({ id, words }) => [letter, id, words])))(
    '%s asks for %s in a statement that is true or is not: %s',
    (_letter, _id, words) => {
      expect(words).toMatch(/^[A-Z].{13,}[^.]$/)
    },
  )
})

// Does each attendance code do to each count what the regulations and the statistics say?
import { describe, expect, it } from 'vitest'
import { attendanceCodes, codeTexts, endedAttendanceCodes, findAttendanceCode } from '../../src/law/attendanceCodes.ts'

const all = attendanceCodes.map((each) => each.code)
const which = (is: (code: (typeof attendanceCodes)[number]) => boolean) =>
  attendanceCodes
    .filter(is)
    .map((each) => each.code)
    .sort()

describe('the attendance codes', () => {
  it('are the 34 of 2024, and - for a register nobody has seen', () => {
    expect(all.join(' ')).toBe('/ \\ L K V P W B D C1 C2 C M J1 S X T R I E Q Y1 Y2 Y3 Y4 Y5 Y6 Y7 G N O U Z # -')
    expect(new Set(all).size).toBe(35)
  })

  it('leave out of the possible sessions what the statistics leave out', () => {
    expect(which((each) => !each.possible)).toEqual([
      '#',
      '-',
      'D',
      'Q',
      'X',
      'Y1',
      'Y2',
      'Y3',
      'Y4',
      'Y5',
      'Y6',
      'Y7',
      'Z',
    ])
  })

  it('count as absence what the statistics count', () => {
    expect(which((each) => each.absent)).toEqual([
      'C',
      'C1',
      'C2',
      'E',
      'G',
      'I',
      'J1',
      'M',
      'N',
      'O',
      'R',
      'S',
      'T',
      'U',
    ])
  })

  it('keep ground I’s run with G, N and O alone, and ask a person about shut premises and silence', () => {
    expect(which((each) => each.groundI === 'keeps')).toEqual(['G', 'N', 'O'])
    expect(which((each) => each.groundIReview)).toEqual(['-', 'Y3', 'Y4'])
    expect(which((each) => each.groundI === 'passed-over')).toEqual(['#'])
  })

  it('let an absence go on over shut premises, planned closure and silence, and end with everything else but G, N and O', () => {
    expect(which((each) => each.absence === 'keeps')).toEqual(['G', 'N', 'O'])
    expect(which((each) => each.absence === 'passed-over')).toEqual(['#', 'Y3', 'Y4'])
    expect(which((each) => each.absence === 'unknown')).toEqual(['-'])
    expect(which((each) => each.absence === 'breaks')).toHaveLength(28)
  })

  it('keep the attendance return’s run, and the penalty count, with U as well', () => {
    expect(which((each) => each.attendanceReturn === 'keeps')).toEqual(['G', 'N', 'O', 'U'])
    expect(which((each) => each.countsForPenalty)).toEqual(['G', 'N', 'O', 'U'])
    expect(which((each) => each.attendanceReturn === 'passed-over')).toEqual(['#', 'Y3', 'Y4'])
  })

  it('close ground H with every code that means being somewhere', () => {
    expect(which((each) => each.attends)).toEqual(['/', 'B', 'D', 'K', 'L', 'P', 'U', 'V', 'W', '\\'])
  })

  it('knows no code of before 2024', () => {
    expect(findAttendanceCode('H')).toBeUndefined()
    expect(findAttendanceCode('J')).toBeUndefined()
    expect(findAttendanceCode('Y')).toBeUndefined()
    expect(findAttendanceCode('C2')?.meaning).toBe('Leave under a part-time timetable')
  })

  it('says of H, J and Y that they ended on Sunday 18 August 2024, and which codes took their place', () => {
    expect(endedAttendanceCodes.map(({ code, lastOn, instead }) => [code, lastOn, instead.join(' ')])).toEqual([
      ['H', '2024-08-18', 'C G'],
      ['J', '2024-08-18', 'J1'],
      ['Y', '2024-08-18', 'Y1 Y2 Y3 Y4 Y5 Y6 Y7'],
    ])
    for (const { code, instead } of endedAttendanceCodes) {
      expect(codeTexts).not.toContain(code)
      for (const each of instead) expect(codeTexts).toContain(each)
    }
  })
})

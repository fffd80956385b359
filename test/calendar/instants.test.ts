// Which texts are instants, and how are instants written?
import { describe, expect, it } from 'vitest'
import { epochMilliseconds, instantText, isInstant, londonTimeAt, utcInstant } from '../../src/calendar/londonTime.ts'

describe('an instant', () => {
  it.each([
    '2026-10-12T09:47Z',
    '2026-10-12T00:00:00Z',
    '2026-10-12T23:59:59Z',
    '2026-10-12T19:09:09.1+01:00',
    '2026-10-12T09:47:00.123456789-11:30',
    '2026-10-12T09:47:00+23:59',
    '2028-02-29T09:47:00+09:00',
  ])('may be written %s', (text) => {
    expect(isInstant(text)).toBe(true)
  })

  it.each([
    '2026-10-12T24:00:00Z',
    '2026-10-12T30:00:00Z',
    '2026-10-12T2x:00:00Z',
    '2026-10-12Tx0:00:00Z',
    '2026-10-12T09:60:00Z',
    '2026-10-12T09:4x:00Z',
    '2026-10-12T09:47:60Z',
    '2026-10-12T09:47:0xZ',
    '2026-10-12T09:47:00.Z',
    '2026-10-12T09:47:00.xZ',
    '2026-10-12T09:47:00.1234567890Z',
    '2026-10-12T09:47:00+24:00',
    '2026-10-12T09:47:00+x1:00',
    '2026-10-12T09:47:00+1x:00',
    '2026-10-12T09:47:00+2x:00',
    '2026-10-12T09:47:00+01:60',
    '2026-10-12T09:47:00+01:0x',
    '2026-10-12T09:47:00 01:00',
    '2026-10-12T09:47:00Z ',
    '2026-10-12 T09:47:00Z',
    '2026-10-12 09:47:00Z',
    '2026-02-29T09:47:00Z',
    '2026-10-1209:47:00Z',
    'T09:47:00Z',
    '',
  ])('may not be written %j', (text) => {
    expect(isInstant(text)).toBe(false)
  })

  it('is written in UTC, to the millisecond where it is kept, as short as can be where it is shown', () => {
    const milliseconds = epochMilliseconds('2027-03-29T23:15:00.500+01:00')
    expect(milliseconds).toBe(1_806_358_500_500)
    expect(utcInstant(milliseconds)).toBe('2027-03-29T22:15:00.500Z')
    expect(instantText(milliseconds)).toBe('2027-03-29T22:15:00.5Z')
    expect(utcInstant(0)).toBe('1970-01-01T00:00:00.000Z')
    expect(instantText(0)).toBe('1970-01-01T00:00:00Z')
  })

  it('before 1970 is still a day and a time in London', () => {
    expect(londonTimeAt(epochMilliseconds('1969-07-20T20:17:40Z'))).toEqual({
      epochMilliseconds: -14_182_940_000,
      day: -165,
      date: '1969-07-20',
      millisecondsOfDay: 76_660_000,
    })
  })
})

import { describe, expect, it } from 'vitest'
import { type Filled, send } from './calculatorForm.ts'

async function linkOf(filled: Filled): Promise<string> {
  const { html } = await send({ first: '12 10 2026', ...filled })
  const [, href, said] = /<a class="govuk-link" href="([^"]*)" data-link>([^<]*)<\/a>/.exec(html)!
  expect(said).toBe(href)
  return href!.replaceAll('&amp;', '&')
}

const terms = [
  ['1/9/2026', '23/10/2026'],
  ['2/11/2026', '18/12/2026'],
] as const

describe('The link to a question', () => {
  it('holds the dates, the reasons and the codes after the #, and nothing else', async () => {
    const link = await linkOf({
      terms,
      birth: '6 5 2014',
      closed: '2/11/2026 INSET Zsófia\n13 to 16 November 2026 boiler\n1/1/2027',
      marks: '20 October 2026 I\n21/10/2026 AM /\n3 to 6 November 2026 U was late\n11/11/2026 PM \\\n12/11/2026 #',
    })

    expect(link).toBe(
      'http://localhost/deadline-calculator#first=2026-10-12&birth=2014-05-06&terms=2026-09-01_2026-10-23,2026-11-02_2026-12-18&closed=2026-11-02_inset,2026-11-13_2026-11-16_planned-closure&holidays=yes&marks=2026-10-20_I,2026-11-03_2026-11-06_U,2026-11-12_%23,2026-10-21_AM_%2F,2026-11-11_PM_%5C',
    )
  })

  it('leaves out what was not given', async () => {
    expect(await linkOf({ terms, closed: '', bankHolidays: false })).toBe(
      'http://localhost/deadline-calculator#first=2026-10-12&terms=2026-09-01_2026-10-23,2026-11-02_2026-12-18',
    )
  })

  it('is at the house’s own public address, whatever name it was asked under', async () => {
    const { makeHouse } = await import('../support/testHouse.ts')
    const { createApp } = await import('../../src/web/app.ts')
    const { filledIn } = await import('./calculatorForm.ts')
    const house = await makeHouse({
      at: '2026-10-12T09:47:00Z',
      change: { mode: 'production', publicUrl: 'https://whereabouts.northmoor.example' } as object,
    })
    const answer = await createApp(house).request('http://elsewhere.example/deadline-calculator', {
      method: 'POST',
      body: filledIn({ first: '12 10 2026' }),
      headers: { origin: 'https://whereabouts.northmoor.example' },
    })
    expect(await answer.text()).toContain(
      'href="https://whereabouts.northmoor.example/deadline-calculator#first=2026-10-12&amp;terms=',
    )
  })

  it('says that it holds a date of birth only where it does', async () => {
    expect((await send({ first: '12 10 2026', birth: '6 5 2014' })).text).toContain('It holds the date of birth.')
    expect((await send({ first: '12 10 2026' })).text).not.toContain('It holds the date of birth.')
  })
})

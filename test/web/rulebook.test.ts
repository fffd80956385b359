// Does the rulebook show every rule from its file, to everybody, and say what it does not know?
import { describe, expect, it } from 'vitest'
import { shippedPolicies } from '../../src/law/localPolicy.ts'
import { findInLibrary, ruleLibrary } from '../../src/law/ruleLibrary.ts'
import { findRule, rules } from '../../src/law/rules.ts'
import { createApp } from '../../src/web/app.ts'
import { numberOf } from '../../src/web/pages/rulebookNumbers.ts'
import { usesOf } from '../../src/web/pages/rulebookUses.ts'
import { dutyWords } from '../../src/web/pages/todayWords.ts'
import { pathsAt } from '../../src/web/paths.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'
import { send } from './calculatorForm.ts'

async function open(path: string, at = '2026-10-12T09:47:00Z', change: Partial<TestHouse> = {}) {
  const house = await makeHouse({ at, change })
  const answer = await createApp(house).request(path)
  const html = await answer.text()
  const text = html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,:])/g, '$1')
  return { status: answer.status, html, text, house }
}

/** The text of one rule's entry in the list. */
function entryOf(html: string, id: string): string {
  const from = html.indexOf(`<article class="wb-rule" id="${id}"`)
  return html
    .slice(from, html.indexOf('</article>', from))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,:])/g, '$1')
}

describe('the rulebook', () => {
  it('is open to everybody, reads nothing but the local numbers and keeps nothing', async () => {
    const { status, html, house } = await open('/rulebook')
    expect(status).toBe(200)
    expect(html).toContain('<title>Rulebook - Whereabouts</title>')
    expect(house.statements.count).toBe(1)
    expect(house.logged).toEqual([])
  })

  it('lists each rule once, with its sentence, example and source, and in the contents', async () => {
    const { html, text } = await open('/rulebook')
    expect(html.match(/<article /g)).toHaveLength(52)
    for (const { id, says, workedExample, source } of ruleLibrary) {
      expect(entryOf(html, id)).toContain(says)
      expect(entryOf(html, id)).toContain(workedExample)
      expect(entryOf(html, id)).toContain(source.provision)
      expect(html).toContain(`href="#${id}"`)
      expect(html).toContain(`href="/rulebook/${id}"`)
      expect(html).toContain(`href="${source.url}"`)
    }
    expect(text).not.toContain('undefined')
  })

  it('tells law, statutory guidance and local procedure apart, and wording that awaits confirmation', async () => {
    const { html } = await open('/rulebook')
    expect(entryOf(html, 'attendance-return')).toContain('Law: must Wording not yet confirmed')
    expect(entryOf(html, 'new-pupil-return')).toContain('Law: must Within five days')
    expect(entryOf(html, 'first-day-contact')).toContain('Statutory guidance: should Wording not yet confirmed')
    expect(entryOf(html, 'home-visit')).toContain('Local procedure: should By school day 5')
  })

  it('gives each number with its unit, whose it is and since when the rule holds', async () => {
    const { html } = await open('/rulebook')
    expect(entryOf(html, 'unexplained-code')).toContain(
      'Number 5 school days: the day of the mark does not count Owed by The school In force since 19 August 2024',
    )
    expect(entryOf(html, 'education-welfare-escalation')).toContain(
      'Number on school day 3: the first day of the absence is day 1 (local choice, since 1 October 2024)',
    )
    expect(entryOf(html, 'authority-enquiries')).toContain('Number calendar days 2 to 28:')
    expect(entryOf(html, 'return-interview')).toContain('Number 72 hours: from the return')
    expect(entryOf(html, 'joint-review')).toContain('Number every 7 calendar days:')
    expect(entryOf(html, 'refer-same-day')).toContain('Number the same day:')
  })

  it('shows the numbers of the local procedure with their day and source', async () => {
    const { text } = await open('/rulebook')
    expect(text).toContain(
      'An agency’s answer to a referral is expected within 1 calendar day 1 October 2024 Children Missing from Care, Home and Education',
    )
    expect(text).toContain('Visit the home by school day 5 1 October 2024')
    expect(text.match(/It names no number: this one is our default\./g)).toHaveLength(4)
    expect(Object.keys(shippedPolicies[0].numbers)).toHaveLength(5)
    expect(text).toContain('Review the case together every 7 calendar days')
    expect(text).toContain('Refer the case to the authority on school day 10')
    expect(text).toContain('Tell the Education Welfare Service on school day 3')
  })

  it('sets apart what is not in force on the day', async () => {
    const { html, text } = await open('/rulebook', '2024-09-10T09:00:00Z')
    const apart = html.indexOf('id="not-yet-in-force"')
    expect(text).toContain('Not in force on 10 September 2024: nobody is asked for anything under these.')
    expect(html.indexOf('id="home-visit"')).toBeGreaterThan(apart)
    expect(html.indexOf('id="ground-i"')).toBeLessThan(apart)
    expect((await open('/rulebook/home-visit', '2024-09-10T09:00:00Z')).text).toContain(
      'This rule is not in force on 10 September 2024.',
    )
  })

  it('is reached from the foot of every page', async () => {
    expect((await open('/')).html).toContain('<a href="/rulebook">Rulebook</a>')
    const { html } = await open('/rulebook', '2026-10-12T09:47:00Z', { basePath: '/whereabouts' })
    expect(html).toContain('href="/whereabouts/rulebook/ground-i"')
  })
})

describe('a rule', () => {
  it.each(ruleLibrary.map(({ id }) => id))('%s has a page of its own', async (id) => {
    const { status, text, house } = await open(`/rulebook/${id}`)
    const rule = findInLibrary(id)!
    expect(status).toBe(200)
    for (const words of [rule.name, rule.says, rule.workedExample, rule.source.instrument, rule.source.provision])
      expect(text).toContain(words)
    expect(text).toContain('Where this is used')
    expect(text).not.toContain('undefined')
    expect(house.statements.count).toBe(1)
  })

  it('says how binding it is and that its wording awaits confirmation', async () => {
    const { text, html } = await open('/rulebook/ground-i')
    expect(text).toContain('Law. An Act of Parliament or regulations made under one. A “must” leaves no choice.')
    expect(text).toContain('Our wording Not yet confirmed: nobody has compared it with the text.')
    expect(text).toContain('The count alone permits nothing')
    expect(text).toContain('This is our reading and not the words of the source.')
    expect(html).toContain('<title>Ground I: away for twenty school days - Whereabouts</title>')
  })

  it('shows the day the authority has chosen, since when, and where from', async () => {
    const { text } = await open('/rulebook/home-visit')
    expect(text).toContain('Number by school day 5: the first day of the absence is day 1')
    expect(text).toContain(
      'This number holds since 1 October 2024. From: Children Missing from Care, Home and Education',
    )
    expect(text).toContain('It names no number: this one is our default.')
    expect(text).toContain('Our wording Compared with the source.')
    const escalation = await open('/rulebook/education-welfare-escalation')
    expect(escalation.text).not.toContain('our default')
  })

  it.each(['/rulebook/ground-z', '/rulebook/toString', '/rulebook/'])(
    'that is none is not found (%s)',
    async (path) => {
      expect((await open(path)).status).toBe(404)
    },
  )
})

describe('a version that holds no longer', () => {
  it('stands apart, with its dates, its own source and what took its place', async () => {
    const { html, text } = await open('/rulebook')
    expect(text).toContain('No longer in force Kept because an old case keeps the law of its day.')
    expect(html.indexOf('<article class="wb-rule" id="ground-i-2006"')).toBeGreaterThan(
      html.indexOf('id="no-longer-in-force"'),
    )
    expect(entryOf(html, 'ground-i-2006')).toContain(
      'In force 1 September 2016 to 18 August 2024; then Ground I: away for twenty school days Source',
    )
    expect(entryOf(html, 'ground-i-2006')).toContain('Law: must Wording not yet confirmed A name is deleted')
    expect(entryOf(html, 'attendance-return-2006')).toContain('Law: must When a child of compulsory school age')
    expect(entryOf(html, 'ground-i')).toContain(
      'In force since 19 August 2024; before it Ground I, as it was until 18 August 2024',
    )
  })

  it('links to what holds now, and is linked from it', async () => {
    const old = await open('/rulebook/ground-i-2006')
    expect(old.text).toContain(
      'This rule is not in force on 12 October 2026. What holds now: Ground I: away for twenty school days.',
    )
    expect(old.text).toContain('In force 1 September 2016 to 18 August 2024')
    expect(old.html).toContain('href="/rulebook/ground-i"')
    expect(old.text).toContain('Removing a name from the register')
    const current = await open('/rulebook/ground-i')
    expect(current.text).toContain('Before that: Ground I, as it was until 18 August 2024')
    expect(current.html).toContain('href="/rulebook/ground-i-2006"')
  })

  it('was the one in force on a day of its time', async () => {
    const { text } = await open('/rulebook/ground-i-2006', '2024-07-02T09:00:00Z')
    expect(text).not.toContain('This rule is not in force')
  })
})

describe('a rule that is enacted and not in force yet', () => {
  it('says that no day is appointed', async () => {
    const { html } = await open('/rulebook')
    expect(html.indexOf('<article class="wb-rule" id="not-in-school-register"')).toBeGreaterThan(
      html.indexOf('id="not-yet-in-force"'),
    )
    expect(entryOf(html, 'not-in-school-register')).toContain('In force on no day yet: none is appointed')
    const { text } = await open('/rulebook/not-in-school-register')
    expect(text).toContain('This rule is not in force on 12 October 2026. How binding')
    expect(text).toContain('In force on no day yet: none is appointed')
  })
})

describe('the fifteen grounds', () => {
  it('stand on one page, each with what must be shown, what awaits confirmation, and its own rule', async () => {
    const { html, text } = await open('/rulebook/deletion-only-on-ground')
    expect(text).toContain('Number 15 grounds: lettered A to O')
    expect(text).toContain('A Registered at another school The child is registered at another school')
    expect(text).toContain('K Died Wording not yet confirmed The child has died')
    expect(html).toContain('<a class="govuk-link" href="/rulebook/ground-f">Educated otherwise than at school</a>')
    expect((await open('/rulebook/ground-a')).text).not.toContain('The fifteen grounds')
  })
})

describe('the number in words', () => {
  it.each(ruleLibrary.map((rule) => [rule.id, rule] as const))('of %s has every number of its file', (_id, rule) => {
    const numbers = Object.values(rule).filter((value) => typeof value === 'number' && value !== 0)
    for (const number of numbers) expect(numberOf(rule, '2026-10-12', shippedPolicies)).toContain(String(number))
    expect(numberOf(rule, '2026-10-12', shippedPolicies)).not.toMatch(/undefined|NaN/)
  })

  it.each(rules.map((rule) => [rule.id, rule] as const))('of %s is there, for the clock counts by it', (_id, rule) => {
    expect(numberOf(rule, '2026-10-12', shippedPolicies)).not.toBe('')
  })
})

describe('where a rule is used', () => {
  const pagesOf = (id: string) => usesOf(findRule(id)!, pathsAt('')).map(({ page, what }) => `${page}: ${what}`)

  it('names the calculator for the rules of its dates and no other', async () => {
    const { html } = await send({ first: '12 10 2026' })
    const shown = [...html.matchAll(/<li class="wb-deadline" id="([^"]+)"/g)].map(([, id]) => id!)
    const named = rules.filter(({ id }) => pagesOf(id).includes('Deadline calculator: one of the dates worked out'))
    expect(shown).toHaveLength(12)
    expect(named.map(({ id }) => id).sort()).toEqual(shown.sort())
    for (const id of shown) expect(html).toContain(`href="/rulebook/${id}"`)
  })

  it('names Today for the duties Today names', () => {
    const named = rules.filter(({ id }) => pagesOf(id).some((use) => use.startsWith('Today:')))
    expect(named.map(({ id }) => id).sort()).toEqual(Object.keys(dutyWords).sort())
  })

  it('names the case, the list and the message for what is owed on a case, and the questions that bring it about', () => {
    expect(pagesOf('refer-same-day')).toEqual([
      'Today: “Referral the same day”, beside a child who is away',
      'A pupil’s page: “Owed now”',
      'A case: “Owed now”',
      'Cases: what is owed next on each case, and how much is overdue',
      'Risk questions: a yes to one of the questions of list A brings it about',
      'Messages: told to who owes it, once, when it is due',
      'The command “clock”: which answers for one child, without keeping anything',
    ])
  })

  it('names the gate for the two grounds, and no other rule', () => {
    const gate = 'A case: “Can the name be removed from the register?”'
    expect(rules.filter(({ id }) => pagesOf(id).includes(gate)).map(({ id }) => id)).toEqual(['ground-i', 'ground-h'])
    expect(pagesOf('ground-h')).toEqual([
      'Cases: how far the removal of the name is',
      gate,
      'Messages: told to school and authority, once, when its days are reached',
      'The command “clock”: which answers for one child, without keeping anything',
    ])
  })

  it('names no message for what Today says every morning', () => {
    const untold = rules.filter(
      ({ id }) => pagesOf(id).includes('A case: “Owed now”') && !pagesOf(id).some((use) => use.startsWith('Messages:')),
    )
    expect(untold.map(({ id }) => id)).toEqual(['first-day-contact', 'unexplained-code'])
  })

  it('says so of a rule that nothing here uses yet', async () => {
    expect(usesOf(findInLibrary('two-authorities')!, pathsAt(''))).toEqual([])
    expect((await open('/rulebook/two-authorities')).text).toContain(
      'Where this is used No page of this program uses it yet.',
    )
    expect((await open('/rulebook/ground-i')).text).not.toContain('No page of this program')
  })

  it('names the page that a rule beside the clock is used on, and the clock for an older version', () => {
    const usesIn = (id: string) => usesOf(findInLibrary(id)!, pathsAt('')).map(({ page, what }) => `${page}: ${what}`)
    expect(usesIn('closed-by-evidence')).toEqual(['A case: “The child is found”: what a case may be closed by'])
    expect(usesIn('ground-i-2006')).toEqual([
      'The command “clock”: which answers by it for days on which it was the law',
    ])
  })

  it('names no page for what no page uses yet', () => {
    for (const id of ['strategy-meeting', 'return-interview', 'persistent-absence'])
      expect(pagesOf(id)).toEqual(['The command “clock”: which answers for one child, without keeping anything'])
  })
})

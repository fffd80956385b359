// Is something missing before a morning can work? What it is, and the next step.
import { may, type Person } from '../../cases/roles.ts'
import type { Paths } from '../paths.ts'
import type { SchoolShown } from './todayChildren.ts'

/** What a school still lacks, the first thing first; `href` null when the next step is with somebody else. */
export function todaySetUp(schools: readonly SchoolShown[], person: Person, paths: Paths) {
  return schools.flatMap(({ school, state }) => {
    const missing: { text: string; step: string; href: string | null; link: string }[] = []
    const { name, registerKept, hasPupils, hasContacts } = school
    if (!hasPupils) {
      const isAdministrator = may(person, 'see-connections')
      missing.push({
        text: `No pupils have arrived from ${name} yet.`,
        step: `${isAdministrator ? 'Connect' : 'Ask your administrator to connect'} the school’s MIS, then have it send its pupils.`,
        href: isAdministrator ? paths.connections() : null,
        link: 'Connections',
      })
    } else if (!hasContacts) {
      const step = 'Ask your MIS supplier to send the contacts, so that there is a number to ring.'
      missing.push({ text: `No contacts have arrived from ${name} yet.`, step, href: null, link: '' })
    }
    if (state.kind === 'no-calendar' || state.kind === 'day-unknown') {
      const text =
        state.kind === 'no-calendar' ? `${name} has no calendar yet.` : `The calendar of ${name} does not cover today.`
      const isSetter = may(person, 'set-calendar', school.urn)
      const byHand = isSetter ? 'Type in' : 'Ask your administrator to publish'
      const how = registerKept === 'paper' ? byHand : 'Ask your MIS supplier to publish'
      const step = `${how} this year’s term dates. Until then no school day can be counted and no date worked out; each N stays on the list.`
      const link = isSetter ? 'Type them in or upload a file' : 'School calendar'
      missing.push({ text, step, href: paths.calendar(school.urn), link })
    }
    return missing
  })
}

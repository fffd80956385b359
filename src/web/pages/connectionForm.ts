// What does the form ask that connects a school? The schools that are here, the ways to come in, and what each needs.
import { vendorNames, wondeDomains } from '../../cases/vendors.ts'
import type { OpenConnection } from '../../storage/connectionPageStore.ts'
import type { School } from '../../storage/schoolStore.ts'
import type { FormError } from '../forms/caseForm.ts'
import { schoolOption, type TypedConnection, vendorsOffered } from '../forms/connection.ts'
import type { Paths } from '../paths.ts'
import { inWords } from './inWords.ts'

const regions: Record<(typeof wondeDomains)[number], string> = {
  'api.wonde.com': 'United Kingdom (api.wonde.com)',
  'api-ap-southeast-2.wonde.com': 'Australia and New Zealand (api-ap-southeast-2.wonde.com)',
  'api-af-south-1.wonde.com': 'Southern Africa (api-af-south-1.wonde.com)',
}

const ways: Record<(typeof vendorsOffered)[number], { readonly text: string; readonly hint: string }> = {
  generic: {
    text: `${vendorNames.generic} (trust, council or middleware)`,
    hint: 'Somebody else’s program sends marks and pupils here, signed with a secret that you hand over',
  },
  wonde: {
    text: vendorNames.wonde,
    hint: 'Wonde tells us when the school has approved, and is then asked for its data',
  },
  arbor: { text: vendorNames.arbor, hint: 'The school’s own Arbor is asked, with a user that the school makes for it' },
}

/** The fields with what was typed; the password never comes back. */
export function connectionFormModel(typed: TypedConnection, errors: readonly FormError[], schools: readonly School[]) {
  return {
    typed,
    faults: Object.fromEntries(errors.map(({ text, href }) => [href.slice(1), text])),
    schools: schools.map(schoolOption),
    ways: Object.fromEntries(vendorsOffered.map((vendor) => [vendor, ways[vendor]])),
    regions: wondeDomains.map((domain) => ({
      value: domain,
      text: regions[domain],
      selected: domain === typed.domain,
    })),
  }
}

/** The connections that the chosen school has already, each with its page. */
export function connectedAlready(open: readonly OpenConnection[], paths: Paths) {
  return open.map(({ id, vendor, createdAt }) => ({
    href: paths.connection(id),
    words: `${vendorNames[vendor]}, connected ${inWords.plainDay(createdAt)}`,
  }))
}

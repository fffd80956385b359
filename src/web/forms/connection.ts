// Which school is to be connected, how, and with what? As an administrator typed it; whether it may be is for the decision to say.
import { type ConnectionToMake, longestSchoolName } from '../../cases/decide/connectSchool.ts'
import { readUniqueReferenceNumber } from '../../cases/identifiers/uniqueReferenceNumber.ts'
import { isArborHost, isWondeSchool, type Vendor, wondeDomains } from '../../cases/vendors.ts'
import type { School } from '../../storage/schoolStore.ts'
import { type FormError, formErrors, lineOf, type SentBody } from './caseForm.ts'

/** The vendors that this form makes a connection for. */
export const vendorsOffered = ['generic', 'wonde', 'arbor'] as const satisfies readonly Vendor[]

export interface TypedConnection {
  readonly formKey: string
  /** A name or a URN of a school that is here, or `new`. */
  readonly which: string
  readonly school: string
  readonly urn: string
  readonly name: string
  readonly vendor: string
  readonly domain: string
  readonly schoolRef: string
  readonly host: string
  readonly user: string
  /** Ticked: the school is to have one more connection than it has. */
  readonly again: boolean
}

/** The form as it is first shown. */
export function freshConnection(formKey: string, school: School | null, isFirst: boolean): TypedConnection {
  const nothing = { urn: '', name: '', vendor: '', schoolRef: '', host: '', user: '', again: false }
  const which = isFirst ? 'new' : 'known'
  return { ...nothing, formKey, which, school: school ? schoolOption(school) : '', domain: wondeDomains[0] }
}

/** A school as the list offers it: unmistakable though two have the same name. */
export function schoolOption({ name, urn }: Pick<School, 'name' | 'urn'>): string {
  return `${name} (${urn})`
}

/** What was typed, with what is to be made, or with what must be mended. The password is never given back. */
export function readConnection(
  body: SentBody,
  schools: readonly School[],
): {
  readonly typed: TypedConnection
  readonly asked: ConnectionToMake | null
  readonly errors: readonly FormError[]
} {
  const line = (name: string) => lineOf(body, name)
  const typed: TypedConnection = {
    ...{ formKey: line('formKey').slice(0, 100), which: line('which'), school: line('school'), urn: line('urn') },
    ...{ name: line('name'), vendor: line('vendor'), domain: line('domain'), schoolRef: line('schoolRef') },
    ...{ host: line('host').toLowerCase(), user: line('user'), again: line('again') === 'yes' },
  }
  const form = formErrors()
  const school = readSchool(typed, schools, form)
  const vendor = form.oneOf(typed.vendor, vendorsOffered, 'vendor', 'Choose how the register comes in')
  const password = typeof body.password === 'string' ? body.password : ''
  const about = vendor && readVendor(vendor, typed, password, form)
  const asked = school && vendor && about ? { ...school, vendor, ...about } : null
  return { typed, asked: form.errors.length > 0 ? null : asked, errors: form.errors }
}

type Form = ReturnType<typeof formErrors>

function readSchool(typed: TypedConnection, schools: readonly School[], form: Form) {
  const which = form.oneOf(typed.which, ['known', 'new'], 'which', 'Choose whether the school is here already')
  if (which === 'new') {
    const read = readUniqueReferenceNumber(typed.urn)
    if (!read.valid) form.add(typed.urn === '' ? 'Enter the URN of the school' : read.because, 'urn')
    const known = read.valid && schools.find(({ urn }) => urn === read.urn)
    if (known) form.add(`${known.name} has this URN and is here already. Choose it above, or check the number`, 'urn')
    form.needs(typed.name, 'name', 'Enter the name of the school', longestSchoolName)
    return read.valid ? { schoolUrn: read.urn, schoolName: typed.name } : null
  }
  if (which === null) return null
  const found = schoolsMeant(typed.school, schools)
  if (found.length === 1) return { schoolUrn: found[0]!.urn, schoolName: null }
  form.add(whyNoSchool(typed.school, found.length), 'school')
  return null
}

function whyNoSchool(typed: string, found: number): string {
  if (typed === '') return 'Enter the name or the URN of the school'
  return found === 0
    ? 'No school here has this name or URN. Choose one from the list, or enter it as a new school'
    : `${found} schools here fit this. Choose one from the list, or type its URN`
}

/** By the URN when there is one at the end of what was typed; else those whose whole name, or else part of it, it is. */
function schoolsMeant(typed: string, schools: readonly School[]): readonly School[] {
  if (typed === '') return []
  const urn = /(?:^|\()(\d{6})\)?$/.exec(typed)?.[1]
  if (urn !== undefined) return schools.filter((school) => school.urn === urn)
  const name = typed.toLowerCase()
  const whole = schools.filter((school) => school.name.toLowerCase() === name)
  return whole.length > 0 ? whole : schools.filter((school) => school.name.toLowerCase().includes(name))
}

type AboutVendor = Pick<ConnectionToMake, 'settings' | 'token'>

function readVendor(
  vendor: (typeof vendorsOffered)[number],
  typed: TypedConnection,
  password: string,
  form: Form,
): AboutVendor | null {
  if (vendor === 'generic') return { settings: {}, token: null }
  if (vendor === 'wonde') {
    const domain = form.oneOf(
      typed.domain,
      wondeDomains,
      'domain',
      'Choose the region that Wonde serves the school from',
    )
    if (typed.schoolRef !== '' && !isWondeSchool(typed.schoolRef))
      form.add('The id of a school at Wonde is A followed by digits, such as A1000000000', 'schoolRef')
    return {
      settings: { domain: domain ?? '', ...(typed.schoolRef ? { school_ref: typed.schoolRef } : {}) },
      token: null,
    }
  }
  if (!isArborHost(typed.host))
    form.add('Enter the school’s own address at Arbor, such as oakfield.uk.arbor.sc, and nothing more', 'host')
  if (!/^[^:\s]{1,200}$/.test(typed.user)) form.add('Enter the user, without spaces or colons', 'user')
  if (!/^[\x20-\x7e]{1,200}$/.test(password)) form.add('Enter the password that the school made', 'password')
  return { settings: { host: typed.host }, token: `${typed.user}:${password}` }
}

// By which ways does a school's register come in, and which addresses of vendors may ever be asked?

export const vendors = ['generic', 'wonde', 'arbor', 'file'] as const
export type Vendor = (typeof vendors)[number]

/** The vendors by the names people know. */
export const vendorNames: Record<Vendor, string> = {
  generic: 'Signed webhooks',
  wonde: 'Wonde',
  arbor: 'Arbor',
  file: 'Register files',
}

/** The domains that Wonde serves its regions from, the United Kingdom first; there are no others. */
export const wondeDomains = ['api.wonde.com', 'api-ap-southeast-2.wonde.com', 'api-af-south-1.wonde.com'] as const

/** Whether a host is that of a school at Arbor in the United Kingdom, alone: no port, no path, nothing behind it. */
export function isArborHost(host: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.uk\.arbor\.sc$/.test(host)
}

/** Whether a text is a school's id at Wonde: A and digits. */
export function isWondeSchool(text: string): boolean {
  return /^A\d{5,20}$/.test(text)
}

/** Whether deliveries come to an address of ours and are known by a secret. */
export function hasSecret(vendor: Vendor): boolean {
  return vendor === 'generic' || vendor === 'wonde'
}

/** Whether the school's system is asked by us, feed by feed. */
export function isPolled(vendor: Vendor): boolean {
  return vendor === 'wonde' || vendor === 'arbor'
}

/**
 * What a connection needs to know besides secrets, as it is kept: Wonde `{ domain, school_ref }` (`school_ref` absent
 * until the school approves), Arbor `{ host }`. Null when anything is missing, unknown or not on the list of addresses.
 */
export function settingsOf(
  vendor: Vendor,
  asked: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | null {
  const known: Record<Vendor, readonly string[]> = {
    generic: [],
    wonde: ['domain', 'school_ref'],
    arbor: ['host'],
    file: [],
  }
  if (Object.keys(asked).some((key) => !known[vendor].includes(key))) return null
  const { domain = '', school_ref: schoolRef, host = '' } = asked
  if (vendor === 'wonde') {
    const isThere = (wondeDomains as readonly string[]).includes(domain)
    return isThere && (schoolRef === undefined || isWondeSchool(schoolRef)) ? asked : null
  }
  return vendor === 'arbor' && !isArborHost(host) ? null : asked
}

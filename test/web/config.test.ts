import { describe, expect, test } from 'vitest'
import { demonstrationConfig, readConfig } from '../../src/config.ts'

const whole = {
  WHEREABOUTS_PUBLIC_URL: 'https://whereabouts.northmoor.example',
  WHEREABOUTS_AUTHORITY_NAME: 'Northmoor Council',
  WHEREABOUTS_AUDIT_KEY: 'q3Jm0Zt8xVbL5nRwK2yHdPcE7sUfA1oG',
  WHEREABOUTS_SECRETS_KEY: 'N4vXk9TzQe6WjYhB1rLmC8gDsF3uPa0i',
  WHEREABOUTS_OIDC_ISSUER: 'https://accounts.northmoor.example',
  WHEREABOUTS_OIDC_CLIENT_ID: 'whereabouts',
  WHEREABOUTS_OIDC_CLIENT_SECRET: 'given-by-the-issuer',
}

function faultsOf(change: Record<string, string | undefined>): string[] {
  const read = readConfig({ ...whole, ...change })
  return 'faults' in read ? read.faults : []
}

describe('a real installation', () => {
  test('opens with every setting given, and defaults for the rest', () => {
    expect(readConfig(whole)).toEqual({
      config: {
        publicUrl: 'https://whereabouts.northmoor.example',
        authorityName: 'Northmoor Council',
        databasePath: 'data/whereabouts.sqlite',
        auditKey: 'q3Jm0Zt8xVbL5nRwK2yHdPcE7sUfA1oG',
        secretsKey: 'N4vXk9TzQe6WjYhB1rLmC8gDsF3uPa0i',
        signIn: {
          issuer: 'https://accounts.northmoor.example',
          clientId: 'whereabouts',
          clientSecret: 'given-by-the-issuer',
          allowPlainHttp: false,
        },
        notify: null,
        bankHolidaysUrl: 'https://www.gov.uk/bank-holidays.json',
        host: '0.0.0.0',
        port: 3000,
      },
    })
  })

  test('an empty environment names each missing setting in a sentence of its own', () => {
    const read = readConfig({})
    expect('faults' in read && read.faults.map((sentence) => sentence.split(' is missing: ')[0])).toEqual([
      'WHEREABOUTS_PUBLIC_URL',
      'WHEREABOUTS_AUTHORITY_NAME',
      'WHEREABOUTS_AUDIT_KEY',
      'WHEREABOUTS_SECRETS_KEY',
      'WHEREABOUTS_OIDC_ISSUER',
      'WHEREABOUTS_OIDC_CLIENT_ID',
      'WHEREABOUTS_OIDC_CLIENT_SECRET',
    ])
  })

  test.each(Object.keys(whole))(
    'without %s, or with nothing but spaces in it, there is exactly one fault, and it names it',
    (name) => {
      for (const value of [undefined, '   ']) {
        const faults = faultsOf({ [name]: value })
        expect(faults).toHaveLength(1)
        expect(faults[0]).toMatch(new RegExp(`^${name} is missing: .+\\.$`))
      }
    },
  )

  test.each([
    ['http://whereabouts.northmoor.example', 'WHEREABOUTS_PUBLIC_URL must begin with https://'],
    ['whereabouts.northmoor.example', 'WHEREABOUTS_PUBLIC_URL must begin with https://'],
    ['https://whereabouts.northmoor.example/?a=1', 'WHEREABOUTS_PUBLIC_URL must begin with https://'],
    ['https://somebody@whereabouts.northmoor.example', 'WHEREABOUTS_PUBLIC_URL must begin with https://'],
    ['https://whereabouts.northmoor.example/', 'WHEREABOUTS_PUBLIC_URL must not end with a slash.'],
  ])('the public address %s is refused', (address, sentence) => {
    const faults = faultsOf({ WHEREABOUTS_PUBLIC_URL: address })
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(sentence)
  })

  test('a public address may have a path: the base path', () => {
    expect(faultsOf({ WHEREABOUTS_PUBLIC_URL: 'https://www.northmoor.example/whereabouts' })).toEqual([])
  })

  test('an issuer over plain http is refused', () => {
    expect(faultsOf({ WHEREABOUTS_OIDC_ISSUER: 'http://accounts.northmoor.example' })).toEqual([
      'WHEREABOUTS_OIDC_ISSUER must be the issuer’s address beginning with https://.',
    ])
  })

  test.each(['WHEREABOUTS_AUDIT_KEY', 'WHEREABOUTS_SECRETS_KEY'])(
    '%s is refused when it is short or easy to guess',
    (name) => {
      expect(faultsOf({ [name]: 'q3Jm0Zt8xVbL5nRwK2yHdPcE7sUfA1o' })).toEqual([
        `${name} is too short: it must have at least 32 characters.`,
      ])
      const guessed = [
        'a'.repeat(64),
        'ab'.repeat(32),
        '1234567890'.repeat(4),
        'abcdefghijklmnopqrstuvwxyz0123456789',
        'whereabouts!'.repeat(3),
      ]
      for (const key of guessed) {
        expect(faultsOf({ [name]: key })).toEqual([
          `${name} is easy to guess: use the output of openssl rand -base64 32.`,
        ])
      }
    },
  )

  test('the two keys must differ', () => {
    expect(faultsOf({ WHEREABOUTS_SECRETS_KEY: whole.WHEREABOUTS_AUDIT_KEY })).toEqual([
      'WHEREABOUTS_SECRETS_KEY must be another key than WHEREABOUTS_AUDIT_KEY.',
    ])
  })

  test('a clock that can be set is refused', () => {
    expect(faultsOf({ WHEREABOUTS_CLOCK: '2026-11-17T09:47:00Z' })).toEqual([
      'WHEREABOUTS_CLOCK is for the demonstration only: remove it. Here the clock is the machine’s.',
    ])
  })

  test.each(['http', '-1', '65536', '3000.5'])('the port %s is refused', (port) => {
    expect(faultsOf({ PORT: port })).toEqual(['PORT must be a whole number from 0 to 65535, such as 3000.'])
  })
})

describe('GOV.UK Notify', () => {
  const [service, secret] = ['26785a09-ab16-4eb0-8407-a37497a57506', '3d844edf-8d35-48ac-975b-e847b4f122b0']
  const key = `northmoor-live-${service}-${secret}`
  const template = '8f0b3c5e-2d41-4f6a-9c7b-1e2d3c4b5a69'
  const notifyOf = (change: Record<string, string>) => {
    const read = readConfig({ ...whole, ...change })
    return 'config' in read ? read.config.notify : read.faults
  }

  test('its key is taken apart into the service and the secret', () => {
    const set = { WHEREABOUTS_NOTIFY_KEY: key, WHEREABOUTS_NOTIFY_TEMPLATE: template }
    const expected = {
      serviceId: service,
      secret,
      templateId: template,
      url: 'https://api.notifications.service.gov.uk',
    }
    expect(notifyOf(set)).toEqual(expected)
    expect(notifyOf({ ...set, WHEREABOUTS_NOTIFY_URL: 'https://notify.northmoor.example/' })).toEqual({
      ...expected,
      url: 'https://notify.northmoor.example',
    })
  })

  test('is not set up unless it is asked for', () => {
    expect(notifyOf({})).toBe(null)
    expect(notifyOf({ WHEREABOUTS_NOTIFY_URL: 'https://notify.northmoor.example' })).toBe(null)
    expect(demonstrationConfig({ WHEREABOUTS_NOTIFY_KEY: key, WHEREABOUTS_NOTIFY_TEMPLATE: template })).toMatchObject({
      config: { notify: null },
    })
  })

  test('needs both its key and its template', () => {
    expect(notifyOf({ WHEREABOUTS_NOTIFY_KEY: key })).toEqual([
      'WHEREABOUTS_NOTIFY_TEMPLATE is missing: the id of the e-mail template, which WHEREABOUTS_NOTIFY_KEY needs.',
    ])
    expect(notifyOf({ WHEREABOUTS_NOTIFY_TEMPLATE: template })).toEqual([
      'WHEREABOUTS_NOTIFY_KEY is missing: the key of GOV.UK Notify, which WHEREABOUTS_NOTIFY_TEMPLATE needs.',
    ])
  })

  test.each([secret, `${service}-${secret}`, `northmoor-${service}`, `northmoor-${service}-${secret}x`])(
    'the key %s is refused without being repeated',
    (wrong) => {
      expect(notifyOf({ WHEREABOUTS_NOTIFY_KEY: wrong, WHEREABOUTS_NOTIFY_TEMPLATE: template })).toEqual([
        'WHEREABOUTS_NOTIFY_KEY must be a key of GOV.UK Notify: its name, the service id and the secret.',
      ])
    },
  )

  test('a template that is no id and an address over plain http are refused', () => {
    const set = {
      WHEREABOUTS_NOTIFY_KEY: key,
      WHEREABOUTS_NOTIFY_TEMPLATE: 'the usual',
      WHEREABOUTS_NOTIFY_URL: 'http://x.example',
    }
    expect(notifyOf(set)).toEqual([
      'WHEREABOUTS_NOTIFY_TEMPLATE must be the id of an e-mail template in GOV.UK Notify, such as 8f0b3c5e-2d41-4f6a-9c7b-1e2d3c4b5a69.',
      'WHEREABOUTS_NOTIFY_URL must be an address beginning with https://.',
    ])
  })
})

describe('bank holidays', () => {
  const urlOf = (url: string) => {
    const read = readConfig({ ...whole, WHEREABOUTS_BANK_HOLIDAYS_URL: url })
    return 'faults' in read ? read.faults : read.config.bankHolidaysUrl
  }

  test('are read from another https address, or from nowhere', () => {
    expect(urlOf('https://days.northmoor.example/list.json')).toBe('https://days.northmoor.example/list.json')
    expect(urlOf('off')).toBe(null)
    expect(urlOf('http://days.northmoor.example/list.json')).toEqual([
      'WHEREABOUTS_BANK_HOLIDAYS_URL must be an address beginning with https://, or off.',
    ])
  })
})

describe('the demonstration', () => {
  test('needs nothing, listens to this machine alone and signs nobody in from outside', () => {
    const read = demonstrationConfig({})
    expect(read).toMatchObject({
      config: {
        publicUrl: 'http://localhost:3000',
        authorityName: 'Northmoor Council',
        databasePath: 'data/whereabouts.sqlite',
        host: '127.0.0.1',
        port: 3000,
        signIn: null,
        notify: null,
        bankHolidaysUrl: null,
        clock: null,
      },
    })
  })

  test('takes a clock, a port, a database and a host', () => {
    const env = {
      WHEREABOUTS_CLOCK: '2026-11-17T09:47:00+00:00',
      PORT: '8080',
      WHEREABOUTS_DATABASE: '/tmp/try.sqlite',
      WHEREABOUTS_HOST: '0.0.0.0',
    }
    expect(demonstrationConfig(env)).toMatchObject({
      config: {
        publicUrl: 'http://localhost:8080',
        clock: '2026-11-17T09:47:00+00:00',
        databasePath: '/tmp/try.sqlite',
        host: '0.0.0.0',
        port: 8080,
      },
    })
  })

  test.each(['yesterday', '2026-11-17', '2026-11-17T09:47:00', '2026-02-30T09:47:00Z'])(
    'the clock %s is refused',
    (clock) => {
      expect(demonstrationConfig({ WHEREABOUTS_CLOCK: clock })).toEqual({
        faults: ['WHEREABOUTS_CLOCK must be an instant with its offset, such as 2026-11-17T09:47:00Z.'],
      })
    },
  )
})

// How is one message signed, from the secret to the signature? An invented secret, so that whoever builds a sender can check it.

/** All that goes into the signature of one request, byte for byte, and what comes out. */
export const signedExample = {
  secret: 'whsec_QW4gaW52ZW50ZWQgc2VjcmV0IGZvciB0aGlzIHBhZ2U=',
  id: 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
  timestamp: '1789374730',
  body: '{"type":"sync.completed","timestamp":"2026-09-14T08:32:10Z","schema":"2026-09-01","source":{"vendor":"generic","school_urn":"999001"},"data":{"feed":"attendance.session","cursor":null,"records_seen":412,"records_changed":4,"complete":true}}',
  signature: 'v1,cKGuKkgVSNRRp97gWbmEu0GruKmeIIPrImFVFJQmM58=',
} as const

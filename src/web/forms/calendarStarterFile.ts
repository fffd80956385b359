// What does somebody fill in who keeps dates in a spreadsheet? A small file that is read as it stands.

/** CSV with a mark at its start, without which Excel takes it for Windows’ own letters. */
export const starterFile = `\uFEFF${[
  'from,to,what,year groups',
  '01/09/2026,23/10/2026,Term,',
  '02/11/2026,18/12/2026,Term,',
  '04/01/2027,12/02/2027,Term,',
  '22/02/2027,25/03/2027,Term,',
  '12/04/2027,28/05/2027,Term,',
  '07/06/2027,21/07/2027,Term,',
  '01/09/2026,,INSET day,',
  '02/11/2026,,INSET day,',
  '25/06/2027,,INSET day,"7, 8 and 9"',
  '03/05/2027,,Bank holiday,',
  '06/05/2027,,School closed,',
].join('\r\n')}\r\n`

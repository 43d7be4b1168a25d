// Where an SMS breaks into segments (3GPP TS 23.038): 7-bit units from the GSM alphabet, where
// an escaped character takes two, or else UTF-16 units. Neither an escaped character nor a
// surrogate pair is torn apart.

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const ESCAPED = new Set('\f^{}\\[~]|€');

const LIMITS = { 'GSM-7': { single: 160, joined: 153 }, 'UCS-2': { single: 70, joined: 67 } };

const unitsIn = {
  'GSM-7': (character) => (ESCAPED.has(character) ? 2 : 1),
  'UCS-2': (character) => character.length,
};

/**
 * `{encoding, units, unitsPerSegment, parts}`; `parts` are the texts of the segments, each with
 * its units.
 */
export function segment(text) {
  const characters = [...text];
  const gsm = characters.every((character) => BASIC.has(character) || ESCAPED.has(character));
  const encoding = gsm ? 'GSM-7' : 'UCS-2';
  const measure = unitsIn[encoding];
  const units = characters.reduce((sum, character) => sum + measure(character), 0);
  const { single, joined } = LIMITS[encoding];
  const unitsPerSegment = units <= single ? single : joined;
  return { encoding, units, unitsPerSegment, parts: split(characters, measure, unitsPerSegment) };
}

function split(characters, measure, limit) {
  const parts = [{ text: '', units: 0 }];
  for (const character of characters) {
    const units = measure(character);
    if (parts.at(-1).units + units > limit) parts.push({ text: '', units: 0 });
    parts.at(-1).text += character;
    parts.at(-1).units += units;
  }
  return parts;
}

/** Characters that keep the text out of the GSM alphabet, each once: what makes an SMS dear. */
export function outsideGsm(text) {
  return [...new Set(text)].filter((character) => !BASIC.has(character) && !ESCAPED.has(character));
}

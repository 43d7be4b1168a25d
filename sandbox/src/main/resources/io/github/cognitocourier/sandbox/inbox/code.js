// Finds the code (or temporary password) a message carries, so that one click copies it.

const VARIABLE = /^(code|otp|passcode|verification_?code|(temporary_?)?password)$/i;
// The last line of an SMS, by which browsers fill the code in by themselves.
const ORIGIN_BOUND = /^@\S+ #(\S+)$/m;
const LONE_DIGITS = /^[ \t]*(\d{4,8})[ \t]*$/m;
const NAMED_DIGITS = /(?:code|pin|otp)\D{0,40}?(?<![\d+])(\d{4,8})(?!\d)/i;
const ANY_DIGITS = /(?<![\d+\-/.:#\w])(\d{6}|\d{8}|\d{4})(?![\d\-/:\w])/;
// Alone on its line, after a line that ends with a colon.
const ANNOUNCED_PASSWORD = /:[ \t]*\n\s*(?!\S*:\/\/)(\S{4,256})[ \t]*$/m;
const NAMED_PASSWORD = /password(?:\s+is)?\s*:?\s+(?=\S*\d)(\S{6,256})/i;
const LONE_PASSWORD =
  /^[ \t]*(?=\S*\d)(?=\S*[^\w\s])(?!\S*:\/\/)(?!\S+@\S+\.\S+$)(\S{6,256})[ \t]*$/m;

/** Whether what the message carries is a temporary password. */
export const carriesPassword = ({ triggerSource }) => /AdminCreateUser$/.test(triggerSource ?? '');

/** The code, or null when the message has none. */
export function codeIn(message) {
  if (/AccountTakeOverNotification$/.test(message.triggerSource ?? '')) return null;
  return fromVariables(message.hostedVariables) ?? fromText(message);
}

function fromVariables(variables) {
  const entry = Object.entries(variables ?? {}).find(([name]) => VARIABLE.test(name));
  return entry ? String(entry[1]) : null;
}

function fromText(message) {
  const shapes = carriesPassword(message)
    ? [ORIGIN_BOUND, ANNOUNCED_PASSWORD, NAMED_PASSWORD, LONE_PASSWORD, LONE_DIGITS]
    : [ORIGIN_BOUND, LONE_DIGITS, NAMED_DIGITS, ANY_DIGITS];
  for (const shape of shapes) {
    const match = shape.exec(message.text ?? '');
    if (match) return match[1];
  }
  return null;
}

// Builds with one part broken: what the host may do to a file, and the parts that it may do it to.

export const half = (bytes) => bytes.subarray(0, bytes.length >> 1);
export const flipped = (bytes) => { const copy = Buffer.from(bytes); copy[copy.length >> 1] ^= 0x55; return copy; };
export const absent = () => undefined;

/** What is broken, in words; a part of the file's name; what becomes of its bytes. */
export const BROKEN = [
  ['a missing script', '.js', absent],
  ['a damaged script', '.js', flipped],
  ['a missing wasm', '.wasm', absent],
  ['a cut wasm', '.wasm', half],
  ['a damaged wasm', '.wasm', flipped],
  ['a missing style sheet', '.css', absent],
];

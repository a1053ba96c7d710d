// Questions to the program behind the page. A new question of a channel cancels the one before it, here and there.

export class ServiceError extends Error {
  constructor(error) {
    super(error.message);
    Object.assign(this, { code: error.code, place: error.data?.place, line: error.data?.line, column: error.data?.column, expected: error.data?.expected });
  }
}

const cancelled = -32800;
const latest = new Map();

/** The answer to a question; null when a newer one took its place. */
export async function ask(method, params, channel) {
  latest.get(channel)?.abort();
  const control = new AbortController();
  latest.set(channel, control);
  try {
    const response = await fetch(`rpc?channel=${channel}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
      signal: control.signal,
    });
    if (!response.ok)
      throw new ServiceError({ code: response.status, message: response.status === 413 ? "The question is too long." : `The program refused (${response.status}).` });
    const message = await response.json();
    if (control.signal.aborted || message.error?.code === cancelled)
      return null;
    if (message.error)
      throw new ServiceError(message.error);
    return message.result;
  } catch (error) {
    if (control.signal.aborted)
      return null;
    throw error instanceof ServiceError ? error : new ServiceError({ code: 0, message: "The program does not answer; is it still running?" });
  }
}

/** A trace as columns by name; "inf" and "-inf" are infinities, null is no number. */
export function columns(trace) {
  const number = v => v === null ? NaN : v === "inf" ? Infinity : v === "-inf" ? -Infinity : v;
  return Object.fromEntries(trace.columns.map((name, i) => [name, trace.rows.map(row => number(row[i]))]));
}

/** Six digits of a certified real that are not above it; null where there is none. */
export function below(c) {
  if (c === null || c === undefined || typeof c === "string")
    return null;
  const least = Number(c.lo), few = Number(least.toPrecision(6));
  return few <= least ? few : Number((few - 10 ** (Math.floor(Math.log10(Math.abs(least))) - 5)).toPrecision(6));
}

/** The middle of a certified real; null where there is none. */
export const middle = c => c === null || c === undefined || typeof c === "string" ? null : (Number(c.lo) + Number(c.hi)) / 2;
